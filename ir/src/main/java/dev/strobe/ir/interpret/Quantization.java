package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedElement.Bounds;
import dev.strobe.ir.QuantizedElement.Scaling;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.UniformQuantizeOp;

/// `uniform_quantize` and `uniform_dequantize`, one element after another, each step rounded to the
/// expressed type.
final class Quantization {
  private final QuantizedElement element;
  private final Tensor scratch;

  /// How many elements in a row have one scaling.
  private final int run;

  private Quantization(QuantizedTensorType type) {
    this.element = type.element();
    this.scratch = Tensor.zeros(TensorType.of(element.expressed()));
    this.run = element.isPerAxis() ? run(type, element.dimension().getAsInt()) : 1;
  }

  private static int run(QuantizedTensorType type, int axis) {
    return (int) type.dims().stream().skip(axis + 1).reduce(1, (a, b) -> a * b);
  }

  static Tensor dequantize(Tensor x, QuantizedTensorType type) {
    TensorType expressed = x.type().withElement(type.element().expressed());
    Quantization quantization = new Quantization(type.withDims(expressed.dims().stream()));
    Tensor out = Tensor.zeros(expressed);
    for (int i = 0; i < out.size(); i++) {
      out.setReal(i, quantization.number(x.integer(i), i));
    }
    return out;
  }

  static Tensor quantize(UniformQuantizeOp op, Tensor x) {
    Tensor numbers =
        op.operand().type() instanceof QuantizedTensorType from ? dequantize(x, from) : x;
    TensorType storage = numbers.type().withElement(op.type().element().storage());
    Quantization quantization = new Quantization(op.type().withDims(storage.dims().stream()));
    Tensor out = Tensor.zeros(storage);
    for (int i = 0; i < out.size(); i++) {
      out.setInteger(i, quantization.integer(numbers.real(i), i));
    }
    return out;
  }

  private Scaling scaling(int index) {
    ImmutableList<Scaling> all = element.scalings();
    return all.get(index / run % all.size());
  }

  private double number(long integer, int index) {
    Scaling scaling = scaling(index);
    return rounded(integer - scaling.zeroPoint()) * rounded(scaling.scale());
  }

  private long integer(double number, int index) {
    Scaling scaling = scaling(index);
    Bounds bounds = element.bounds();
    double steps = rounded(number / rounded(scaling.scale()));
    double shifted = rounded(steps + rounded(scaling.zeroPoint()));
    double clamped = Math.min(Math.max(rounded(bounds.min()), shifted), rounded(bounds.max()));
    Bounds all = Bounds.of(element.storage());
    return Math.clamp((long) Math.rint(clamped), all.min(), all.max());
  }

  private double rounded(double value) {
    scratch.setReal(0, value);
    return scratch.real(0);
  }
}
