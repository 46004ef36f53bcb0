package dev.strobe.tests.readme;

import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import java.nio.file.Path;

final class GenerateExample {
  static void answer(Path modelFile) {
    try (Model model = Model.load(modelFile)) {
      Prompt prompt = Prompt.user(model, "Why is the sky blue?");
      GenerateOptions options = GenerateOptions.greedy().withMaxTokens(48);
      model.generate(prompt, options, token -> System.out.print(token.text()));
    }
  }
}
