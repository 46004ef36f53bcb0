package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ScatterOp;
import java.util.function.Function;

/// What forms of ops that combine many elements, or look them up, mean.
final class ContractionOps {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "stablehlo.dot_general", ContractionOps::dotGeneral,
          "stablehlo.gather", ContractionOps::gather,
          "stablehlo.reduce", ContractionOps::reduce,
          "stablehlo.scatter", ContractionOps::scatter);

  private ContractionOps() {}

  private static Op dotGeneral(OpForm form) {
    form.requireOperands(2);
    AttributeDictionary properties = form.properties();
    DotGeneralOp.Accuracy accuracy = AccuracySyntax.ofProduct(properties);
    return new DotGeneralOp(
        form.operand(0),
        form.operand(1),
        dimensions(properties),
        accuracy,
        form.result().element());
  }

  /// Clauses of the pretty form, or the attribute that holds all of them.
  private static DotGeneralOp.Dimensions dimensions(AttributeDictionary properties) {
    boolean clauses = properties.contains("lhs_contracting_dimensions");
    AttributeDictionary numbers =
        clauses ? properties : properties.require("dot_dimension_numbers").struct("dot");
    return dimensionNumbers(numbers);
  }

  static DotGeneralOp.Dimensions dimensionNumbers(AttributeDictionary numbers) {
    DotGeneralOp.Dimensions dimensions =
        new DotGeneralOp.Dimensions(
            numbers.longsOrNone("lhs_batching_dimensions"),
            numbers.longsOrNone("rhs_batching_dimensions"),
            numbers.longsOrNone("lhs_contracting_dimensions"),
            numbers.longsOrNone("rhs_contracting_dimensions"));
    numbers.requireEmpty("only dimension numbers of dot_general");
    return dimensions;
  }

  private static Op gather(OpForm form) {
    form.requireOperands(2);
    AttributeDictionary properties = form.properties();
    return new GatherOp(
        form.operand(0),
        form.operand(1),
        gatherNumbers(properties),
        properties.longs("slice_sizes"),
        properties.flag("indices_are_sorted"));
  }

  /// How axes belong together in `gather` and `dynamic_gather`.
  static GatherOp.DimensionNumbers gatherNumbers(AttributeDictionary properties) {
    AttributeDictionary n = properties.require("dimension_numbers").struct("gather");
    GatherOp.DimensionNumbers numbers =
        new GatherOp.DimensionNumbers(
            n.longsOrNone("offset_dims"),
            n.longsOrNone("collapsed_slice_dims"),
            n.longsOrNone("operand_batching_dims"),
            n.longsOrNone("start_indices_batching_dims"),
            n.longsOrNone("start_index_map"),
            n.integerOrZero("index_vector_dim"));
    n.requireEmpty("only dimension numbers of gather");
    return numbers;
  }

  private static Op reduce(OpForm form) {
    int inputs = form.operands().size() / 2;
    form.requireOperands(2 * inputs);
    return new ReduceOp(
        form.operands().subList(0, inputs),
        form.from(inputs),
        form.properties().longs("dimensions"),
        form.region());
  }

  private static Op scatter(OpForm form) {
    int inputs = (form.operands().size() - 1) / 2;
    form.requireOperands(2 * inputs + 1);
    AttributeDictionary properties = form.properties();
    AttributeDictionary n = properties.require("scatter_dimension_numbers").struct("scatter");
    ScatterOp.DimensionNumbers numbers =
        new ScatterOp.DimensionNumbers(
            n.longsOrNone("update_window_dims"),
            n.longsOrNone("inserted_window_dims"),
            n.longsOrNone("input_batching_dims"),
            n.longsOrNone("scatter_indices_batching_dims"),
            n.longsOrNone("scatter_dims_to_operand_dims"),
            n.integerOrZero("index_vector_dim"));
    n.requireEmpty("only dimension numbers of scatter");
    ScatterOp.Hints hints =
        new ScatterOp.Hints(
            properties.flag("indices_are_sorted"), properties.flag("unique_indices"));
    ImmutableList<Value> updates = form.from(inputs + 1);
    return new ScatterOp(
        form.operands().subList(0, inputs),
        form.operand(inputs),
        updates,
        numbers,
        hints,
        form.region());
  }
}
