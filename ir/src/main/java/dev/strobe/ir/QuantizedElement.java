package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The element of a quantised tensor: an integer `i` that stands for `(i - zeroPoint) * scale`.
///
/// Source: StableHLO specification, section Quantized types, whose constraints the labels name.
///
/// @param storage the integer's type, of at most 32 bits
/// @param bounds what the integers lie in
/// @param expressed the float type of what the integers stand for
/// @param dimension the axis whose slices have a scaling each; empty where one holds for the whole
///   tensor
/// @param scalings one, or one a slice
public record QuantizedElement(
    ElementType storage,
    Bounds bounds,
    ElementType expressed,
    OptionalInt dimension,
    ImmutableList<Scaling> scalings) {
  private static final int WIDEST = 32;

  /// The least and the greatest integer, both included.
  public record Bounds(long min, long max) {
    /// All integers of a type of at most 32 bits.
    public static Bounds of(ElementType storage) {
      boolean signed = storage.kind() == ElementType.Kind.SIGNED;
      long values = 1L << storage.bits();
      return signed ? new Bounds(-values / 2, values / 2 - 1) : new Bounds(0, values - 1);
    }

    boolean contains(long value) {
      return min <= value && value <= max;
    }
  }

  /// What integers of one slice stand for.
  public record Scaling(double scale, long zeroPoint) {
    String text() {
      return zeroPoint == 0 ? Double.toString(scale) : scale + ":" + zeroPoint;
    }
  }

  public QuantizedElement {
    Checks.require(
        storage.isInteger() && storage.bits() <= WIDEST,
        "quantised type",
        "a storage type of integers of at most " + WIDEST + " bits",
        storage);
    Checks.require(expressed.isFloat(), "quantised type", "an expressed float type", expressed);
    Bounds all = Bounds.of(storage);
    Checks.require(
        all.min() <= bounds.min() && bounds.min() < bounds.max() && bounds.max() <= all.max(),
        "quantized_type_c3",
        all.min() + " <= storage_min < storage_max <= " + all.max(),
        bounds.min(),
        bounds.max());
    for (Scaling each : scalings) {
      requireScale(each.scale(), expressed);
      Checks.require(
          bounds.contains(each.zeroPoint()),
          "quantized_type_c7",
          "zero points from " + bounds.min() + " to " + bounds.max(),
          each.zeroPoint());
    }
    Checks.require(
        dimension.isPresent() || scalings.size() == 1,
        "quantized_type_c10",
        "one scale, where there is no quantization dimension",
        scalings.size());
    Checks.require(
        dimension.orElse(0) >= 0,
        "quantized_type_c11",
        "a quantization dimension >= 0",
        dimension.orElse(0));
  }

  private static void requireScale(double scale, ElementType expressed) {
    Checks.require(scale > 0, "quantized_type_c5", "scales > 0", scale);
    Checks.require(Double.isFinite(scale), "quantized_type_c6", "finite scales", scale);
    ByteBuffer bits = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ElementCodec.write(expressed, bits, 0, scale);
    boolean below = Double.isFinite(ElementCodec.readDouble(expressed, bits, 0));
    bits.putLong(0, 1);
    boolean above = ElementCodec.readDouble(expressed, bits, 0) <= scale;
    Checks.require(below && above, "quantized_type_c4", "scales that " + expressed + " has", scale);
  }

  /// Whether slices of one axis have scalings of their own.
  public boolean isPerAxis() {
    return dimension.isPresent();
  }

  /// The same integers, standing for other numbers.
  public QuantizedElement withScalings(OptionalInt axis, ImmutableList<Scaling> others) {
    return new QuantizedElement(storage, bounds, expressed, axis, others);
  }

  /// The spelling in StableHLO text, such as `!quant.uniform<i8:f32, 0.1:3>`.
  public String text() {
    boolean signed = storage.kind() == ElementType.Kind.SIGNED;
    String whole =
        bounds.equals(Bounds.of(storage)) ? "" : "<" + bounds.min + ":" + bounds.max + ">";
    String axis = isPerAxis() ? ":" + dimension.getAsInt() : "";
    String each = scalings.stream().map(Scaling::text).collect(Collectors.joining(","));
    // MLIR spells unsigned storage u8, where ui8 would be another type.
    return "!quant.uniform<"
        + (signed ? "i" : "u")
        + storage.bits()
        + whole
        + ":"
        + expressed
        + axis
        + ", "
        + (isPerAxis() ? "{" + each + "}" : each)
        + ">";
  }

  @Override
  public String toString() {
    return text();
  }
}
