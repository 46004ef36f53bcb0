package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.DequantizeMatmulOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.GatedFeedForwardOp;
import dev.strobe.ir.op.LayerNormOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.RotaryOp;
import dev.strobe.ir.op.SoftmaxOp;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the attributes of composites look like.
final class CompositeAttributes {
  private CompositeAttributes() {}

  /// MLIR text of a dictionary, empty for none.
  static String text(CompositeOp op) {
    return switch (op) {
      case AttentionOp o -> AttentionAttributes.text(o);
      case DequantizeMatmulOp(_, _, _, _, DequantizeMatmulOp.Form form) ->
          "{scaled = %s, input_axis = %d : i64, precision = %s, accumulation = %s}"
              .formatted(
                  name(form.scaled()),
                  form.inputAxis(),
                  name(form.precision()),
                  form.accumulation().text());
      case GatedFeedForwardOp(_, _, _, GatedFeedForwardOp.Form form) ->
          "{activation = %s, input_axis = %d : i64, precision = %s, accumulation = %s}"
              .formatted(
                  name(form.activation()),
                  form.inputAxis(),
                  name(form.precision()),
                  form.accumulation().text());
      case LayerNormOp o -> norm(o.epsilon(), o.mean());
      case RmsNormOp o -> norm(o.epsilon(), o.mean());
      case RotaryOp o ->
          "{dimensions = %s, tables = %s}".formatted(longs(o.dimensions()), name(o.tables()));
      case SoftmaxOp _ -> "";
    };
  }

  private static String norm(double epsilon, Mean mean) {
    return "{epsilon = " + real(epsilon) + ", mean = " + name(mean) + "}";
  }

  static String real(double value) {
    return value + " : f64";
  }

  static String name(Enum<?> constant) {
    return MlirSyntax.quoted(constant.name().toLowerCase(Locale.ROOT));
  }

  static String longs(ImmutableLongArray values) {
    return values.stream().mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  /// The composite of a name that has these attributes, if Strobe has one.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if operands or attributes are not those of it
  static Optional<CompositeOp> read(
      String name, ImmutableList<Value> x, AttributeDictionary attributes) {
    Optional<CompositeOp> op =
        switch (name + "/" + x.size()) {
          case "strobe.attention/3", "strobe.attention/4" ->
              Optional.of(AttentionAttributes.read(x, attributes));
          case "strobe.dequantize_matmul/3", "strobe.dequantize_matmul/4" ->
              Optional.of(DequantizeMatmulOp.of(x, dequantize(attributes)));
          case "strobe.gated_feed_forward/3",
              "strobe.gated_feed_forward/4",
              "strobe.gated_feed_forward/5",
              "strobe.gated_feed_forward/7" ->
              Optional.of(GatedFeedForwardOp.of(x, feedForward(attributes)));
          case "strobe.layer_norm/2", "strobe.layer_norm/3" ->
              Optional.of(LayerNormOp.of(x, real(attributes, "epsilon"), mean(attributes)));
          case "strobe.rms_norm/2" ->
              Optional.of(
                  new RmsNormOp(x.get(0), x.get(1), real(attributes, "epsilon"), mean(attributes)));
          case "strobe.rotary/3" ->
              Optional.of(
                  new RotaryOp(
                      x.get(0),
                      x.get(1),
                      x.get(2),
                      attributes.longs("dimensions"),
                      constant(attributes, "tables", RotaryOp.Tables.values())));
          case "strobe.softmax/1" -> Optional.of(new SoftmaxOp(x.getFirst()));
          default -> Optional.empty();
        };
    return op.filter(_ -> attributes.isEmpty());
  }

  private static DequantizeMatmulOp.Form dequantize(AttributeDictionary attributes) {
    return new DequantizeMatmulOp.Form(
        constant(attributes, "scaled", DequantizeMatmulOp.Scaled.values()),
        inputAxis(attributes),
        precision(attributes),
        element(attributes, "accumulation"));
  }

  private static GatedFeedForwardOp.Form feedForward(AttributeDictionary attributes) {
    return new GatedFeedForwardOp.Form(
        constant(attributes, "activation", GatedFeedForwardOp.Activation.values()),
        inputAxis(attributes),
        precision(attributes),
        element(attributes, "accumulation"));
  }

  private static int inputAxis(AttributeDictionary attributes) {
    return Math.toIntExact(Math.clamp(attributes.integer("input_axis"), -1, 2));
  }

  static double real(AttributeDictionary attributes, String name) {
    return attributes.require(name).real(ElementType.F64);
  }

  private static Mean mean(AttributeDictionary attributes) {
    return constant(attributes, "mean", Mean.values());
  }

  static DotGeneralOp.Precision precision(AttributeDictionary attributes) {
    return constant(attributes, "precision", DotGeneralOp.Precision.values());
  }

  static ElementType element(AttributeDictionary attributes, String name) {
    Attribute value = attributes.require(name);
    return Arrays.stream(ElementType.values())
        .filter(element -> element.text().equals(value.text()))
        .findFirst()
        .orElseThrow(() -> value.fail("an element type"));
  }

  static <E extends Enum<E>> E constant(
      AttributeDictionary attributes, String name, E[] constants) {
    Attribute value = attributes.require(name);
    String text = value.string();
    return Arrays.stream(constants)
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> value.fail("one of " + Arrays.toString(constants)));
  }
}
