package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.BF16;
import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.PRED;
import static dev.strobe.ir.ElementType.S4;
import static dev.strobe.ir.ElementType.S8;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.DequantizeMatmulOp;
import dev.strobe.ir.op.DequantizeMatmulOp.Scaled;
import dev.strobe.ir.op.DotGeneralOp.Precision;
import dev.strobe.ir.op.GatedFeedForwardOp;
import dev.strobe.ir.op.LayerNormOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.RotaryOp;
import dev.strobe.ir.op.SoftmaxOp;
import java.util.List;
import java.util.OptionalDouble;

/// A program of every composite.
public final class CompositePrograms {
  private CompositePrograms() {}

  public static Program composites() {
    GraphBuilder b = new GraphBuilder("composites");
    Value x = b.input("x", TensorType.of(F32, 2, 4));
    Value w = b.input("w", TensorType.of(F32, 4));
    Value normed = emit(b, "rms", new RmsNormOp(x, w, 1e-6, Mean.SCALED));
    emit(b, "rms_again", new RmsNormOp(normed, w, 1e-6, Mean.SCALED));
    emit(b, "rms_other", new RmsNormOp(normed, w, 1e-5, Mean.DIVIDED));
    emit(b, "layer", LayerNormOp.of(ImmutableList.of(x, w, w), 1e-5, Mean.DIVIDED));
    emit(b, "softmax", new SoftmaxOp(x));
    Value angles = b.input("angles", TensorType.of(F32, 2, 2));
    emit(b, "rotary", new RotaryOp(x, angles, angles, ImmutableLongArray.of(0, 1)));
    emit(b, "rotate_half", new RotaryOp(x, w, w, ImmutableLongArray.of(1), RotaryOp.Tables.WHOLE));
    feedForward(b, x);
    attention(b);
    dequantize(b, x);
    return Program.of(b.build());
  }

  private static void feedForward(GraphBuilder b, Value x) {
    Value up = b.input("up", TensorType.of(F32, 3, 4));
    Value down = b.input("down", TensorType.of(F32, 4, 3));
    var silu =
        new GatedFeedForwardOp.Form(GatedFeedForwardOp.Activation.SILU, 1, Precision.HIGHEST, F32);
    emit(
        b,
        "silu",
        new GatedFeedForwardOp(x, ImmutableList.of(up, up, down), ImmutableList.of(), silu));
    Value both = b.concatenate(0, up, up);
    emit(
        b,
        "together",
        new GatedFeedForwardOp(x, ImmutableList.of(both, down), ImmutableList.of(), silu));
    Value inner = b.input("inner", TensorType.of(BF16, 3));
    Value outer = b.input("outer", TensorType.of(BF16, 4));
    Value half = b.convert(x, BF16);
    Value narrowUp = b.convert(down, BF16);
    Value narrowDown = b.convert(up, BF16);
    var gelu =
        new GatedFeedForwardOp.Form(
            GatedFeedForwardOp.Activation.GELU_TANH, 0, Precision.DEFAULT, F32);
    emit(
        b,
        "gelu",
        new GatedFeedForwardOp(
            half,
            ImmutableList.of(narrowUp, narrowUp, narrowDown),
            ImmutableList.of(inner, inner, outer),
            gelu));
  }

  private static void attention(GraphBuilder b) {
    Value q = b.input("q", TensorType.of(F32, 1, 2, 4, 2));
    Value k = b.input("k", TensorType.of(F32, 1, 2, 3, 2));
    Value v = b.input("v", TensorType.of(F32, 1, 2, 3, 2));
    Value mask = b.input("mask", TensorType.of(PRED, 1, 2, 3));
    var plain = new AttentionOp.Form(1, OptionalDouble.empty(), -1e30, Precision.HIGHEST, F32, F32);
    emit(b, "attention", new AttentionOp(q, k, v, mask, plain));
    var capped =
        new AttentionOp.Form(0.5, OptionalDouble.of(50), -1e30, Precision.DEFAULT, F32, F32);
    emit(
        b,
        "capped",
        new AttentionOp(b.convert(q, BF16), b.convert(k, BF16), b.convert(v, BF16), mask, capped));
  }

  private static void dequantize(GraphBuilder b, Value x) {
    Value weight = b.input("weight", TensorType.of(S8, 3, 4));
    Value scale = b.input("scale", TensorType.of(F32));
    Value scales = b.input("scales", TensorType.of(F32, 3));
    Value groups = b.input("groups", TensorType.of(F32, 3, 2));
    var ofWeight = new DequantizeMatmulOp.Form(Scaled.WEIGHT, 1, Precision.HIGHEST, F32);
    var ofProduct = new DequantizeMatmulOp.Form(Scaled.PRODUCT, 1, Precision.DEFAULT, F32);
    emit(b, "tensor", DequantizeMatmulOp.of(List.of(x, weight, scale), ofWeight));
    emit(b, "channels", DequantizeMatmulOp.of(List.of(x, weight, scales, scales), ofWeight));
    emit(b, "grouped", DequantizeMatmulOp.of(List.of(x, weight, groups, groups), ofWeight));
    emit(b, "outputs", DequantizeMatmulOp.of(List.of(x, weight, scales), ofProduct));
    Value narrow = b.convert(b.transpose(weight, 1, 0), S4);
    Value half = b.convert(b.transpose(groups, 1, 0), BF16);
    var across = new DequantizeMatmulOp.Form(Scaled.WEIGHT, 0, Precision.DEFAULT, F32);
    emit(b, "across", DequantizeMatmulOp.of(List.of(b.convert(x, BF16), narrow, half), across));
  }

  private static Value emit(GraphBuilder b, String name, CompositeOp op) {
    Value result = b.emit(op).getFirst();
    b.result(name, result);
    return result;
  }
}
