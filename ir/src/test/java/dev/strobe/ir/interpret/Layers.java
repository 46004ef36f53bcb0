package dev.strobe.ir.interpret;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.UnaryOp;

/// Layers of transformers as graphs, written from their definitions.
record Layers(GraphBuilder b) {
  Value scaled(Value x, double factor) {
    return b.multiply(x, b.splat(x.tensor(), factor));
  }

  Value shifted(Value x, double term) {
    return b.add(x, b.splat(x.tensor(), term));
  }

  Value geluTanh(Value x) {
    Value cubed = b.multiply(x, b.multiply(x, x));
    Value inner = scaled(b.add(x, scaled(cubed, 0.044715)), Math.sqrt(2 / Math.PI));
    return scaled(b.multiply(x, shifted(b.tanh(inner), 1)), 0.5);
  }

  Value silu(Value x) {
    return b.multiply(x, b.logistic(x));
  }

  Value softcap(Value x, double cap) {
    return scaled(b.tanh(scaled(x, 1 / cap)), cap);
  }

  /// @param x `[rows, model]`
  Value rmsNorm(Value x, Value weight, double epsilon) {
    Value mean = scaled(b.reduceSum(b.multiply(x, x), 1), 1.0 / x.tensor().dim(1));
    Value factor = b.rsqrt(shifted(mean, epsilon));
    return b.multiply(b.multiply(x, alongRows(factor, x)), alongColumns(shifted(weight, 1), x));
  }

  /// The weight is stored less one and serves as the bias too.
  Value layerNorm(Value x, Value weight, double epsilon) {
    long width = x.tensor().dim(1);
    Value mean = scaled(b.reduceSum(x, 1), 1.0 / width);
    Value centred = b.subtract(x, alongRows(mean, x));
    Value variance = scaled(b.reduceSum(b.multiply(centred, centred), 1), 1.0 / width);
    Value factor = b.rsqrt(shifted(variance, epsilon));
    Value normal = b.multiply(centred, alongRows(factor, x));
    Value stretched = b.multiply(normal, alongColumns(shifted(weight, 1), x));
    return b.add(stretched, alongColumns(weight, x));
  }

  /// @param up `[model, hidden]`; `down` is `[hidden, model]`
  Value gated(Value activated, Value x, Value up, Value down) {
    return product(b.multiply(activated, product(x, up)), down);
  }

  Value product(Value x, Value weight) {
    return b.dotGeneral(x, weight, dimensions(axes(), axes(), axes(1), axes(0)));
  }

  /// @param x `[positions, heads, width]`; angles are made in f64
  Value rotateHalf(Value x, Value positions, double theta) {
    TensorType type = x.tensor();
    long half = type.dim(2) / 2;
    TensorType angles = TensorType.of(ElementType.F64, type.dim(0), half);
    Value exponent = scaled(b.iota(angles, 1), -2.0 / type.dim(2));
    Value frequency = b.exponential(scaled(exponent, Math.log(theta)));
    long[] sizes = {type.dim(0), half};
    Value place = b.broadcast(b.convert(positions, ElementType.F64), sizes, 0);
    Value angle = b.multiply(place, frequency);
    long[] wide = {type.dim(0), type.dim(1), half};
    Value cosine = b.unary(UnaryOp.Kind.COSINE, angle);
    Value sine = b.unary(UnaryOp.Kind.SINE, angle);
    Value c = b.broadcast(b.convert(cosine, type.element()), wide, 0, 2);
    Value s = b.broadcast(b.convert(sine, type.element()), wide, 0, 2);
    Value first = b.slice(x, 2, 0, half);
    Value second = b.slice(x, 2, half, 2 * half);
    return b.concatenate(
        2,
        b.subtract(b.multiply(first, c), b.multiply(second, s)),
        b.add(b.multiply(second, c), b.multiply(first, s)));
  }

  /// Attention of the last rows of a text to the `window` positions up to their own.
  ///
  /// @param q `[query heads, rows, width]`
  /// @param k `[key heads, positions, width]`, like `v`
  Value localAttention(Value q, Value k, Value v, int window, double cap) {
    TensorType query = q.tensor();
    Value keys = repeated(k, query.dim(0));
    Value scores = b.dotGeneral(q, keys, dimensions(axes(0), axes(0), axes(2), axes(2)));
    scores = scaled(scores, 1 / Math.sqrt(query.dim(2)));
    scores = cap > 0 ? softcap(scores, cap) : scores;
    Value least = b.splat(scores.tensor(), Double.NEGATIVE_INFINITY);
    Value masked = b.select(visible(scores.tensor(), window), scores, least);
    Value values = repeated(v, query.dim(0));
    return b.dotGeneral(softmax(masked), values, dimensions(axes(0), axes(0), axes(2), axes(1)));
  }

  private Value softmax(Value x) {
    long[] sizes = x.tensor().dims().toArray();
    Value greatest = b.broadcast(b.reduceMax(x, 2), sizes, 0, 1);
    Value weights = b.exponential(b.subtract(x, greatest));
    return b.divide(weights, b.broadcast(b.reduceSum(weights, 2), sizes, 0, 1));
  }

  /// @param scores the type of `[heads, rows, positions]`
  private Value visible(TensorType scores, int window) {
    TensorType places = scores.withElement(ElementType.S32);
    Value column = b.iota(places, 2);
    Value row = shifted(b.iota(places, 1), scores.dim(2) - scores.dim(1));
    Value causal = b.compare(column, row, CompareOp.Direction.LE);
    return b.and(causal, b.compare(column, shifted(row, -window), CompareOp.Direction.GT));
  }

  /// Every head as often as it takes to have `heads`.
  private Value repeated(Value x, long heads) {
    TensorType type = x.tensor();
    long[] sizes = {type.dim(0), heads / type.dim(0), type.dim(1), type.dim(2)};
    return b.reshape(b.broadcast(x, sizes, 0, 2, 3), heads, type.dim(1), type.dim(2));
  }

  private Value alongRows(Value perRow, Value x) {
    return b.broadcast(perRow, x.tensor().dims().toArray(), 0);
  }

  private Value alongColumns(Value perColumn, Value x) {
    return b.broadcast(perColumn, x.tensor().dims().toArray(), 1);
  }

  private static DotGeneralOp.Dimensions dimensions(
      ImmutableLongArray lhsBatching,
      ImmutableLongArray rhsBatching,
      ImmutableLongArray lhsContracting,
      ImmutableLongArray rhsContracting) {
    return new DotGeneralOp.Dimensions(lhsBatching, rhsBatching, lhsContracting, rhsContracting);
  }

  private static ImmutableLongArray axes(long... axes) {
    return ImmutableLongArray.copyOf(axes);
  }
}
