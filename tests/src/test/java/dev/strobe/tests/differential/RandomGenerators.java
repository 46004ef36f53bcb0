package dev.strobe.tests.differential;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngBitGeneratorOp.Algorithm;
import java.util.List;

/// Adds random bits of the generators that are the same on every machine.
record RandomGenerators(RandomFunction f) {
  private static final List<ElementType> ELEMENTS =
      List.of(
          ElementType.U32,
          ElementType.U64,
          ElementType.S32,
          ElementType.S64,
          ElementType.U8,
          ElementType.S8,
          ElementType.U16,
          ElementType.S16);

  void bits() {
    Algorithm algorithm = f.oneOf(List.of(Algorithm.THREE_FRY, Algorithm.PHILOX));
    int size = algorithm == Algorithm.PHILOX && f.below(2) == 0 ? 3 : 2;
    Tracked state = f.of(TensorType.of(ElementType.U64, size));
    TensorType output = TensorType.of(f.oneOf(ELEMENTS), f.sizes());
    List<Value> results = f.builder().emit(new RngBitGeneratorOp(state.value(), algorithm, output));
    results.forEach(result -> f.add(new Tracked(result, 255, 0)));
  }
}
