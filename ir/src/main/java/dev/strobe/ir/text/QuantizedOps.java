package dev.strobe.ir.text;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Location;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What forms of ops on quantised elements mean, where the op does not take these itself: what only
/// moves elements works on the integers, bit for bit; what computes works on the floats that they
/// stand for, and the results are quantised.
///
/// Source: StableHLO specification, `dequantize_op_quantize` and `hybrid_dequantize_then_op`.
final class QuantizedOps {
  private static final String DIALECT = "stablehlo.";

  private static final ImmutableSet<String> COMPUTING =
      ImmutableSet.of(
          "abs",
          "add",
          "atan2",
          "batch_norm_grad",
          "batch_norm_inference",
          "batch_norm_training",
          "cbrt",
          "ceil",
          "cholesky",
          "clamp",
          "compare",
          "convolution",
          "cosine",
          "divide",
          "dot",
          "dot_general",
          "dynamic_conv",
          "dynamic_iota",
          "exponential",
          "exponential_minus_one",
          "floor",
          "iota",
          "is_finite",
          "log",
          "log_plus_one",
          "logistic",
          "maximum",
          "minimum",
          "multiply",
          "negate",
          "power",
          "reduce_precision",
          "remainder",
          "round_nearest_afz",
          "round_nearest_even",
          "rsqrt",
          "select",
          "sign",
          "sine",
          "sqrt",
          "subtract",
          "tan",
          "tanh",
          "triangular_solve");

  /// Ops whose operands or results may have a scale for each slice of an axis.
  private static final ImmutableSet<String> BY_AXIS =
      ImmutableSet.of(
          "add",
          "broadcast_in_dim",
          "constant",
          "convolution",
          "dot",
          "dot_general",
          "dynamic_broadcast_in_dim",
          "dynamic_conv",
          "dynamic_reshape",
          "get_dimension_size",
          "reshape",
          "transpose");

  private final OpForm form;
  private final String name;
  private final Function<OpForm, Op> reader;
  private final GraphBuilder builder;

  private QuantizedOps(OpForm form, Function<OpForm, Op> reader, GraphBuilder builder) {
    this.form = form;
    this.name = name(form);
    this.reader = reader;
    this.builder = builder;
  }

  private static String name(OpForm form) {
    String whole = form.head().name();
    return whole.startsWith(DIALECT) ? whole.substring(DIALECT.length()) : "";
  }

  /// Whether a form is of such an op and has quantised elements.
  static boolean owns(OpForm form) {
    String name = name(form);
    return (COMPUTING.contains(name) || QuantizedPlan.MOVING.contains(name))
        && types(form).anyMatch(QuantizedTensorType.class::isInstance);
  }

  private static Stream<Type> types(OpForm form) {
    Stream<Type> ofValues =
        Stream.concat(
            form.operands().stream().map(Value::type), form.signature().results().stream());
    Stream<Type> ofRegions =
        form.regions().stream()
            .flatMap(
                region ->
                    Stream.concat(region.parameterTypes().stream(), region.resultTypes().stream()));
    return Stream.concat(ofValues, ofRegions);
  }

  /// @param reader how to make an op of the form without quantised elements
  /// @param location of what a body begins and ends with
  static Decomposition of(OpForm form, Function<OpForm, Op> reader, Location location) {
    return Decomposition.of(
        builder -> {
          QuantizedOps ops = new QuantizedOps(form, reader, builder);
          ops.requireWholeScales();
          return COMPUTING.contains(ops.name) ? ops.computed() : ops.moved(location);
        });
  }

  private void requireWholeScales() {
    Optional<Type> byAxis =
        BY_AXIS.contains(name)
            ? Optional.empty()
            : types(form)
                .filter(QuantizedTensorType.class::isInstance)
                .filter(type -> ((QuantizedTensorType) type).element().isPerAxis())
                .findFirst();
    if (byAxis.isPresent()) {
      throw form.head()
          .fail("one scale for all of a tensor of " + form.head().name(), byAxis.get());
    }
  }

  private ImmutableList<Value> computed() {
    requireQuantized();
    requireOneBaseline();
    if (name.equals("compare")) {
      // Whatever comparison is written, floats are compared.
      form.properties().take("compare_type");
    }
    ImmutableList<Value> operands =
        form.operands().stream().map(this::dequantized).collect(toImmutableList());
    ImmutableList<Type> results =
        form.signature().results().stream().map(QuantizedOps::expressed).collect(toImmutableList());
    return emitted(plain(operands, form.regions(), results), builder::uniformQuantize);
  }

  /// All operands are quantised but those that say where, and so are results that are no truths; a
  /// product may have a quantised right-hand side only.
  private void requireQuantized() {
    for (int i = 0; i < form.operands().size(); i++) {
      if (!isQuantized(form.operand(i).type()) && !mayBePlain(i)) {
        throw form.head().fail("quantised operands of " + form.head().name(), form.operand(i));
      }
    }
    boolean plain =
        switch (name) {
          case "compare", "is_finite" -> true;
          case "convolution", "dot", "dot_general", "dynamic_conv" ->
              form.operands().isEmpty() || !isQuantized(form.operand(0).type());
          default -> false;
        };
    for (Type result : form.signature().results()) {
      if (isQuantized(result) == plain) {
        String expected = plain ? "results without quantisation of " : "quantised results of ";
        throw form.head().fail(expected + form.head().name(), result);
      }
    }
  }

  private boolean mayBePlain(int operand) {
    return switch (name) {
      case "convolution", "dot", "dot_general", "dynamic_iota", "select" -> operand == 0;
      case "dynamic_conv" -> operand != 1;
      default -> false;
    };
  }

  /// Types differ in scales and zero points only, products aside.
  private void requireOneBaseline() {
    if (QuantizedRules.PRODUCTS.contains(name)) {
      return;
    }
    List<QuantizedElement> elements = new ArrayList<>();
    types(form).flatMap(type -> QuantizedPlan.element(type).stream()).forEach(elements::add);
    for (QuantizedElement each : elements) {
      boolean agrees = QuantizedRules.haveOneBaseline(each, elements.getFirst(), name);
      if (!agrees) {
        String expected = "one storage and expressed type of " + form.head().name();
        throw form.head().fail(expected, elements.getFirst() + " and " + each);
      }
    }
  }

  private ImmutableList<Value> moved(Location location) {
    QuantizedPlan plan = QuantizedPlan.of(name, form);
    plan.require(form);
    ImmutableList<Value> operands =
        IntStream.range(0, form.operands().size())
            .mapToObj(i -> stored(plan.conformed(builder, form, i)))
            .collect(toImmutableList());
    ImmutableList<Region> regions =
        form.regions().stream()
            .map(region -> QuantizedPlan.onStorage(region, location))
            .collect(toImmutableList());
    ImmutableList<Type> results =
        form.signature().results().stream()
            .map(QuantizedTensorType::storageOf)
            .collect(toImmutableList());
    return emitted(plain(operands, regions, results), builder::bitcast);
  }

  private OpForm plain(
      ImmutableList<Value> operands, ImmutableList<Region> regions, ImmutableList<Type> results) {
    ImmutableList<Type> types = operands.stream().map(Value::type).collect(toImmutableList());
    TypeSyntax.Signature signature = new TypeSyntax.Signature(types, results);
    return new OpForm(form.head(), operands, form.properties(), regions, signature);
  }

  /// Makes a value of a quantised type.
  @FunctionalInterface
  private interface Quantizer {
    Value apply(Value value, QuantizedTensorType type);
  }

  private ImmutableList<Value> emitted(OpForm plain, Quantizer quantizer) {
    Op op = reader.apply(plain);
    QuantizedRules.require(op, form);
    ImmutableList<Type> plainTypes = plain.signature().results();
    if (!Type.allFit(op.resultTypes(), plainTypes)) {
      throw form.head()
          .fail("results of " + form.head().name() + " of " + op.resultTypes(), plainTypes);
    }
    ImmutableList<Value> made = builder.emit(op);
    ImmutableList<Type> types = form.signature().results();
    return IntStream.range(0, made.size())
        .mapToObj(i -> ofType(made.get(i), types.get(i), quantizer))
        .collect(toImmutableList());
  }

  private static Value ofType(Value value, Type type, Quantizer quantizer) {
    return type instanceof QuantizedTensorType quantized
        ? quantizer.apply(value, quantized)
        : value;
  }

  private static boolean isQuantized(Type type) {
    return type instanceof QuantizedTensorType;
  }

  private static Type expressed(Type type) {
    return type instanceof QuantizedTensorType quantized ? quantized.expressed() : type;
  }

  private Value dequantized(Value value) {
    return isQuantized(value.type()) ? builder.uniformDequantize(value) : value;
  }

  private Value stored(Value value) {
    return value.type() instanceof QuantizedTensorType type
        ? builder.bitcast(value, type.storage())
        : value;
  }
}
