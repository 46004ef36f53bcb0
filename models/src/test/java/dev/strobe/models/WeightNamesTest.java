package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Role;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightNamesTest {
  @Test
  void listsWhatTheStepAsksForInEveryConfiguration() {
    for (long seed = 0; seed < 200; seed++) {
      FlashConfig config = Configs.random(new Random(seed));
      StepShape shape = new StepShape(1, 1, 4, 1, StepShape.Outputs.LAST_LOGITS);
      Graph step = FlashTransformer.step(config, shape, Precision.F32);
      ImmutableSet<String> emitted =
          step.parameters().stream()
              .filter(parameter -> parameter.role() instanceof Role.Weight)
              .map(parameter -> parameter.name())
              .collect(ImmutableSet.toImmutableSet());

      assertEquals(
          emitted, ImmutableSet.copyOf(WeightNames.of(config)), "seed " + seed + ": " + config);
    }
  }
}
