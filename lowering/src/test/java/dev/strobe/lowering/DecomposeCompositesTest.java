package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.SoftmaxOp;
import dev.strobe.ir.text.StableHloWriter;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class DecomposeCompositesTest {
  private static Program program(BiFunction<GraphBuilder, Value, Value> formula) {
    GraphBuilder b = new GraphBuilder("main");
    b.result("y", formula.apply(b, b.input("x", TensorType.of(ElementType.F32, 2, 4))));
    return Program.of(b.build());
  }

  private static final Program FUSED = program((b, x) -> b.emit(new SoftmaxOp(x)).getFirst());

  @Test
  void writesOutWhatTheTargetHasNoFormFor() {
    Program plain = program((b, x) -> new SoftmaxOp(x).expand(b));
    String text = Lowering.lower(FUSED, Target.of("cpu")).text();
    assertEquals(Lowering.lower(plain, Target.of("cpu")).text(), text);
    assertFalse(text.contains("strobe."));
  }

  @Test
  void leavesWhatTheTargetHasAFormFor() {
    Target target =
        new Target(
            "own",
            ImmutableSet.of(ElementType.F32),
            true,
            false,
            ImmutableSet.of("strobe.softmax"));
    String text = StableHloWriter.write(new DecomposeComposites(target).apply(FUSED));
    assertTrue(text.contains("stablehlo.composite \"strobe.softmax\""), text);
  }
}
