package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.List;

/// Sums of products over labelled axes, as the deprecated ops `einsum` and `unary_einsum` spell
/// them: `ab,bc->ac` is the product of two matrices, `ab->ba` a transposition, `aa->a` a diagonal.
///
/// An ellipsis stands for axes without a letter, as many as an operand has besides; those of two
/// operands are aligned at the last, and those of size 1 are repeated.
///
/// @param inputs the labels of each operand's axes
/// @param result the labels of the result's axes; what is not among them is summed
public record Einsum(ImmutableList<String> inputs, String result) {
  private static final String ELLIPSIS = "...";

  public Einsum {
    for (String labels : inputs) {
      requireLabels(labels);
    }
    requireLabels(result);
    Checks.require(
        letters(result).chars().distinct().count() == letters(result).length(),
        "einsum",
        "a label once in the result",
        result);
    Checks.require(
        result.chars().allMatch(label -> inputs.stream().anyMatch(in -> in.indexOf(label) >= 0)),
        "einsum",
        "labels of the result that an operand has",
        inputs,
        result);
  }

  private static void requireLabels(String labels) {
    Checks.require(
        letters(labels).chars().allMatch(c -> Character.isLetter(c) || LabelledAxes.isUnnamed(c)),
        "einsum",
        "a letter for each axis and an ellipsis for others",
        labels);
  }

  /// What there is besides one ellipsis.
  private static String letters(String labels) {
    int start = labels.indexOf(ELLIPSIS);
    return start < 0
        ? labels
        : labels.substring(0, start) + labels.substring(start + ELLIPSIS.length());
  }

  /// Reads `ab,bc->ac`.
  public static Einsum of(String config) {
    String[] sides = config.replace(" ", "").split("->", -1);
    Checks.require(sides.length == 2, "einsum", "operands -> result", config);
    return new Einsum(ImmutableList.copyOf(sides[0].split(",", -1)), sides[1]);
  }

  /// Adds the ops that one operand needs.
  public Value apply(GraphBuilder builder, Value operand) {
    Einsum all = spelledOut(List.of(operand));
    LabelledAxes axes = LabelledAxes.of(builder, operand, all.inputs.getFirst());
    return axes.summed(all.result).arranged(all.result);
  }

  /// Adds the ops that two operands need.
  ///
  /// @param element the element type of products, sums and the result
  public Value apply(
      GraphBuilder builder,
      Value lhs,
      Value rhs,
      DotGeneralOp.Accuracy accuracy,
      ElementType element) {
    Einsum all = spelledOut(List.of(lhs, rhs));
    Value left = promoted(builder, lhs, element);
    Value right = promoted(builder, rhs, element);
    LabelledAxes axes = LabelledAxes.of(builder, left, all.inputs.get(0));
    LabelledAxes others = LabelledAxes.of(builder, right, all.inputs.get(1));
    return axes.times(others, all.result, accuracy).arranged(all.result);
  }

  private static Value promoted(GraphBuilder builder, Value value, ElementType element) {
    ElementType own = value.tensor().element();
    Checks.require(own.isPromotableTo(element), "einsum", "operands promotable to " + element, own);
    return builder.cast(value, element);
  }

  /// With a label for each axis that an ellipsis stands for.
  private Einsum spelledOut(List<Value> operands) {
    Checks.require(
        inputs.size() == operands.size(), "einsum", inputs.size() + " operands", operands.size());
    ImmutableList.Builder<String> all = ImmutableList.builder();
    int most = 0;
    for (int i = 0; i < inputs.size(); i++) {
      int unnamed = unnamed(inputs.get(i), operands.get(i).tensor());
      most = Math.max(most, unnamed);
      all.add(spelledOut(inputs.get(i), unnamed));
    }
    Checks.require(
        most == 0 || result.contains(ELLIPSIS),
        "einsum",
        "an ellipsis in the result where operands have one",
        inputs,
        result);
    return new Einsum(all.build(), spelledOut(result, most));
  }

  /// How many axes an ellipsis stands for.
  private static int unnamed(String labels, TensorType type) {
    int unnamed = type.rank() - letters(labels).length();
    Checks.require(
        labels.contains(ELLIPSIS) ? unnamed >= 0 : unnamed == 0,
        "einsum",
        "one letter for each axis",
        labels,
        type);
    return unnamed;
  }

  private static String spelledOut(String labels, int unnamed) {
    return labels.replace(ELLIPSIS, LabelledAxes.unnamed(unnamed));
  }
}
