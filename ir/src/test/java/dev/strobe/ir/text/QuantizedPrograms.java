package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.PRED;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedElement.Bounds;
import dev.strobe.ir.QuantizedElement.Scaling;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.List;
import java.util.OptionalInt;

/// A program of the ops that take or give quantised elements.
public final class QuantizedPrograms {
  private QuantizedPrograms() {}

  public static Program quantized() {
    GraphBuilder b = new GraphBuilder("quantized");
    QuantizedTensorType bytes =
        QuantizedTensorType.of(element(ElementType.S8, new Bounds(-127, 127), 0.1, 3), 2, 3);
    QuantizedTensorType words =
        QuantizedTensorType.of(
            element(ElementType.U16, Bounds.of(ElementType.U16), 1.0E-5, 0), 2, 3);
    QuantizedElement columns =
        bytes
            .element()
            .withScalings(
                OptionalInt.of(1),
                ImmutableList.of(
                    new Scaling(0.5, -3), new Scaling(0.25, 0), new Scaling(1.5E-5, 4)));
    Value x = b.input("x", TensorType.of(F32, 2, 3));
    Value q = b.input("q", bytes);
    Value wide = b.uniformQuantize(q, words);
    Value byColumn = b.uniformQuantize(x, QuantizedTensorType.of(columns, 2, 3));
    b.uniformDequantize(byColumn);
    b.emit(new BitcastConvertOp(wide, words.storage()));
    b.emit(new BitcastConvertOp(byColumn, TensorType.of(ElementType.S4, 2, 3, 2)));
    b.emit(new OptimizationBarrierOp(ImmutableList.of(q, x)));
    Value pred = b.constant(PRED, 1);
    b.ifElse(pred, () -> List.of(q), () -> List.of(b.uniformQuantize(x, bytes)));
    b.whileLoop(
        List.of(pred, q),
        state -> state.get(0),
        state -> List.of(b.constant(PRED, 0), b.uniformQuantize(x, bytes)));
    b.result("wide", wide);
    return Program.of(b.build());
  }

  /// One scaling for the whole tensor, expressing f32.
  static QuantizedElement element(
      ElementType storage, Bounds bounds, double scale, long zeroPoint) {
    return new QuantizedElement(
        storage, bounds, F32, OptionalInt.empty(), ImmutableList.of(new Scaling(scale, zeroPoint)));
  }
}
