package dev.strobe.models;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.UnaryOp;

/// The product of activations with an integer weight: in integers, then scaled.
///
/// `y[r, o] = (sum of q[r, i] * w[o, i]) * s[r] * scales[o]`, where `s[r]` is 1/127 of the largest
/// magnitude in row r and q is `x / s` rounded to nearest, ties to even.
record QuantizedProduct(GraphBuilder b, DotGeneralOp.Dimensions dimensions) {
  private static final double LARGEST = 127;

  /// Below it a row counts as zeros, so that none is divided by zero.
  private static final double LEAST = 1e-30;

  /// x `[rows, in]`, weight `[out, in]`, scales `[out]`; the result is `[rows, out]`, of x's type.
  Value of(Value x, Value weight, Value scales) {
    TensorType type = x.tensor();
    Value largest = b.reduceMax(b.unary(UnaryOp.Kind.ABS, x), 1);
    Value rowScales =
        b.divide(
            b.maximum(largest, b.splat(largest.tensor(), LEAST)),
            b.splat(largest.tensor(), LARGEST));
    Value scaled = b.divide(x, b.broadcast(rowScales, type.dims().toArray(), 0));
    Value codes = b.convert(b.unary(UnaryOp.Kind.ROUND_NEAREST_EVEN, scaled), ElementType.S8);
    Value sums =
        b.emit(
                new DotGeneralOp(
                    codes, weight, dimensions, DotGeneralOp.Precision.DEFAULT, ElementType.S32))
            .getFirst();
    Value wide = b.convert(sums, type.element());
    long[] sizes = wide.tensor().dims().toArray();
    Value byRow = b.multiply(wide, b.broadcast(rowScales, sizes, 0));
    return b.multiply(byRow, b.broadcast(b.convert(scales, type.element()), sizes, 1));
  }
}
