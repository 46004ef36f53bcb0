package dev.strobe.runtime.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void aTemplateRefusesInItsOwnWords() {
    assertRefused("no tools", "{{ raise_exception('no tools') }}");
  }

  @Test
  void syntaxErrorsNameTheLine() {
    assertRefused("template line 3 requires a known tag, got 'nope'", "a\nb\n{% nope %}");
    assertRefused("template line 2 requires OUTPUT_END, got 'b'", "\n{{ a b }}");
  }

  @Test
  void undefinedNamesAreNamed() {
    assertRefused("template requires 'tools' to be defined, got undefined", "{{ tools.x }}");
  }

  @Test
  void searchesFromAPlaceAreRefusedRatherThanAnsweredWrongly() {
    String refusal = "search requires no start or end, got one";
    assertRefused(refusal, "{{ 'abc'.find('a', 1) }}");
    assertRefused(refusal, "{{ 'abc'.startswith('b', 1) }}");
  }

  private static void assertRefused(String message, String template) {
    TemplateException refusal =
        assertThrows(TemplateException.class, () -> Template.parse(template).render(Map.of()));
    assertEquals("dev.strobe.runtime.template.TemplateException: " + message, refusal.toString());
  }
}
