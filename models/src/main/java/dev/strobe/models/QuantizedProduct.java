package dev.strobe.models;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.UnaryOp;

/// The product of activations with an integer weight: in integers of eight bits, then scaled.
///
/// With `s[r]` 1/127 of the largest magnitude in row r, x is `s * (high + low / 254)`, each rounded
/// to nearest, ties to even: sixteen bits in two digits, of which each row gives a row of its own.
/// Eight would do for the weights, but models have activations of which a few are far larger than
/// the rest; and one row costs as much as two where a matrix has to be read anyway.
record QuantizedProduct(GraphBuilder b, DotGeneralOp.Dimensions dimensions) {
  private static final double LARGEST = 127;

  /// What half a unit of the first digit is times this is the largest second digit.
  private static final double BASE = 2 * LARGEST;

  /// Below it a row counts as zeros, so that none is divided by zero.
  private static final double LEAST = 1e-30;

  /// Rows in two digits.
  ///
  /// @param both `[2 * rows, in]`: all first digits, then all second ones
  /// @param scales `[rows]`
  record Digits(Value both, Value scales) {}

  /// The digits of x `[rows, in]`.
  Digits digits(Value x) {
    TensorType type = x.tensor();
    Value rowScales = rowScales(x);
    Value scaled = b.divide(x, b.broadcast(rowScales, type.dims().toArray(), 0));
    Value high = b.unary(UnaryOp.Kind.ROUND_NEAREST_EVEN, scaled);
    Value rest = b.multiply(b.subtract(scaled, high), b.splat(type, BASE));
    Value low = b.unary(UnaryOp.Kind.ROUND_NEAREST_EVEN, rest);
    return new Digits(b.convert(b.concatenate(0, high, low), ElementType.S8), rowScales);
  }

  /// Weight `[out, in]`, scales `[out]`; the result is `[rows, out]`, of the type that x had.
  Value of(Digits x, Value weight, Value scales) {
    ElementType type = x.scales().tensor().element();
    Value sums = b.convert(integers(x.both(), weight), type);
    long rows = x.scales().tensor().dim(0);
    Value highSums = b.slice(sums, 0, 0, rows);
    Value lowSums = b.slice(sums, 0, rows, 2 * rows);
    Value both = b.add(highSums, b.multiply(lowSums, b.splat(lowSums.tensor(), 1 / BASE)));
    long[] sizes = both.tensor().dims().toArray();
    Value byRow = b.multiply(both, b.broadcast(x.scales(), sizes, 0));
    return b.multiply(byRow, b.broadcast(b.convert(scales, type), sizes, 1));
  }

  private Value rowScales(Value x) {
    Value largest = b.reduceMax(b.unary(UnaryOp.Kind.ABS, x), 1);
    TensorType type = largest.tensor();
    return b.divide(b.maximum(largest, b.splat(type, LEAST)), b.splat(type, LARGEST));
  }

  private Value integers(Value digits, Value weight) {
    var product =
        new DotGeneralOp(
            digits, weight, dimensions, DotGeneralOp.Precision.DEFAULT, ElementType.S32);
    return b.emit(product).getFirst();
  }
}
