package dev.strobe.runtime.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates that want too much are refused soon, on a small stack and without much memory.
class HostileTemplateTest {
  private static final int SMALL_STACK = 512 << 10;
  private static final Duration SOON = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range(10 ** 9) }}",
        "{{ range(-9000000000000000000, 9000000000000000000) }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ [0] * 10 ** 9 }}",
        "{{ 2 ** 64 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ 9223372036854775807 + 1 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%.1000000000f' % 1 }}",
        "{{ '1'.zfill(1000000000) }}",
        "{{ 'a\nb'|indent(1000000000) }}",
        "{{ [1]|tojson(indent=1000000000) }}",
        "{{ [1]|batch(1000000000, 'x') }}",
        "{{ [1]|slice(1000000000, 'x') }}",
        "{{ ('a' * 100000).replace('a', 'b' * 100000) }}",
        "{{ ('a' * 100000).replace('', 'b' * 100000) }}",
        "{{ ('a' * 1000000).join('b' * 1000000) }}",
        "{{ ('a' * 1000000 + 'b') in ('a' * 10000000) }}",
        "{{ ('a' * 1000000).strip('b' * 1000000 + 'a') }}",
        "{{ ('a' * 10000000).count('a' * 1000000 + 'b') }}",
        "{{ range(100000)|map('replace', '', 'x' * 100000)|list|length }}",
      })
  void anExpressionThatWantsTooMuchIsRefused(String template) {
    assertRefused(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% set r = range(100000) %}{% for a in r %}{% for b in r %}{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{{ 'x' * 1000 }}{% endfor %}",
        "{% set ns = namespace(x='x') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}"
            + "{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}"
            + "{% endfor %}",
        "{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}"
            + "{% endfor %}{{ ns.x }}",
        "{% set ns = namespace(x=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}"
            + "{% endfor %}{{ ns.x|tojson }}",
        "{% set ns = namespace(x=[], y=[]) %}{% for i in range(9999) %}{% set ns.x = [ns.x] %}"
            + "{% set ns.y = [ns.y] %}{% endfor %}{{ ns.x == ns.y }}",
        "{% set ns = namespace(x=[], y=[]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}"
            + "{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}",
        "{% set ns = namespace(x=['a']) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}"
            + "{% endfor %}{{ ns.x|tojson }}",
        "{% set ns = namespace(x=['a']) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}"
            + "{% endfor %}{{ ns.x }}",
        "{% set ns = namespace() %}{% set ns.x = ns %}{{ ns }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}"
            + "{% endcall %}{% endmacro %}{{ n() }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40)"
            + " }}",
      })
  void aBlockThatWantsTooMuchIsRefused(String template) {
    assertRefused(template);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{1: ", "-", "not ", "1 if ", "x(", "x[", "1 is eq(", "x|d("})
  void deepNestingIsRefusedRatherThanOverflowing(String opening) {
    assertRefused("{{ " + opening.repeat(50_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {" + 1", " or 0", ".a", "[0]", "|trim", "()", " and 1", " * 1", " ** 1"})
  void aLongChainIsRefusedRatherThanOverflowing(String link) {
    assertRefused("{{ 0" + link.repeat(50_000) + " }}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if 1 %}",
        "{% for i in [1] %}",
        "{% set x %}",
        "{% macro m() %}",
        "{% filter trim %}",
        "{% generation %}",
        "{% with %}"
      })
  void deepBlocksAreRefusedRatherThanOverflowing(String opening) {
    assertRefused(opening.repeat(50_000));
  }

  @Test
  void longFlatTemplatesAreFine() {
    String digits = "1".repeat(15);
    assertEquals("1".repeat(15_000), onSmallStack(("{{ " + digits + " }}").repeat(1000)));
    assertEquals("x".repeat(5000), onSmallStack("{{ 'x'" + " ~ 'x'".repeat(4999) + " }}"));
    String elif = "{% elif 0 %}".repeat(5000);
    assertEquals("y", onSmallStack("{% if 0 %}" + elif + "{% else %}y{% endif %}"));
    assertEquals("", onSmallStack("{#" + " ".repeat(500_000) + "#}"));
    assertRefused("{{ " + "1_".repeat(300_000) + "1 }}");
  }

  @Test
  void nestingAsDeepAsIsAllowedFitsASmallStack() {
    String deep = "{% if 1 %}".repeat(40) + "{{ x }}" + "{% endif %}".repeat(40);
    assertEquals("5", onSmallStack("{% set x = 5 %}" + deep));
    String macro = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{% else %}end{% endif %}{% endmacro %}";
    assertEquals("end", onSmallStack(macro + "{{ m(20) }}"));
  }

  @Test
  void deepVariablesAreRefused() {
    Object value = 1;
    for (int i = 0; i < 10_000; i++) {
      value = List.of(value);
    }
    Map<String, Object> variables = Map.of("x", value);
    Assertions.assertThrows(
        TemplateException.class, () -> Template.parse("{{ x }}").render(variables));
  }

  @Test
  void nothingOfTheHostIsWithinReach() {
    for (String name : List.of("class", "getClass", "__class__", "__globals__", "hashCode")) {
      for (String holder : List.of("''", "[]", "{}", "1", "range", "namespace()", "'a'.upper")) {
        assertEquals("", onSmallStack("{{ " + holder + "." + name + " }}"));
      }
    }
  }

  @Test
  void aLongConversationIsNotTooMuch() {
    List<Map<String, String>> messages =
        IntStream.range(0, 2000)
            .mapToObj(
                i ->
                    Map.of(
                        "role", i % 2 == 0 ? "user" : "assistant", "content", "a b ".repeat(500)))
            .toList();
    String template =
        "{% for m in messages %}{% if '</think>' in m.content %}{{ m.content.split('</think>')[-1]"
            + " }}{% else %}{{ m.role + ': ' + m['content'] | trim }}{% endif %}\n"
            + "{% endfor %}";
    String text = Template.parse(template).render(Map.of("messages", messages));
    assertTrue(text.length() > 4_000_000, "length: " + text.length());
  }

  private static void assertRefused(String template) {
    Assertions.assertTimeoutPreemptively(
        SOON,
        () -> {
          ExecutionException failed =
              Assertions.assertThrows(ExecutionException.class, () -> started(template).get());
          assertInstanceOf(TemplateException.class, failed.getCause());
        });
  }

  private static String onSmallStack(String template) {
    return Assertions.assertDoesNotThrow(() -> started(template).get());
  }

  private static FutureTask<String> started(String template) {
    FutureTask<String> task = new FutureTask<>(() -> Template.parse(template).render(Map.of()));
    Thread thread = new Thread(null, task, "small", SMALL_STACK);
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
