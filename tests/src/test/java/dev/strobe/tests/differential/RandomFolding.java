package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotAlgorithm;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.PrecisionConfig;
import dev.strobe.ir.op.ReduceOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Adds contractions and reductions; bodies and initial values form monoids, since the order in
/// which a backend folds is its own.
record RandomFolding(RandomFunction f) {
  void dotGeneral() {
    Tracked x = f.any(v -> v.type().rank() > 0 && !v.element().isBoolean());
    TensorType left = x.type();
    int contracted = f.below(left.rank());
    boolean batched = left.rank() > 1 && f.below(2) == 0;
    int batch = (contracted + 1) % left.rank();
    List<Long> sizes = new ArrayList<>();
    sizes.add(left.dim(contracted));
    if (batched) {
      sizes.add(left.dim(batch));
    }
    if (f.below(3) > 0) {
      sizes.add(1L + f.below(4));
    }
    boolean turned = f.below(2) == 0;
    sizes = turned ? sizes.reversed() : sizes;
    int last = sizes.size() - 1;
    Tracked y = f.of(left.withDims(sizes.stream().mapToLong(Long::longValue)));
    var dimensions =
        new DotGeneralOp.Dimensions(
            batched ? ImmutableLongArray.of(batch) : ImmutableLongArray.of(),
            batched ? ImmutableLongArray.of(turned ? last - 1 : 1) : ImmutableLongArray.of(),
            ImmutableLongArray.of(contracted),
            ImmutableLongArray.of(turned ? last : 0));
    add(x, y, dimensions, left.dim(contracted));
  }

  private void add(Tracked x, Tracked y, DotGeneralOp.Dimensions dimensions, long depth) {
    double bound = depth * x.bound() * y.bound() * (x.element().isComplex() ? 2 : 1);
    var op =
        new DotGeneralOp(
            x.value(), y.value(), dimensions, accuracy(x.element()), resultElement(x.element()));
    long count = ((TensorType) op.resultTypes().getFirst()).elementCount();
    if (count > RandomFunction.LARGEST_COUNT || bound > 60_000) {
      return;
    }
    double error = depth * (RandomElementwise.productError(x, y) + algorithmError(op, x, y));
    f.add(Tracked.summed(f.emit(op), bound, error, depth));
  }

  private DotGeneralOp.Accuracy accuracy(ElementType element) {
    boolean known = element == ElementType.F32 || element == ElementType.BF16;
    return known && f.below(3) == 0
        ? new DotGeneralOp.Accuracy(
            PrecisionConfig.both(DotGeneralOp.Precision.DEFAULT),
            Optional.of(f.oneOf(algorithms(element))))
        : DotGeneralOp.Accuracy.of(f.oneOf(List.of(DotGeneralOp.Precision.values())));
  }

  /// Those that XLA has on the CPU whatever becomes of the op.
  private static List<DotAlgorithm> algorithms(ElementType element) {
    DotAlgorithm.Format f32 = new DotAlgorithm.Stored(ElementType.F32);
    DotAlgorithm.Format bf16 = new DotAlgorithm.Stored(ElementType.BF16);
    DotAlgorithm narrow = algorithm(bf16);
    return element == ElementType.BF16 ? List.of(narrow) : List.of(algorithm(f32), narrow);
  }

  private static DotAlgorithm algorithm(DotAlgorithm.Format format) {
    var side = new DotAlgorithm.Side(format, 1);
    DotAlgorithm.Format sums = new DotAlgorithm.Stored(ElementType.F32);
    return new DotAlgorithm(side, side, sums, 1, false);
  }

  /// What a product may lose because an algorithm rounds its factors first.
  private static double algorithmError(DotGeneralOp op, Tracked x, Tracked y) {
    return op.accuracy().algorithm().isEmpty()
        ? 0
        : 2 * Rounding.of(ElementType.BF16).ulp() * x.bound() * y.bound();
  }

  ElementType resultElement(ElementType operand) {
    boolean widened = f.below(2) == 0;
    return switch (operand) {
      case BF16, F16 -> widened ? ElementType.F32 : operand;
      case S8 -> widened ? ElementType.S32 : operand;
      default -> operand;
    };
  }

  void reduce() {
    Tracked x = f.any(v -> v.type().rank() > 0);
    BinaryOp.Kind kind = f.oneOf(kinds(x));
    ImmutableLongArray axes =
        ImmutableLongArray.copyOf(
            LongStream.range(0, x.type().rank()).filter(d -> f.below(2) == 0));
    long terms = axes.stream().map(axis -> x.type().dim((int) axis)).reduce(1, (a, b) -> a * b);
    GraphBuilder b = f.builder();
    Value start = b.constant(Literal.scalar(x.element(), identity(kind, x.element())));
    var op =
        new ReduceOp(
            ImmutableList.of(x.value()), ImmutableList.of(start), axes, body(kind, x.element()));
    Value result = f.emit(op);
    if (kind == BinaryOp.Kind.ADD) {
      f.add(Tracked.summed(result, terms * x.bound(), terms * x.error(), terms));
    } else if (terms > 0 || !x.element().isFloat()) {
      f.add(x.moved(result));
    }
  }

  static List<BinaryOp.Kind> kinds(Tracked x) {
    return switch (x.element().kind()) {
      case FLOAT -> List.of(BinaryOp.Kind.ADD, BinaryOp.Kind.MAXIMUM, BinaryOp.Kind.MINIMUM);
      case COMPLEX -> List.of(BinaryOp.Kind.ADD);
      case BOOLEAN -> List.of(BinaryOp.Kind.AND, BinaryOp.Kind.OR, BinaryOp.Kind.XOR);
      case SIGNED, UNSIGNED ->
          List.of(
              BinaryOp.Kind.ADD,
              BinaryOp.Kind.MULTIPLY,
              BinaryOp.Kind.MAXIMUM,
              BinaryOp.Kind.MINIMUM,
              BinaryOp.Kind.AND,
              BinaryOp.Kind.OR,
              BinaryOp.Kind.XOR);
    };
  }

  static double identity(BinaryOp.Kind kind, ElementType element) {
    boolean signed = element.kind() == ElementType.Kind.SIGNED;
    double greatest =
        element.isFloat()
            ? mostOf(element)
            : Math.scalb(1.0, element.bits() - (signed ? 1 : 0)) - (element.bits() > 53 ? 0 : 1);
    return switch (kind) {
      case MULTIPLY -> 1;
      case AND -> element.isBoolean() ? 1 : -1;
      case MAXIMUM -> element.isFloat() ? -greatest : signed ? -greatest - 1 : 0;
      case MINIMUM -> greatest;
      default -> 0;
    };
  }

  /// Infinity, or the largest number of a type that need not have one.
  private static double mostOf(ElementType element) {
    return element.bits() < 16 ? Rounding.of(element).largest() : Double.POSITIVE_INFINITY;
  }

  /// The body, sometimes with work that nobody reads.
  private Region body(BinaryOp.Kind kind, ElementType element) {
    GraphBuilder b = f.builder();
    // The interpreter rounds a sum of floats once only if it sees nothing but a sum.
    boolean exact = kind != BinaryOp.Kind.ADD || element.isInteger();
    boolean cluttered = exact && f.below(3) == 0;
    return b.region(
        element,
        (folded, next) -> {
          if (cluttered) {
            b.binary(kind, b.binary(kind, next, folded), next);
          }
          return b.binary(kind, folded, next);
        });
  }

  /// The greatest element and its first place, by reducing two inputs at once.
  void argmax() {
    Tracked x = f.any(v -> v.type().rank() > 0 && v.element().isFloat() && v.isExact());
    int axis = f.below(x.type().rank());
    GraphBuilder b = f.builder();
    TensorType places = x.type().withElement(ElementType.S32);
    var op =
        new ReduceOp(
            ImmutableList.of(x.value(), b.iota(places, axis)),
            ImmutableList.of(
                b.constant(x.element(), -mostOf(x.element())),
                b.constant(ElementType.S32, Integer.MAX_VALUE)),
            ImmutableLongArray.of(axis),
            argmaxBody(x.element()));
    List<Value> results = b.emit(op);
    if (x.type().dim(axis) > 0) {
      f.add(x.moved(results.get(0)));
    }
    f.add(new Tracked(results.get(1), 0, 0));
  }

  private static Region argmaxBody(ElementType element) {
    GraphBuilder b = new GraphBuilder("body");
    Value best = b.input("best", TensorType.of(element));
    Value bestPlace = b.input("best_place", TensorType.of(ElementType.S32));
    Value next = b.input("next", TensorType.of(element));
    Value nextPlace = b.input("next_place", TensorType.of(ElementType.S32));
    Value greater = b.compare(next, best, CompareOp.Direction.GT);
    Value equal = b.compare(next, best, CompareOp.Direction.EQ);
    Value sooner = b.compare(nextPlace, bestPlace, CompareOp.Direction.LT);
    Value wins = b.binary(BinaryOp.Kind.OR, greater, b.and(equal, sooner));
    Value number = b.select(wins, next, best);
    Value place = b.select(wins, nextPlace, bestPlace);
    return new Region(
        ImmutableList.of(best, bestPlace, next, nextPlace),
        b.build().nodes(),
        ImmutableList.of(number, place));
  }
}
