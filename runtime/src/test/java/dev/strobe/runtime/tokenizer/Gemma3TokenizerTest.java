package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class Gemma3TokenizerTest extends TokenizerGoldens {

  Gemma3TokenizerTest() {
    super("gemma3-270m");
  }

  @Test
  void knowsItsSpecialTokens() {
    assertEquals(262_144, tokenizer().vocabularySize());
    assertEquals(2, tokenizer().bos().orElseThrow());
    assertTrue(tokenizer().addsBos());
    assertEquals(Set.of(1), tokenizer().endOfText());
    assertTrue(tokenizer().chatTemplate().isEmpty());
  }

  @Test
  void holdsBytesBackUntilTheyAreACharacter() {
    int[] gothic = tokenizer().encode("\uD800\uDF48", ControlText.PARSE);
    assertEquals(4, gothic.length, "one byte token for each byte");
    IncrementalDecoder decoder = tokenizer().incremental(false);
    assertEquals("", decoder.push(gothic[0]));
    assertEquals("", decoder.push(gothic[1]));
    assertEquals("", decoder.push(gothic[2]));
    assertEquals("\uD800\uDF48", decoder.push(gothic[3]));
    assertEquals("", decoder.push(gothic[0]));
    assertEquals("\uFFFDa", decoder.push(tokenizer().encode("a", ControlText.PARSE)[0]));
    assertEquals("", decoder.push(gothic[0]));
    assertEquals("\uFFFD", decoder.flush());
  }
}
