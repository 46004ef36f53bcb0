package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A SentencePiece-style vocabulary as GGUF files of Llama 2 and Mistral hold it.
class LlamaPiecesTest {
  private static final List<String> TOKENS =
      List.of("<unk>", "<s>", "</s>", "<0xC3>", "<0xA9>", "▁", "a", "b", "ab", "▁ab", "▁a");
  private static final int[] KINDS = {2, 3, 3, 6, 6, 1, 1, 1, 1, 1, 1};
  private static final float[] SCORES = {0, 0, 0, 0, 0, -6, -5, -4, -1, -2, -3};

  @TempDir Path folder;

  @Test
  void putsASpaceBeforeTheTextAndTakesItAwayAgain() {
    try (Tokenizer tokenizer = tokenizer(ImmutableMap.of())) {
      int[] ids = tokenizer.encode("ab ab", ControlText.PARSE);
      assertArrayEquals(new int[] {9, 9}, ids);
      assertEquals("ab ab", tokenizer.decode(ids, false));
      assertTrue(tokenizer.addsBos());
      assertEquals(1, tokenizer.bos().orElseThrow());
    }
  }

  @Test
  void leavesTheSpaceOutWhereTheFileSaysSo() {
    try (Tokenizer tokenizer =
        tokenizer(ImmutableMap.of("tokenizer.ggml.add_space_prefix", false))) {
      assertArrayEquals(new int[] {8, 9}, tokenizer.encode("ab ab", ControlText.PARSE));
    }
  }

  @Test
  void mergesTheBestScoreFirst() {
    try (Tokenizer tokenizer = tokenizer(ImmutableMap.of())) {
      assertArrayEquals(new int[] {10, 8}, tokenizer.encode("aab", ControlText.PARSE));
    }
  }

  @Test
  void spellsWhatHasNoPieceInBytes() {
    try (Tokenizer tokenizer = tokenizer(ImmutableMap.of())) {
      int[] ids = tokenizer.encode("é</s>", ControlText.PARSE);
      assertArrayEquals(new int[] {5, 3, 4, 2}, ids);
      assertEquals("é", tokenizer.decode(ids, true));
    }
  }

  private Tokenizer tokenizer(ImmutableMap<String, Object> more) {
    ImmutableMap<String, Object> keys =
        ImmutableMap.<String, Object>builder()
            .put("tokenizer.ggml.model", "llama")
            .put("tokenizer.ggml.tokens", TOKENS)
            .put("tokenizer.ggml.token_type", KINDS)
            .put("tokenizer.ggml.scores", SCORES)
            .putAll(more)
            .buildOrThrow();
    return Tokenizers.fromGguf(keys, folder, "pieces-" + more.size());
  }
}
