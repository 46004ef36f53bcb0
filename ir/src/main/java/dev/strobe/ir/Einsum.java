package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.List;

/// Sums of products over labelled axes, as the deprecated ops `einsum` and `unary_einsum` spell
/// them: `ab,bc->ac` is the product of two matrices, `ab->ba` a transposition.
///
/// @param inputs the labels of each operand's axes
/// @param result the labels of the result's axes; what is not among them is summed
public record Einsum(ImmutableList<String> inputs, String result) {
  public Einsum {
    for (String labels : inputs) {
      requireLabels(labels);
    }
    requireLabels(result);
    Checks.require(
        result.chars().allMatch(label -> inputs.stream().anyMatch(in -> in.indexOf(label) >= 0)),
        "einsum",
        "labels of the result that an operand has",
        inputs,
        result);
  }

  private static void requireLabels(String labels) {
    Checks.require(
        labels.chars().allMatch(Character::isLetter)
            && labels.chars().distinct().count() == labels.length(),
        "einsum",
        "one letter for each axis",
        labels);
  }

  /// Reads `ab,bc->ac`.
  public static Einsum of(String config) {
    String[] sides = config.replace(" ", "").split("->", -1);
    Checks.require(sides.length == 2, "einsum", "operands -> result", config);
    return new Einsum(ImmutableList.copyOf(sides[0].split(",", -1)), sides[1]);
  }

  /// Adds the ops that one operand needs.
  public Value apply(GraphBuilder builder, Value operand) {
    requireRanks(List.of(operand));
    String labels = inputs.getFirst();
    Value summed = summed(builder, operand, labels, result);
    return arranged(builder, summed, common(labels, result));
  }

  /// Adds the ops that two operands need.
  public Value apply(GraphBuilder builder, Value lhs, Value rhs, DotGeneralOp.Accuracy accuracy) {
    requireRanks(List.of(lhs, rhs));
    String left = inputs.get(0);
    String right = inputs.get(1);
    Value summedLeft = summed(builder, lhs, left, right + result);
    Value summedRight = summed(builder, rhs, right, left + result);
    String keptLeft = common(left, right + result);
    String keptRight = common(right, left + result);
    String batch = common(common(keptLeft, keptRight), result);
    String contracted = without(common(keptLeft, keptRight), result);
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.copyOf(axes(keptLeft, batch)),
            ImmutableLongArray.copyOf(axes(keptRight, batch)),
            ImmutableLongArray.copyOf(axes(keptLeft, contracted)),
            ImmutableLongArray.copyOf(axes(keptRight, contracted)));
    ElementType element = lhs.tensor().element();
    var op = new DotGeneralOp(summedLeft, summedRight, dimensions, accuracy, element);
    String made = batch + without(keptLeft, keptRight) + without(keptRight, keptLeft);
    return arranged(builder, builder.emit(op).getFirst(), made);
  }

  private void requireRanks(List<Value> operands) {
    Checks.require(
        inputs.size() == operands.size(), "einsum", inputs.size() + " operands", operands.size());
    for (int i = 0; i < operands.size(); i++) {
      TensorType type = operands.get(i).tensor();
      Checks.require(
          inputs.get(i).length() == type.rank(),
          "einsum",
          "one letter for each axis",
          inputs.get(i),
          type);
    }
  }

  private static Value summed(GraphBuilder builder, Value value, String labels, String kept) {
    String dropped = without(labels, kept);
    return dropped.isEmpty() ? value : builder.reduceSum(value, axes(labels, dropped));
  }

  private Value arranged(GraphBuilder builder, Value value, String labels) {
    return labels.equals(result) ? value : builder.transpose(value, axes(labels, result));
  }

  private static long[] axes(String labels, String wanted) {
    return wanted.chars().mapToLong(labels::indexOf).toArray();
  }

  private static String common(String labels, String others) {
    return keep(labels, others, true);
  }

  private static String without(String labels, String others) {
    return keep(labels, others, false);
  }

  private static String keep(String labels, String others, boolean found) {
    StringBuilder kept = new StringBuilder();
    labels
        .chars()
        .filter(label -> others.indexOf(label) >= 0 == found)
        .forEach(label -> kept.append((char) label));
    return kept.toString();
  }
}
