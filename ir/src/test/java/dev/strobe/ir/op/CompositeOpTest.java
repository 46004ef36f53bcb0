package dev.strobe.ir.op;

import static dev.strobe.ir.ElementType.BF16;
import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.F64;
import static dev.strobe.ir.ElementType.PRED;
import static dev.strobe.ir.ElementType.S32;
import static dev.strobe.ir.ElementType.S8;
import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.DequantizeMatmulOp.Scaled;
import dev.strobe.ir.op.DotGeneralOp.Precision;
import dev.strobe.ir.op.GatedFeedForwardOp.Activation;
import dev.strobe.ir.op.RotaryOp.Tables;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Composites against their formulas, written out in plain loops, in f64.
final class CompositeOpTest {
  private static final TensorType ROW = TensorType.of(F64, 1, 4);
  private static final TensorType VECTOR = TensorType.of(F64, 4);
  private static final double[] X = {1.5, -2, 0.25, 3};
  private static final double[] W = {0.5, 2, -1, 1.25};
  private static final double[] BIAS = {0.125, 0, -3, 7};

  private static Literal literal(TensorType type, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(bytes::putDouble);
    return Literal.ofBytes(type, bytes.array());
  }

  private static double[] run(Function<List<Value>, CompositeOp> op, Literal... arguments) {
    GraphBuilder b = new GraphBuilder("main");
    List<Value> inputs =
        IntStream.range(0, arguments.length)
            .mapToObj(i -> b.input("x" + i, arguments[i].type()))
            .toList();
    b.result("y", b.emit(op.apply(inputs)).getFirst());
    Literal y = Interpreter.run(b.build(), List.of(arguments)).getFirst();
    return IntStream.range(0, (int) y.type().elementCount()).mapToDouble(y::doubleAt).toArray();
  }

  private static void close(double[] want, double[] got) {
    assertArrayEquals(want, got, 1e-14);
  }

  @Test
  void softmaxIsThatOfItsFormula() {
    double sum = Arrays.stream(X).map(Math::exp).sum();
    close(
        Arrays.stream(X).map(x -> Math.exp(x) / sum).toArray(),
        run(in -> new SoftmaxOp(in.getFirst()), literal(ROW, X)));
  }

  @Test
  void rmsNormIsThatOfItsFormula() {
    double root = Math.sqrt(Arrays.stream(X).map(x -> x * x).sum() / 4 + 0.5);
    double[] want = IntStream.range(0, 4).mapToDouble(i -> X[i] / root * W[i]).toArray();
    for (Mean mean : Mean.values()) {
      close(
          want,
          run(
              in -> new RmsNormOp(in.get(0), in.get(1), 0.5, mean),
              literal(ROW, X),
              literal(VECTOR, W)));
    }
  }

  @Test
  void layerNormIsThatOfItsFormula() {
    double mean = Arrays.stream(X).average().orElseThrow();
    double variance = Arrays.stream(X).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    close(
        IntStream.range(0, 4)
            .mapToDouble(i -> (X[i] - mean) / Math.sqrt(variance + 0.5) * W[i] + BIAS[i])
            .toArray(),
        run(
            in -> LayerNormOp.of(in, 0.5, Mean.DIVIDED),
            literal(ROW, X),
            literal(VECTOR, W),
            literal(VECTOR, BIAS)));
  }

  @Test
  void rotaryTurnsPairsByTheirAngles() {
    TensorType half = TensorType.of(F64, 2);
    double[] cos = {Math.cos(0.3), Math.cos(2)};
    double[] sin = {Math.sin(0.3), Math.sin(2)};
    close(
        new double[] {
          X[0] * cos[0] - X[2] * sin[0],
          X[1] * cos[1] - X[3] * sin[1],
          X[2] * cos[0] + X[0] * sin[0],
          X[3] * cos[1] + X[1] * sin[1]
        },
        run(
            in -> new RotaryOp(in.get(0), in.get(1), in.get(2), longs(1)),
            literal(ROW, X),
            literal(half, cos),
            literal(half, sin)));
    double[] cosines = {cos[0], cos[1], 0.5, -0.25};
    double[] sines = {sin[0], sin[1], 4, 3};
    close(
        new double[] {
          X[0] * cos[0] - X[2] * sin[0],
          X[1] * cos[1] - X[3] * sin[1],
          X[2] * 0.5 + X[0] * 4,
          X[3] * -0.25 + X[1] * 3
        },
        run(
            in -> new RotaryOp(in.get(0), in.get(1), in.get(2), longs(0, 1), Tables.WHOLE),
            literal(ROW, X),
            literal(ROW, cosines),
            literal(ROW, sines)));
  }

  @Test
  void gatedFeedForwardIsThatOfItsFormula() {
    TensorType up = TensorType.of(F64, 1, 4);
    double gate = dot(X, W) + 0.5;
    double lifted = dot(X, BIAS) - 2;
    double inner = Math.sqrt(2 / Math.PI) * (gate + 0.044715 * gate * gate * gate);
    double silu = gate / (1 + Math.exp(-gate)) * lifted;
    double gelu = 0.5 * gate * (1 + Math.tanh(inner)) * lifted;
    for (Activation activation : Activation.values()) {
      double hidden =
          switch (activation) {
            case SILU, SILU_RECIPROCAL, SILU_QUOTIENT -> silu;
            case GELU_TANH, GELU_TANH_LAST -> gelu;
          };
      var form = new GatedFeedForwardOp.Form(activation, 1, Precision.DEFAULT, F64);
      assertArrayEquals(
          new double[] {hidden * 3 + 1, hidden * -1},
          run(
              in -> GatedFeedForwardOp.of(in, form),
              literal(ROW, X),
              literal(up, W),
              literal(up, BIAS),
              literal(TensorType.of(F64, 2, 1), 3, -1),
              literal(TensorType.of(F64, 1), 0.5),
              literal(TensorType.of(F64, 1), -2),
              literal(TensorType.of(F64, 2), 1, 0)),
          1e-11);
      assertArrayEquals(
          new double[] {hidden * 3 + 1, hidden * -1},
          run(
              in -> GatedFeedForwardOp.of(in, form),
              literal(ROW, X),
              literal(TensorType.of(F64, 2, 4), Doubles.concat(W, BIAS)),
              literal(TensorType.of(F64, 2, 1), 3, -1),
              literal(TensorType.of(F64, 2), 0.5, -2),
              literal(TensorType.of(F64, 2), 1, 0)),
          1e-11);
    }
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  @Test
  void attentionMixesWhatIsSeen() {
    double[] scores = {capped(0.5 * (2 * 1 + 3 * -1)), capped(0.5 * (2 * 0.5 + 3 * 2))};
    double sum = Math.exp(scores[0]) + Math.exp(scores[1]);
    double first = Math.exp(scores[0]) / sum;
    TensorType query = TensorType.of(F64, 1, 1, 1, 2);
    TensorType cache = TensorType.of(F64, 1, 1, 3, 2);
    var form = new AttentionOp.Form(0.5, OptionalDouble.of(4), -1e30, Precision.DEFAULT, F64, F64);
    close(
        new double[] {first * 10 + (1 - first) * 30, first * 20 + (1 - first) * 40},
        run(
            in -> new AttentionOp(in.get(0), in.get(1), in.get(2), in.get(3), form),
            literal(query, 2, 3),
            literal(cache, 1, -1, 0.5, 2, 9, 9),
            literal(cache, 10, 20, 30, 40, 1e9, 1e9),
            Literal.ofPred(TensorType.of(PRED, 1, 1, 3), true, true, false)));
  }

  /// Axes `[batch, tokens, heads, headSize]`, a scale after the product, and a mask that is added.
  @Test
  void attentionMixesInAnyOrderOfAxes() {
    var form =
        new AttentionOp.Form(
            AttentionOp.Scaling.QUOTIENT,
            2,
            Optional.of(new AttentionOp.Softcap(4, true)),
            AttentionOp.Masking.ADDED,
            0,
            true,
            Precision.DEFAULT,
            F64,
            F64);
    var layout =
        new AttentionLayout(
            new DotGeneralOp.Dimensions(longs(0, 2), longs(0, 2), longs(3), longs(3)),
            longs(1, 1, 1, 2),
            longs(3),
            new DotGeneralOp.Dimensions(longs(0, 2), longs(0, 1), longs(1), longs(3)),
            true);
    double[] scores = {capped(0.5 * (2 * 1 + 3 * -1)), capped(0.5 * (2 * 0.5 + 3 * 2)) - 4};
    double first = 1 / (1 + Math.exp(scores[1] - scores[0]));
    TensorType cache = TensorType.of(F64, 1, 2, 1, 2);
    close(
        new double[] {first * 10 + (1 - first) * 30, first * 20 + (1 - first) * 40},
        run(
            in -> AttentionOp.of(in, form, layout),
            literal(TensorType.of(F64, 1, 1, 1, 2), 2, 3),
            literal(cache, 1, -1, 0.5, 2),
            literal(cache, 10, 20, 30, 40),
            literal(TensorType.of(F64, 2), 0, -4)));
  }

  private static double capped(double score) {
    return 4 * Math.tanh(score / 4);
  }

  /// Weights `[3, 4]` with the scales of each output, of pairs of inputs, or of all.
  @Test
  void dequantizeMatmulIsThatOfItsFormula() {
    double[] codes = {1, -2, 3, -4, 127, -127, 0, 5, 7, 8, -9, 10};
    double[] byPair = {0.5, 0.25, 2, 1, 0.125, 4};
    double[] zeros = {1, 2, 3, -1, -2, -3};
    Literal weight =
        Literal.ofLongs(
            TensorType.of(S8, 3, 4), Arrays.stream(codes).mapToLong(x -> (long) x).toArray());
    Literal x = literal(ROW, X);
    close(
        dequantized(codes, (o, i) -> zeros[2 * o + i / 2], (o, i) -> byPair[2 * o + i / 2]),
        run(
            in -> DequantizeMatmulOp.of(in, dequantize(Scaled.WEIGHT)),
            x,
            weight,
            literal(TensorType.of(F64, 3, 2), byPair),
            literal(TensorType.of(F64, 3, 2), zeros)));
    for (Scaled scaled : Scaled.values()) {
      close(
          dequantized(codes, (_, _) -> 0, (o, _) -> byPair[o]),
          run(
              in -> DequantizeMatmulOp.of(in, dequantize(scaled)),
              x,
              weight,
              literal(TensorType.of(F64, 3), byPair[0], byPair[1], byPair[2])));
      close(
          dequantized(codes, (_, _) -> 0, (_, _) -> 0.5),
          run(
              in -> DequantizeMatmulOp.of(in, dequantize(scaled)),
              x,
              weight,
              literal(TensorType.of(F64), 0.5)));
    }
  }

  private static DequantizeMatmulOp.Form dequantize(Scaled scaled) {
    return new DequantizeMatmulOp.Form(scaled, 1, Precision.DEFAULT, F64);
  }

  private interface Each {
    double at(int output, int input);
  }

  private static double[] dequantized(double[] codes, Each zero, Each scale) {
    double[] y = new double[3];
    for (int o = 0; o < 3; o++) {
      for (int i = 0; i < 4; i++) {
        y[o] += X[i] * (codes[4 * o + i] - zero.at(o, i)) * scale.at(o, i);
      }
    }
    return y;
  }

  @Test
  void refusesDequantizeMatmulOfWhatDoesNotFit() {
    Value x = f32(2, 4);
    Value w = value(S8, 3, 4);
    var form = new DequantizeMatmulOp.Form(Scaled.WEIGHT, 1, Precision.DEFAULT, F32);
    var product = new DequantizeMatmulOp.Form(Scaled.PRODUCT, 1, Precision.DEFAULT, F32);
    var across = new DequantizeMatmulOp.Form(Scaled.WEIGHT, 0, Precision.DEFAULT, F32);
    var third = new DequantizeMatmulOp.Form(Scaled.WEIGHT, 2, Precision.DEFAULT, F32);
    for (List<Value> each :
        ImmutableList.of(
            List.of(x, w),
            List.of(x, f32(3, 4), f32(3)),
            List.of(x, value(S8, 3, 5), f32(3)),
            List.of(x, w, f32(4)),
            List.of(x, w, value(BF16, 3)),
            List.of(x, w, f32(3, 3)),
            List.of(x, w, f32(3, 0)),
            List.of(x, w, f32(1, 3, 2)),
            List.of(x, w, f32(3), f32()))) {
      refused("strobe.dequantize_matmul", () -> DequantizeMatmulOp.of(each, form));
    }
    refused(
        "strobe.dequantize_matmul", () -> DequantizeMatmulOp.of(List.of(x, w, f32(3, 2)), product));
    refused("strobe.dequantize_matmul", () -> DequantizeMatmulOp.of(List.of(x, w, f32(3)), across));
    refused("strobe.dequantize_matmul", () -> DequantizeMatmulOp.of(List.of(x, w, f32(3)), third));
  }

  @Test
  void refusesOperandsThatDoNotFit() {
    Value x = f32(2, 4);
    Value w = f32(4);
    refused("strobe.softmax", () -> new SoftmaxOp(value(S32, 2, 4)));
    refused("strobe.softmax", () -> new SoftmaxOp(f32()));
    refused("strobe.softmax", () -> new SoftmaxOp(f32(2, 0)));
    refused("strobe.rms_norm", () -> new RmsNormOp(x, f32(3), 0, Mean.SCALED));
    refused("strobe.rms_norm", () -> new RmsNormOp(x, value(BF16, 4), 0, Mean.SCALED));
    refused("strobe.layer_norm", () -> LayerNormOp.of(List.of(x, w, f32(1, 4)), 0, Mean.SCALED));
    refused("strobe.rotary", () -> new RotaryOp(f32(2, 3), f32(1), f32(1), longs(1)));
    refused("strobe.rotary", () -> new RotaryOp(x, f32(2), f32(1), longs(1)));
    refused("broadcast_in_dim_c5", () -> new RotaryOp(x, f32(3), f32(3), longs(1)));
    refused("broadcast_in_dim_c5", () -> new RotaryOp(x, f32(2), f32(2), longs(1), Tables.WHOLE));
    var form = new GatedFeedForwardOp.Form(Activation.SILU, 1, Precision.DEFAULT, F32);
    String feedForward = "strobe.gated_feed_forward";
    refused(feedForward, () -> GatedFeedForwardOp.of(List.of(x, w, w, w), form));
    refused(feedForward, () -> GatedFeedForwardOp.of(List.of(x), form));
    Value up = f32(3, 4);
    refused(feedForward, () -> GatedFeedForwardOp.of(List.of(x, up, f32(2, 4), f32(4, 3)), form));
    refused(feedForward, () -> GatedFeedForwardOp.of(List.of(x, up, up, f32(4, 2)), form));
    refused(
        feedForward,
        () -> GatedFeedForwardOp.of(List.of(x, up, up, f32(4, 3), f32(3), f32(3), f32(3)), form));
    refused(feedForward, () -> GatedFeedForwardOp.of(List.of(x, up, f32(4, 3)), form));
    refused(feedForward, () -> GatedFeedForwardOp.of(List.of(x, f32(6, 3), f32(4, 3)), form));
    refused(
        feedForward,
        () -> GatedFeedForwardOp.of(List.of(x, f32(6, 4), f32(4, 3), f32(3), f32(4)), form));
  }

  @Test
  void refusesAttentionOfWhatDoesNotFit() {
    var form = new AttentionOp.Form(1, OptionalDouble.empty(), -1e30, Precision.DEFAULT, F32, F32);
    Value q = f32(1, 2, 4, 2);
    Value k = f32(1, 2, 3, 2);
    Value mask = value(PRED, 1, 2, 3);
    for (List<Value> each :
        ImmutableList.of(
            List.of(f32(2, 4, 2), k, k, mask),
            List.of(q, k, f32(1, 2, 3, 4), mask),
            List.of(q, f32(1, 1, 3, 2), f32(1, 1, 3, 2), mask),
            List.of(q, k, k, value(PRED, 1, 3, 3)),
            List.of(q, k, k, value(PRED, 1, 2, 4)),
            List.of(q, k, k, f32(1, 2, 3)))) {
      refused(
          "strobe.attention",
          () -> new AttentionOp(each.get(0), each.get(1), each.get(2), each.get(3), form));
    }
  }

  private static void refused(String label, Runnable op) {
    var e = assertThrows(InvalidOpException.class, op::run);
    assertTrue(String.valueOf(e.getMessage()).startsWith(label + " requires "), e.getMessage());
  }

  @Test
  void decompositionsDefineTheResultOfTheComposite() {
    CompositeOp op = new SoftmaxOp(f32(2, 4));
    assertEquals(op.resultTypes(), op.decomposition().resultTypes());
  }
}
