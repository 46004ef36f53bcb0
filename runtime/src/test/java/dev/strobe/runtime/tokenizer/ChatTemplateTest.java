package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.template.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {
  private static final List<ChatMessage> HELLO = List.of(new ChatMessage("user", "Hello"));

  @Test
  void rendersRolesContentsAndSpecialTexts() {
    String template =
        "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m['content'] }}\n{% endfor %}"
            + "{% if add_generation_prompt %}assistant:{% endif %}";
    ChatTemplate chat = ChatTemplate.of(template, Map.of("bos_token", "<s>"));
    assertEquals("<s>user: Hello\nassistant:", chat.render(HELLO, true));
    assertEquals("<s>user: Hello\n", chat.render(HELLO, false));
  }

  @Test
  void textOfMessagesIsNeverTemplateCode() {
    ChatMessage message = new ChatMessage("user", "{{ bos_token }}{% if %}{# x #}");
    ChatTemplate chat = ChatTemplate.of("{{ messages[0].content|trim }}", Map.of());
    assertEquals("{{ bos_token }}{% if %}{# x #}", chat.render(List.of(message), true));
  }

  @Test
  void toolsAndDocumentsAreNoneAsInTransformers() {
    String template =
        "{{ tools is defined }} {{ tools }} {{ documents is none }} {{ messages }} {{ x is defined"
            + " }}";
    assertEquals(
        "True None True [{'role': 'user', 'content': 'Hello'}] False",
        ChatTemplate.of(template, Map.of()).render(HELLO, true));
  }

  @Test
  void aRefusalKeepsTheTemplatesOwnWords() {
    ChatTemplate chat = ChatTemplate.of("{{ raise_exception('roles must alternate') }}", Map.of());
    TokenizerException refusal =
        assertThrows(TokenizerException.class, () -> chat.render(HELLO, true));
    assertTrue(refusal.toString().endsWith("got roles must alternate"), refusal.toString());
    assertInstanceOf(TemplateException.class, refusal.getCause());
  }

  @Test
  void aTemplateThatIsNotUnderstoodIsRefused() {
    ChatTemplate chat = ChatTemplate.of("{% nope %}", Map.of());
    assertThrows(TokenizerException.class, () -> chat.render(HELLO, true));
  }
}
