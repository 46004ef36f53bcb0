package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.FinishReason;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.Token;
import dev.strobe.tests.TestModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Stop texts through the public API, with a real model whose free text is known first.
class StopTextTest {
  private static final Prompt PROMPT = Prompt.raw("The capital of France is");
  private static final GenerateOptions FREE = GenerateOptions.greedy().withMaxTokens(16);

  private static Model model;
  private static Run free;

  /// A generation and the pieces that were streamed.
  private record Run(Generation generation, List<Token> tokens) {
    String streamed() {
      return String.join("", tokens.stream().map(Token::text).toList());
    }
  }

  @BeforeAll
  static void generateFreely() {
    model = Model.load(TestModels.file("smollm2"), TestModels.options());
    free = run(List.of());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void aStopTextThatIsSplitAcrossTokensEndsTheText() {
    for (int token : new int[] {4, 7, 10}) {
      String stop = acrossTheEndOf(token);
      Run stopped = run(List.of(stop));
      assertStoppedBefore(stop, stopped);
      assertEquals(token + 2, stopped.generation().ids().length(), stop);
    }
  }

  @Test
  void ofSeveralStopTextsTheFirstInTheTextCounts() {
    String early = acrossTheEndOf(3);
    String late = acrossTheEndOf(9);
    assertStoppedBefore(early, run(List.of(late, "never said", early)));
    assertStoppedBefore(early, run(List.of(early, late)));
    assertStoppedBefore(late, run(List.of("never said", late)));
  }

  @Test
  void aStopTextThatAlmostComesHoldsNothingBack() {
    String text = free.generation().text();
    String almost = text.substring(text.length() - 3) + "\u2603";
    Run run = run(List.of(almost, text + "\u2603", "\u2603"));
    assertEquals(text, run.generation().text());
    assertEquals(text, run.streamed());
    assertEquals(FinishReason.LENGTH, run.generation().finish());
    assertEquals(free.generation().ids(), run.generation().ids());
  }

  @Test
  void theFirstCharacterMayStopTheText() {
    String first = free.generation().text().substring(0, 1);
    Run stopped = run(List.of(first));
    assertStoppedBefore(first, stopped);
    assertEquals("", stopped.generation().text());
    assertEquals(1, stopped.generation().ids().length());
  }

  private static void assertStoppedBefore(String stop, Run stopped) {
    String text = free.generation().text();
    assertEquals(text.substring(0, text.indexOf(stop)), stopped.generation().text(), stop);
    assertEquals(stopped.generation().text(), stopped.streamed(), stop);
    assertEquals(FinishReason.STOP, stopped.generation().finish(), stop);
  }

  /// The last character of a token and the first two of the next one, checked to be nowhere before.
  private static String acrossTheEndOf(int token) {
    String before =
        String.join("", free.tokens().subList(0, token + 1).stream().map(Token::text).toList());
    String next = free.tokens().get(token + 1).text();
    String stop =
        before.substring(before.length() - 1) + next.substring(0, Math.min(2, next.length()));
    assertEquals(
        before.length() - 1, free.generation().text().indexOf(stop), free.tokens().toString());
    return stop;
  }

  private static Run run(List<String> stops) {
    List<Token> tokens = new ArrayList<>();
    Generation generation = model.generate(PROMPT, FREE.withStop(stops), tokens::add);
    assertTrue(generation.text().length() <= 200, generation.text());
    return new Run(generation, tokens);
  }
}
