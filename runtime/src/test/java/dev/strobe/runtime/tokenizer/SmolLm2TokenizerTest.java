package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SmolLm2TokenizerTest extends TokenizerGoldens {

  SmolLm2TokenizerTest() {
    super("smollm2");
  }

  @Test
  void knowsItsSpecialTokens() {
    assertEquals(49_152, tokenizer().vocabularySize());
    assertEquals(1, tokenizer().bos().orElseThrow());
    assertFalse(tokenizer().addsBos());
    assertEquals(Set.of(2), tokenizer().endOfText());
    assertEquals("<|im_start|>", tokenizer().specialTexts().get("bos_token"));
    assertTrue(tokenizer().chatTemplate().orElseThrow().contains("<|im_start|>"));
  }

  @Test
  void losesTheBytesThatHaveNoToken() {
    assertArrayEquals(new int[0], tokenizer().encode("\u0004\u001D", ControlText.PARSE));
  }

  @Test
  void leavesControlTokensOutOnRequest() {
    int[] ids = tokenizer().encode("<|im_start|>user\nHi<|im_end|>", ControlText.PARSE);
    assertEquals("<|im_start|>user\nHi<|im_end|>", tokenizer().decode(ids, false));
    assertEquals("user\nHi", tokenizer().decode(ids, true));
  }

  @Test
  void saysNothingForIdsPastItsVocabulary() {
    assertEquals("", tokenizer().decode(new int[] {49_152, 1 << 30}, false));
  }
}
