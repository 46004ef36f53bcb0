package dev.strobe.tests.differential;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DequantizeMatmulOp;
import dev.strobe.ir.op.DequantizeMatmulOp.Scaled;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DotGeneralOp.Precision;
import dev.strobe.ir.op.GatedFeedForwardOp;
import dev.strobe.ir.op.LayerNormOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.RotaryOp;
import dev.strobe.ir.op.RotaryOp.Tables;
import dev.strobe.ir.op.SoftmaxOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The parts of transformers but attention as primitive ops, in random forms: of rows `[rows,
/// width]` other rows, as many.
record RandomLayers(RandomFunction f) {
  private static final List<Double> EPSILONS = List.of(0x1p-6, 1e-2, 0.1);

  private GraphBuilder b() {
    return f.builder();
  }

  private static TensorType vector(TensorType of) {
    return of.withDims(of.dim(of.rank() - 1));
  }

  private Value fresh(TensorType type) {
    return f.fresh(type).value();
  }

  /// Applies a layer to rows that are widened first where they are narrow, or not.
  private Value perhapsWide(Value x, UnaryOperator<Value> layer) {
    ElementType element = x.tensor().element();
    boolean wide = element == ElementType.BF16 && f.below(3) > 0;
    return b().cast(layer.apply(wide ? b().cast(x, ElementType.F32) : x), element);
  }

  Value rmsNorm(Value rows) {
    return perhapsWide(
        rows,
        x -> {
          Value weight = fresh(vector(x.tensor()));
          if (f.below(3) == 0) {
            weight = b().add(weight, b().splat(weight.tensor(), 1));
          }
          double epsilon = f.oneOf(EPSILONS);
          return f.below(3) == 0
              ? normKeepingAxes(x, weight, epsilon)
              : new RmsNormOp(x, weight, epsilon, f.oneOf(List.of(Mean.values()))).expand(b());
        });
  }

  /// A norm whose constant weights are powers of two, mostly, and products of it with constants.
  Value normedProduct(Value x) {
    TensorType type = x.tensor();
    long width = type.dim(1);
    float[] weights = new float[(int) width];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = f.below(20) == 0 ? 0.75f : 1 << f.below(3);
    }
    Value weight = constant(type.withDims(width), weights);
    RmsNormOp norm = new RmsNormOp(x, weight, f.oneOf(EPSILONS), f.oneOf(List.of(Mean.values())));
    Value normed = norm.expand(b());
    int inputAxis = f.below(2);
    Value sum = product(normed, inputAxis);
    return f.below(2) == 0 ? sum : b().add(sum, product(normed, inputAxis));
  }

  private Value product(Value rows, int inputAxis) {
    TensorType type = rows.tensor();
    float[] elements = new float[(int) (type.dim(1) * type.dim(1))];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (f.below(2001) - 1000) / 1000f;
    }
    Value matrix = constant(type.withDims(type.dim(1), type.dim(1)), elements);
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(inputAxis));
    return b().dotGeneral(rows, matrix, dimensions);
  }

  private Value constant(TensorType type, float... elements) {
    Literal literal = Literal.ofF32(type.withElement(ElementType.F32), elements);
    return b().cast(b().constant(literal), type.element());
  }

  /// As JAX exports it: the axis that is folded stays, of size one.
  private Value normKeepingAxes(Value x, Value weight, double epsilon) {
    TensorType type = x.tensor();
    int last = type.rank() - 1;
    long[] kept = type.dims().toArray();
    kept[last] = 1;
    long[] outer = IntStream.range(0, last).mapToLong(i -> i).toArray();
    Value sum = b().broadcast(b().reduceSum(b().multiply(x, x), last), kept, outer);
    Value width = b().broadcast(b().constant(type.element(), type.dim(last)), kept);
    Value mean = b().divide(sum, width);
    Value root = b().rsqrt(b().add(mean, b().splat(mean.tensor(), epsilon)));
    return b().multiply(b().multiply(x, repeated(root, x)), across(weight, x));
  }

  private Value repeated(Value kept, Value like) {
    long[] all = IntStream.range(0, like.tensor().rank()).mapToLong(i -> i).toArray();
    return b().broadcast(kept, like.tensor().dims().toArray(), all);
  }

  private Value across(Value vector, Value like) {
    return b().broadcast(vector, like.tensor().dims().toArray(), like.tensor().rank() - 1);
  }

  Value layerNorm(Value rows) {
    return perhapsWide(
        rows,
        x -> {
          List<Value> operands = new ArrayList<>(List.of(x, fresh(vector(x.tensor()))));
          if (f.below(3) > 0) {
            operands.add(fresh(vector(x.tensor())));
          }
          Mean mean = f.oneOf(List.of(Mean.values()));
          return LayerNormOp.of(operands, f.oneOf(EPSILONS), mean).expand(b());
        });
  }

  Value softmax(Value rows) {
    return perhapsWide(rows, x -> f.below(2) == 0 ? new SoftmaxOp(x).expand(b()) : softmaxOfJax(x));
  }

  /// With a maximum that changes nothing, and axes of size one.
  private Value softmaxOfJax(Value x) {
    int last = x.tensor().rank() - 1;
    long[] kept = x.tensor().dims().toArray();
    kept[last] = 1;
    long[] outer = IntStream.range(0, last).mapToLong(i -> i).toArray();
    Value greatest = b().reduceMax(x, last);
    Value low = b().splat(greatest.tensor(), Double.NEGATIVE_INFINITY);
    Value bounded = b().maximum(low, greatest);
    Value power =
        b().exponential(b().subtract(x, repeated(b().broadcast(bounded, kept, outer), x)));
    Value sum = b().broadcast(b().reduceSum(power, last), kept, outer);
    return b().divide(power, repeated(sum, x));
  }

  Value rotary(Value x) {
    TensorType type = x.tensor();
    boolean ofRows = f.below(2) == 0;
    Tables tables = f.oneOf(List.of(Tables.values()));
    long width = tables == Tables.WHOLE ? type.dim(1) : type.dim(1) / 2;
    TensorType table = ofRows ? type.withDims(type.dim(0), width) : type.withDims(width);
    ElementType element = f.below(2) == 0 ? type.element() : ElementType.F32;
    Value cosine = fresh(table.withElement(element));
    Value sine = fresh(table.withElement(element));
    ImmutableLongArray axes = ofRows ? ImmutableLongArray.of(0, 1) : ImmutableLongArray.of(1);
    return new RotaryOp(x, cosine, sine, axes, tables).expand(b());
  }

  Value feedForward(Value x) {
    TensorType type = x.tensor();
    int inputAxis = f.below(2);
    long width = type.dim(1);
    long hidden = 1L + f.below(4);
    TensorType down = inputAxis == 1 ? type.withDims(width, hidden) : type.withDims(hidden, width);
    // The gate and what it lets through, by two matrices or by one.
    long[] outputs = f.below(3) == 0 ? new long[] {2 * hidden} : new long[] {hidden, hidden};
    List<Value> operands = new ArrayList<>(List.of(x));
    for (long each : outputs) {
      operands.add(fresh(inputAxis == 1 ? type.withDims(each, width) : type.withDims(width, each)));
    }
    operands.add(fresh(down));
    if (f.below(2) == 0) {
      for (long each : outputs) {
        operands.add(fresh(type.withDims(each)));
      }
      operands.add(fresh(type.withDims(width)));
    }
    var form =
        new GatedFeedForwardOp.Form(
            f.oneOf(List.of(GatedFeedForwardOp.Activation.values())),
            inputAxis,
            precision(),
            accumulation(type.element()));
    return GatedFeedForwardOp.of(operands, form).expand(b());
  }

  Precision precision() {
    return f.oneOf(List.of(Precision.DEFAULT, Precision.HIGHEST));
  }

  /// What products of an element type are summed in.
  ElementType accumulation(ElementType element) {
    return element == ElementType.BF16 && f.below(3) > 0 ? ElementType.F32 : element;
  }

  Value dequantizeMatmul(Value x) {
    TensorType type = x.tensor();
    int inputAxis = f.below(2);
    long in = type.dim(1);
    long out = 2L * (1 + f.below(3));
    ElementType code =
        f.oneOf(List.of(ElementType.S8, ElementType.S8, ElementType.U8, ElementType.S4));
    TensorType codes = TensorType.of(code, matrix(inputAxis, out, in));
    Scaled scaled = f.oneOf(List.of(Scaled.values()));
    TensorType scales =
        switch (f.below(scaled == Scaled.PRODUCT ? 2 : 3)) {
          case 0 -> type.withDims();
          case 1 -> type.withDims(out);
          default -> type.withDims(matrix(inputAxis, out, 2));
        };
    List<Value> operands = new ArrayList<>(List.of(x, fresh(codes), fresh(scales)));
    if (scaled == Scaled.WEIGHT && f.below(2) == 0) {
      operands.add(fresh(scales));
    }
    var form =
        new DequantizeMatmulOp.Form(scaled, inputAxis, precision(), accumulation(type.element()));
    Value y = DequantizeMatmulOp.of(operands, form).expand(b());
    return b().multiply(y, b().splat(y.tensor(), 0x1p-7));
  }

  private static long[] matrix(int inputAxis, long out, long in) {
    return inputAxis == 1 ? new long[] {out, in} : new long[] {in, out};
  }
}
