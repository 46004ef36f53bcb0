package dev.strobe.runtime.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A parsed Jinja template with the settings and functions that transformers gives chat templates:
/// trimmed blocks, an immutable sandbox, `tojson`, `raise_exception` and `strftime_now`.
///
/// Immutable; safe for several threads.
public final class Template {
  private static final int MAX_SOURCE = 1 << 20;

  private final List<Statement> statements;

  private Template(List<Statement> statements) {
    this.statements = statements;
  }

  /// @throws TemplateException if the source isn't understood
  public static Template parse(String source) {
    if (source.length() > MAX_SOURCE) {
      throw TemplateException.requires(
          "template", "at most " + MAX_SOURCE + " characters", source.length());
    }
    return new Template(Parser.parse(source));
  }

  /// The text that the template makes of its variables.
  ///
  /// @param variables texts, numbers, truth values, [None], and lists and maps of these
  /// @throws TemplateException if the template refuses them, does what Python would refuse, or goes
  ///   past a bound
  public String render(Map<String, ?> variables) {
    Budget budget = new Budget();
    Scope scope = Scope.outermost();
    new Functions(new Values(budget)).define(scope);
    variables.forEach((name, value) -> scope.set(name, value(value, budget)));
    return new Interpreter(budget).render(statements, scope.inner());
  }

  private static Object value(Object value, Budget budget) {
    budget.enter();
    Function<Object, Object> nested = item -> value(item, budget);
    Object converted =
        switch (value) {
          case String text -> text;
          case Boolean truth -> truth;
          case None none -> none;
          case Double number -> number;
          case Float number -> number.doubleValue();
          case Long number -> number;
          case Integer number -> number.longValue();
          case List<?> list -> list.stream().map(nested).toList();
          case Map<?, ?> map -> {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(Values.key(nested.apply(k)), nested.apply(v)));
            yield copy;
          }
          default ->
              throw TemplateException.requires("template", "plain variables", value.getClass());
        };
    budget.leave();
    return converted;
  }
}
