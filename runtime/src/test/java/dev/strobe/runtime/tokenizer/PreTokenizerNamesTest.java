package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the names in `tokenizer.ggml.pre` change, on a vocabulary of a few bytes and two merges.
class PreTokenizerNamesTest {
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = "cafe\u0301";

  /// As byte-level vocabularies spell them: an accented e is `Ã©`, an accent alone `Ìģ`.
  private static final List<String> TOKENS =
      List.of("c", "a", "f", "e", "1", "2", "Ã", "©", "Ì", "ģ", "Ã©", "12");

  @TempDir Path folder;

  @Test
  void composesTextForQwenOnly() {
    try (Tokenizer qwen = tokenizer("qwen2");
        Tokenizer stable = tokenizer("stablelm2")) {
      int[] ids = qwen.encode(COMPOSED, ControlText.PARSE);
      assertEquals(4, ids.length);
      assertArrayEquals(ids, qwen.encode(DECOMPOSED, ControlText.PARSE));
      assertEquals(COMPOSED, qwen.decode(ids, false));
      assertEquals(DECOMPOSED, stable.decode(stable.encode(DECOMPOSED, ControlText.PARSE), false));
    }
  }

  @Test
  void cutsDigitsOneByOneForQwenAndMistralAndThreeByThreeForLlama() {
    assertEquals(4, idsOfDigits("qwen2"));
    assertEquals(4, idsOfDigits("tekken"));
    assertEquals(3, idsOfDigits("llama-bpe"));
    assertEquals(2, idsOfDigits("gpt-2"));
  }

  private int idsOfDigits(String pre) {
    try (Tokenizer tokenizer = tokenizer(pre)) {
      return tokenizer.encode("1212", ControlText.PARSE).length;
    }
  }

  private Tokenizer tokenizer(String pre) {
    return Tokenizers.fromGguf(
        ImmutableMap.of(
            "tokenizer.ggml.model",
            "gpt2",
            "tokenizer.ggml.pre",
            pre,
            "tokenizer.ggml.tokens",
            TOKENS,
            "tokenizer.ggml.merges",
            List.of("Ã ©", "1 2")),
        folder,
        pre);
  }
}
