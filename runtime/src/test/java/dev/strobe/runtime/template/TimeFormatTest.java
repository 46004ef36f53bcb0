package dev.strobe.runtime.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeFormatTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 9, 3, 15, 4, 5);

  @Test
  void spellsTimesAsPythonDoes() {
    assertEquals("03 Sep 2026", TimeFormat.format("%d %b %Y", TIME));
    assertEquals("Thursday, September 3", TimeFormat.format("%A, %B %-d", TIME));
    assertEquals("2026-09-03 15:04:05", TimeFormat.format("%F %T", TIME));
    assertEquals("03:04 PM, Thu 09/03/26", TimeFormat.format("%I:%M %p, %a %D", TIME));
    assertEquals("100% [ 3] it's day 246", TimeFormat.format("100%% [%e] it's day %j", TIME));
  }

  @Test
  void refusesUnknownFields() {
    assertThrows(TemplateException.class, () -> TimeFormat.format("%Q", TIME));
  }

  @Test
  void templatesGetThePresent() {
    int year = LocalDateTime.now(java.time.ZoneId.systemDefault()).getYear();
    String rendered = Template.parse("{{ strftime_now('%Y') }}").render(Map.of());
    assertTrue(Integer.parseInt(rendered) - year <= 1, rendered);
  }
}
