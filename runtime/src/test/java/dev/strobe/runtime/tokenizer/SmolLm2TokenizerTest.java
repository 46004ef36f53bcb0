package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
  void rendersItsChatTemplateAsTransformersDoes() {
    ChatTemplate template =
        ChatTemplate.of(tokenizer().chatTemplate().orElseThrow(), tokenizer().specialTexts());
    ChatMessage hello = new ChatMessage("user", "Hello");
    assertEquals(
        """
        <|im_start|>system
        You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>
        <|im_start|>user
        Hello<|im_end|>
        <|im_start|>assistant
        """,
        template.render(List.of(hello), true));
    List<ChatMessage> whole =
        List.of(new ChatMessage("system", "Be brief."), hello, new ChatMessage("assistant", "Hi"));
    assertEquals(
        """
        <|im_start|>system
        Be brief.<|im_end|>
        <|im_start|>user
        Hello<|im_end|>
        <|im_start|>assistant
        Hi<|im_end|>
        """,
        template.render(whole, false));
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
