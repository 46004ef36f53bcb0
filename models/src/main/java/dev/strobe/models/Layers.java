package dev.strobe.models;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// The small functions that every layer is made of, over one builder and precision.
///
/// Activations are `[rows, width]`, one row for each token of each sequence.
///
/// @param rotationFactors parameters that several kinds of layers share
/// @param digits of what was multiplied by integer weights, for further products of it
record Layers(
    GraphBuilder builder,
    Precision precision,
    Map<String, Value> rotationFactors,
    Map<Value, QuantizedProduct.Digits> digits) {
  private static final DotGeneralOp.Dimensions LAST_AXES =
      new DotGeneralOp.Dimensions(
          ImmutableLongArray.of(),
          ImmutableLongArray.of(),
          ImmutableLongArray.of(1),
          ImmutableLongArray.of(1));

  Layers(GraphBuilder builder, Precision precision) {
    this(builder, precision, new HashMap<>(), new HashMap<>());
  }

  /// `x * w^T + bias`: x `[rows, in]`, weight `[out, in]`, result `[rows, out]`.
  Value linear(Value x, String name, long out, boolean bias) {
    Value y = project(x, matrix(name + ".weight", out, x.tensor().dim(1)));
    return bias ? add(y, vector(name + ".bias", out, precision.activations())) : y;
  }

  /// `x * w^T` for a weight `[out, in]`.
  Value project(Value x, WeightMatrix weight) {
    ElementType type = precision.activations();
    if (weight.scales().isPresent()) {
      var product = new QuantizedProduct(builder, LAST_AXES);
      var rows = digits.computeIfAbsent(cast(x, type), product::digits);
      return product.of(rows, weight.elements(), weight.scales().get());
    }
    return cast(dot(cast(x, type), cast(weight.elements(), type), LAST_AXES), type);
  }

  /// Rows of a weight by index, `[rows, in]`, as activations.
  Value rows(WeightMatrix weight, Value indices) {
    Value rows = cast(builder.gatherRows(weight.elements(), indices), precision.activations());
    if (weight.scales().isEmpty()) {
      return rows;
    }
    Value column = builder.reshape(weight.scales().get(), weight.elements().tensor().dim(0), 1);
    Value scales = cast(builder.gatherRows(column, indices), precision.activations());
    return builder.multiply(rows, builder.broadcast(scales, rows.tensor().dims().toArray(), 0, 1));
  }

  /// A product accumulated as the precision says.
  Value dot(Value lhs, Value rhs, DotGeneralOp.Dimensions dimensions) {
    return builder
        .emit(
            new DotGeneralOp(
                lhs, rhs, dimensions, DotGeneralOp.Precision.HIGHEST, precision.accumulation()))
        .getFirst();
  }

  /// RMS norm over the last axis, times a weight of that axis's size.
  ///
  /// Source: arXiv 1910.07467.
  Value rmsNorm(Value x, String name, double epsilon) {
    ElementType type = precision.normalisation();
    Value wide = cast(x, type);
    int last = x.tensor().rank() - 1;
    long width = x.tensor().dim(last);
    Value mean = scale(builder.reduceSum(builder.multiply(wide, wide), last), 1.0 / width);
    Value root = builder.rsqrt(builder.add(mean, builder.splat(mean.tensor(), epsilon)));
    Value normed = builder.multiply(wide, alongAllButLast(root, wide.tensor()));
    Value weight = vector(name + ".weight", width, type);
    return cast(
        builder.multiply(normed, alongLast(weight, wide.tensor())), precision.activations());
  }

  /// Softmax over the last axis.
  Value softmax(Value scores) {
    Value wide = cast(scores, precision.normalisation());
    int last = wide.tensor().rank() - 1;
    Value peak = builder.reduceMax(wide, last);
    Value powers =
        builder.exponential(builder.subtract(wide, alongAllButLast(peak, wide.tensor())));
    Value sum = builder.reduceSum(powers, last);
    return builder.divide(powers, alongAllButLast(sum, wide.tensor()));
  }

  Value activate(Value x, Activation activation) {
    return switch (activation) {
      case SILU -> builder.multiply(x, builder.logistic(x));
      case GELU_TANH -> geluTanh(x);
    };
  }

  /// `cap * tanh(x / cap)`.
  Value softcap(Value x, double cap) {
    return scale(builder.tanh(scale(x, 1 / cap)), cap);
  }

  Value scale(Value x, double factor) {
    return factor == 1 ? x : builder.multiply(x, builder.splat(x.tensor(), factor));
  }

  /// x plus a vector along its last axis.
  Value add(Value x, Value vector) {
    return builder.add(x, alongLast(cast(vector, x.tensor().element()), x.tensor()));
  }

  Value cast(Value x, ElementType type) {
    return builder.cast(x, type);
  }

  /// A weight `[out, in]`, with its scales if it is one of integers.
  WeightMatrix matrix(String name, long out, long in) {
    ElementType type = precision.weights();
    Value elements = builder.weight(name, TensorType.of(type, out, in));
    if (type != ElementType.S8) {
      return new WeightMatrix(elements, Optional.empty());
    }
    String scales = WeightMatrix.scales(name);
    return new WeightMatrix(elements, Optional.of(vector(scales, out, ElementType.F32)));
  }

  private Value vector(String name, long size, ElementType type) {
    return builder.weight(name, TensorType.of(type, size));
  }

  /// The divisors of rotation frequencies: one parameter, however many layer kinds use it.
  Value rotationFactors(String name, TensorType type) {
    return rotationFactors.computeIfAbsent(name, _ -> builder.weight(name, type));
  }

  /// A vector repeated along every axis but the last.
  Value alongLast(Value vector, TensorType like) {
    return builder.broadcast(vector, like.dims().toArray(), like.rank() - 1);
  }

  /// A tensor without the last axis repeated along it.
  private Value alongAllButLast(Value x, TensorType like) {
    return builder.broadcast(
        x, like.dims().toArray(), LongStream.range(0, like.rank() - 1).toArray());
  }

  private Value geluTanh(Value x) {
    Value cube = builder.multiply(builder.multiply(x, x), x);
    Value inner = scale(builder.add(x, scale(cube, 0.044715)), Math.sqrt(2 / Math.PI));
    Value one = builder.splat(x.tensor(), 1);
    Value gate = builder.binary(BinaryOp.Kind.ADD, builder.tanh(inner), one);
    return builder.multiply(scale(x, 0.5), gate);
  }
}
