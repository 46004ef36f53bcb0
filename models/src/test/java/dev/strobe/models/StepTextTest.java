package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The text of a step reads as the step.
final class StepTextTest {
  private static final List<Precision> PRECISIONS =
      List.of(
          Precision.F32, Precision.uniform(ElementType.BF16), Precision.uniform(ElementType.F64));

  @Test
  void readsTheTextOfEveryStepAsThatStep() {
    for (long seed = 0; seed < 30; seed++) {
      FlashConfig config = Configs.random(new Random(seed));
      for (StepShape.Outputs outputs : StepShape.Outputs.values()) {
        StepShape shape = new StepShape(2, 1 + (int) seed % 3, 24, 4, outputs);
        Precision precision = PRECISIONS.get((int) seed % PRECISIONS.size());
        Program step = Program.of(FlashTransformer.step(config, shape, precision));
        String text = StableHloWriter.write(step);
        Program read = StableHloReader.read(text);
        assertEquals(text, StableHloWriter.write(read), "seed " + seed);
        assertEquals(List.of(), Verifier.verify(read), "seed " + seed);
        assertEquals(signature(step), signature(read), "seed " + seed);
      }
    }
  }

  /// Names, roles, types and how much there is.
  private static List<Object> signature(Program program) {
    Graph main = program.main();
    List<Object> all = new ArrayList<>();
    for (Parameter parameter : main.parameters()) {
      all.addAll(List.of(parameter.name(), parameter.role(), parameter.value().type()));
    }
    all.addAll(List.of(main.resultNames(), main.resultTypes(), main.nodes().size()));
    return all;
  }
}
