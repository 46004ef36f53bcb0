package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.chlo.Broadcasting;
import dev.strobe.ir.chlo.ChloFunctions;
import dev.strobe.ir.chlo.Integers;
import dev.strobe.ir.chlo.RaggedDot;
import dev.strobe.ir.chlo.Scan;
import dev.strobe.ir.chlo.Shape;
import dev.strobe.ir.chlo.TopK;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What forms of ops of the `chlo` dialect mean: nodes of StableHLO.
final class ChloOps {
  private static final String DIALECT = "chlo.";

  /// Adds what a form means to a builder and returns the results.
  @FunctionalInterface
  private interface Reader {
    List<Value> read(GraphBuilder builder, OpForm form);
  }

  private static final ImmutableMap<String, Reader> READERS = readers();

  private ChloOps() {}

  /// How to make nodes of what was read, if it is of the dialect; an unknown op is refused by name.
  static Optional<Function<OpForm, Decomposition>> reader(OpForm.Head head) {
    if (!head.name().startsWith(DIALECT)) {
      return Optional.empty();
    }
    Reader reader = READERS.get(head.name());
    if (reader == null) {
      throw head.fail("an op that Strobe knows", "'" + head.name() + "'");
    }
    return Optional.of(form -> Decomposition.of(builder -> reader.read(builder, form)));
  }

  private static ImmutableMap<String, Reader> readers() {
    ImmutableMap.Builder<String, Reader> all = ImmutableMap.builder();
    for (String name : ChloFunctions.unaryNames()) {
      all.put(DIALECT + name, (builder, form) -> List.of(unary(builder, name, form)));
    }
    for (String name : ChloFunctions.binaryNames()) {
      all.put(DIALECT + name, (builder, form) -> List.of(binary(builder, name, form)));
      all.put(
          DIALECT + "broadcast_" + name,
          (b, form) -> onBroadcast(b, form, (x, y) -> ChloFunctions.binary(b, name, x, y)));
    }
    for (BinaryOp.Kind kind : BinaryOp.Kind.values()) {
      all.put(
          DIALECT + "broadcast_" + kind.text(),
          (b, form) -> onBroadcast(b, form, (x, y) -> b.binary(kind, x, y)));
    }
    return all.put("chlo.broadcast_compare", ChloOps::broadcastCompare)
        .put("chlo.broadcast_complex", (b, form) -> onBroadcast(b, form, b::complex))
        .put("chlo.broadcast_select", ChloOps::broadcastSelect)
        .put("chlo.constant", ChloOps::constant)
        .put("chlo.constant_like", ChloOps::constantLike)
        .put("chlo.dynamic_reshape", ChloOps::dynamicReshape)
        .put("chlo.mulhi", ChloOps::multiplyHigh)
        .put("chlo.ragged_dot", ChloOps::raggedDot)
        .put("chlo.scan", ChloOps::scan)
        .put("chlo.top_k", ChloOps::topK)
        .buildOrThrow();
  }

  private static Value unary(GraphBuilder builder, String name, OpForm form) {
    return ChloFunctions.unary(builder, name, form.requireOperands(1).operand(0));
  }

  private static Value binary(GraphBuilder builder, String name, OpForm form) {
    form.requireOperands(2);
    return ChloFunctions.binary(builder, name, form.operand(0), form.operand(1));
  }

  /// A function of two values of one shape.
  @FunctionalInterface
  private interface Binary {
    Value apply(Value lhs, Value rhs);
  }

  private static List<Value> onBroadcast(GraphBuilder builder, OpForm form, Binary function) {
    form.requireOperands(2);
    Optional<ImmutableLongArray> dimensions =
        form.properties().take("broadcast_dimensions").map(Attribute::longs);
    ImmutableList<Value> both =
        dimensions.isPresent()
            ? Broadcasting.aligned(
                builder, form.operand(0), form.operand(1), dimensions.orElseThrow())
            : Broadcasting.aligned(builder, form.operands());
    return List.of(function.apply(both.get(0), both.get(1)));
  }

  private static List<Value> broadcastCompare(GraphBuilder builder, OpForm form) {
    CompareOp.Direction direction =
        form.properties().require("comparison_direction").constant(CompareOp.Direction.values());
    Optional<CompareOp.Comparison> comparison = ElementwiseOps.comparison(form.properties());
    return onBroadcast(
        builder,
        form,
        (x, y) -> {
          var own = CompareOp.comparisonOf(x.tensor().element());
          return builder.emit(new CompareOp(x, y, direction, comparison.orElse(own))).getFirst();
        });
  }

  private static List<Value> broadcastSelect(GraphBuilder builder, OpForm form) {
    ImmutableList<Value> all = Broadcasting.aligned(builder, form.requireOperands(3).operands());
    return List.of(builder.select(all.get(0), all.get(1), all.get(2)));
  }

  private static List<Value> constant(GraphBuilder builder, OpForm form) {
    Op constant = StructureOps.constant(form);
    return builder.emit(constant);
  }

  /// A number, in every place of the operand's shape.
  private static List<Value> constantLike(GraphBuilder builder, OpForm form) {
    Value like = form.requireOperands(1).operand(0);
    TensorType type = like.tensor().withElement(form.result().element());
    Attribute number = form.properties().require("value");
    if (type.isStatic()) {
      return List.of(builder.constant(number.splat(type)));
    }
    Value scalar = builder.constant(number.splat(TensorType.of(type.element())));
    return List.of(Shape.of(builder, like).broadcast(scalar));
  }

  private static List<Value> dynamicReshape(GraphBuilder builder, OpForm form) {
    form.requireOperands(2);
    return builder.emit(new DynamicReshapeOp(form.operand(0), form.operand(1), form.result()));
  }

  private static List<Value> multiplyHigh(GraphBuilder builder, OpForm form) {
    form.requireOperands(2);
    return List.of(Integers.multiplyHigh(builder, form.operand(0), form.operand(1)));
  }

  private static List<Value> raggedDot(GraphBuilder builder, OpForm form) {
    form.requireOperands(3);
    AttributeDictionary properties = form.properties();
    AttributeDictionary n = properties.require("ragged_dot_dimension_numbers").struct("ragged_dot");
    ImmutableLongArray ragged = n.longsOrNone("lhs_ragged_dimensions");
    ImmutableLongArray group = n.longsOrNone("rhs_group_dimensions");
    DotGeneralOp.Dimensions dimensions = ContractionOps.dimensionNumbers(n);
    return List.of(
        new RaggedDot(
                builder,
                dimensions,
                new RaggedDot.Axes(ragged, group),
                AccuracySyntax.ofProduct(properties),
                form.result().element())
            .of(form.operand(0), form.operand(1), form.operand(2)));
  }

  private static List<Value> scan(GraphBuilder builder, OpForm form) {
    AttributeDictionary properties = form.properties();
    // Which operands are inputs is seen by their types, too; associativity is only permission.
    properties.take("operandSegmentSizes");
    properties.take("resultSegmentSizes");
    properties.take("is_associative");
    properties.take("scan_dim_size");
    Scan scan =
        new Scan(form.region(), properties.integer("dimension"), properties.flag("is_reverse"));
    return scan.of(builder, form.operands());
  }

  private static List<Value> topK(GraphBuilder builder, OpForm form) {
    // The order of equal elements may be any without this; here it never is.
    form.properties().take("is_stable");
    return TopK.of(builder, form.requireOperands(1).operand(0), form.properties().integer("k"));
  }
}
