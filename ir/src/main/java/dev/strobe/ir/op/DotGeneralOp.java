package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Products summed over contracting axes, side by side over batching axes.
///
/// The result's axes are the batching axes, then the left operand's others, then the right's.
public record DotGeneralOp(
    Value lhs, Value rhs, Dimensions dimensions, Accuracy accuracy, ElementType element)
    implements Op {
  /// Which axes of each operand are batching and which contracting.
  public record Dimensions(
      ImmutableLongArray lhsBatching,
      ImmutableLongArray rhsBatching,
      ImmutableLongArray lhsContracting,
      ImmutableLongArray rhsContracting) {}

  /// Speed against accuracy on accelerators.
  public enum Precision {
    DEFAULT,
    HIGH,
    HIGHEST
  }

  /// How exact products and sums are.
  ///
  /// @param algorithm what decides instead of the precisions, which are then the default ones
  public record Accuracy(PrecisionConfig precisions, Optional<DotAlgorithm> algorithm) {
    public Accuracy {
      Checks.require(
          algorithm.isEmpty() || precisions.isDefault(),
          "dot_general_c21",
          "precision_config = DEFAULT beside an algorithm",
          precisions);
    }

    /// One precision for both operands.
    public static Accuracy of(Precision precision) {
      return new Accuracy(PrecisionConfig.both(precision), Optional.empty());
    }
  }

  /// Products at one precision for both operands.
  public DotGeneralOp(
      Value lhs, Value rhs, Dimensions dimensions, Precision precision, ElementType element) {
    this(lhs, rhs, dimensions, Accuracy.of(precision), element);
  }

  public DotGeneralOp {
    TensorType left = lhs.tensor();
    TensorType right = rhs.tensor();
    requireAxes(dimensions, left, right);
    requireSizes(
        "dot_general_c9",
        "batching",
        left,
        right,
        dimensions.lhsBatching(),
        dimensions.rhsBatching());
    requireSizes(
        "dot_general_c10",
        "contracting",
        left,
        right,
        dimensions.lhsContracting(),
        dimensions.rhsContracting());
    Checks.require(
        left.element() == right.element(), "dot_general_c13", "one element type", left, right);
    Checks.require(
        left.element().isPromotableTo(element) || element.isPromotableTo(left.element()),
        "dot_general",
        "a result element type of the operands' kind",
        left,
        element);
  }

  @Override
  public String name() {
    return "dot_general";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(lhs, rhs);
  }

  /// Axes of the left operand that are neither batching nor contracting.
  public ImmutableLongArray lhsResultDimensions() {
    return others(lhs, dimensions.lhsBatching(), dimensions.lhsContracting());
  }

  /// Axes of the right operand that are neither batching nor contracting.
  public ImmutableLongArray rhsResultDimensions() {
    return others(rhs, dimensions.rhsBatching(), dimensions.rhsContracting());
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    LongStream dims =
        Stream.of(
                batchSizes(), sizes(lhs, lhsResultDimensions()), sizes(rhs, rhsResultDimensions()))
            .flatMapToLong(s -> s);
    return ImmutableList.of(TensorType.of(element, dims.toArray()));
  }

  @Override
  public DotGeneralOp withOperands(List<Value> operands) {
    return new DotGeneralOp(operands.get(0), operands.get(1), dimensions, accuracy, element);
  }

  private LongStream batchSizes() {
    long[] left = sizes(lhs, dimensions.lhsBatching()).toArray();
    long[] right = sizes(rhs, dimensions.rhsBatching()).toArray();
    return IntStream.range(0, left.length)
        .mapToLong(i -> left[i] == TensorType.DYNAMIC ? right[i] : left[i]);
  }

  private static LongStream sizes(Value value, ImmutableLongArray axes) {
    return axes.stream().map(axis -> value.tensor().dim((int) axis));
  }

  private static ImmutableLongArray others(
      Value value, ImmutableLongArray batching, ImmutableLongArray contracting) {
    return ImmutableLongArray.copyOf(
        LongStream.range(0, value.tensor().rank())
            .filter(axis -> !batching.contains(axis) && !contracting.contains(axis)));
  }

  private static void requireAxes(Dimensions d, TensorType left, TensorType right) {
    Checks.require(
        d.lhsBatching().length() == d.rhsBatching().length(),
        "dot_general_c1",
        "as many batching axes on both sides",
        d.lhsBatching(),
        d.rhsBatching());
    Checks.require(
        d.lhsContracting().length() == d.rhsContracting().length(),
        "dot_general_c2",
        "as many contracting axes on both sides",
        d.lhsContracting(),
        d.rhsContracting());
    requireAxesOf(
        "dot_general_c3",
        "dot_general_c5",
        "dot_general_c6",
        left,
        d.lhsBatching(),
        d.lhsContracting());
    requireAxesOf(
        "dot_general_c4",
        "dot_general_c7",
        "dot_general_c8",
        right,
        d.rhsBatching(),
        d.rhsContracting());
  }

  private static void requireAxesOf(
      String unique,
      String batchingRange,
      String contractingRange,
      TensorType type,
      ImmutableLongArray batching,
      ImmutableLongArray contracting) {
    ImmutableLongArray all =
        ImmutableLongArray.builder().addAll(batching).addAll(contracting).build();
    Checks.require(Checks.isUnique(all), unique, "unique axes", batching, contracting);
    Checks.require(
        Checks.inRange(batching, 0, type.rank()), batchingRange, "axes in rank", batching, type);
    Checks.require(
        Checks.inRange(contracting, 0, type.rank()),
        contractingRange,
        "axes in rank",
        contracting,
        type);
  }

  private static void requireSizes(
      String label,
      String what,
      TensorType left,
      TensorType right,
      ImmutableLongArray lhsAxes,
      ImmutableLongArray rhsAxes) {
    for (int i = 0; i < lhsAxes.length(); i++) {
      Checks.require(
          TensorType.sizesFit(left.dim((int) lhsAxes.get(i)), right.dim((int) rhsAxes.get(i))),
          label,
          "equal sizes of " + what + " axes",
          left,
          right);
    }
  }
}
