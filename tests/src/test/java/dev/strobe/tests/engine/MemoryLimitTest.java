package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.device.InsufficientMemoryException;
import dev.strobe.tests.TestModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A model that does not fit is refused before anything of it is loaded.
class MemoryLimitTest {
  private static final Path TINY = TestModels.tiny("llama");

  @Test
  void refusesAModelThatNeedsMoreThanTheLimit() {
    var e =
        assertThrows(
            InsufficientMemoryException.class,
            () -> Model.load(TINY, TestModels.options().withMemory(100_000)));
    String message = e.toString();
    assertTrue(
        message.contains(TINY + " requires 2 MB of memory (weights 1 as f32, smallest caches 1)"),
        message);
    assertTrue(message.contains(", got 0 available; free some"), message);
  }

  @Test
  void loadsAModelThatJustFits() {
    try (Model model = Model.load(TINY, TestModels.options().withMemory(4_000_000))) {
      GenerateOptions options = GenerateOptions.greedy().withMaxTokens(2);
      assertEquals(2, model.generate(Prompt.ids(1, 2), options, _ -> {}).ids().length());
    }
  }
}
