package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.tests.TestModels;
import org.junit.jupiter.api.Test;

/// A guess of a prompt's length changes which programs are made, and no token.
class ExpectedPromptTest {
  private static final Prompt PROMPT = Prompt.ids(5, 6, 7, 8, 9);

  @Test
  void aGuessThatIsTooHighIsUsed() {
    assertEquals(2, programs(40));
  }

  @Test
  void aGuessThatIsTooLowIsMadeUpFor() {
    assertEquals(2, programs(1));
  }

  @Test
  void aLaterPromptGetsTheProgramOfItsOwnLength() {
    try (Model model = Model.load(TestModels.tiny("llama"), TestModels.options())) {
      model.expect(40, 60);
      Generation padded = generate(model);
      Generation exact = generate(model);
      assertEquals(padded.ids(), exact.ids());
      assertEquals(3, count(model));
    }
  }

  /// How many programs were used: a prompt's and the one that decodes.
  private static int programs(int guess) {
    try (Model model = Model.load(TestModels.tiny("llama"), TestModels.options())) {
      model.expect(guess, guess + 4);
      assertEquals(4, generate(model).ids().length());
      return count(model);
    }
  }

  private static Generation generate(Model model) {
    return model.generate(PROMPT, GenerateOptions.greedy().withMaxTokens(4), _ -> {});
  }

  private static int count(Model model) {
    return model.programs().executablesHit() + model.programs().executablesCompiled();
  }
}
