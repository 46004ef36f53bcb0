package dev.strobe.runtime.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the engine to what transformers 5.23 with Jinja 3.1.6 renders or refuses;
/// `src/test/oracle/template_fixtures.py` makes the cases.
class TemplateOracleTest {
  private static final JsonNode FILE = read();

  @Test
  void theOracleKnowsHundredsOfCases() {
    assertTrue(FILE.path("cases").size() > 600, "cases: " + FILE.path("cases").size());
  }

  @TestFactory
  Stream<DynamicTest> rendersWhatTransformersDoes() {
    return cases("expected")
        .map(c -> DynamicTest.dynamicTest(name(c), () -> assertEquals(expected(c), render(c))));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatTransformersDoes() {
    return cases("error")
        .map(
            c ->
                DynamicTest.dynamicTest(
                    name(c) + " " + c.path("error").asString(),
                    () -> assertThrows(TemplateException.class, () -> render(c))));
  }

  private static Stream<JsonNode> cases(String outcome) {
    return FILE.path("cases").valueStream().filter(c -> c.has(outcome));
  }

  private static String name(JsonNode c) {
    return c.path("template").asString() + " on " + c.path("variables").asString();
  }

  private static String expected(JsonNode c) {
    return c.path("expected").asString();
  }

  private static String render(JsonNode c) {
    String template = c.path("template").asString();
    JsonNode variables = FILE.path("variables").path(c.path("variables").asString());
    return Template.parse(FILE.path("templates").path(template).asString(template))
        .render(map(variables));
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.asString();
      case BOOLEAN -> node.asBoolean();
      case NUMBER -> node.isFloatingPointNumber() ? (Object) node.asDouble() : node.asLong();
      case OBJECT -> map(node);
      case ARRAY -> list(node);
      default -> None.NONE;
    };
  }

  private static Map<String, Object> map(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.forEachEntry((name, value) -> map.put(name, value(value)));
    return map;
  }

  private static List<Object> list(JsonNode node) {
    List<Object> list = new ArrayList<>();
    node.forEach(item -> list.add(value(item)));
    return list;
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(
            TemplateOracleTest.class.getResourceAsStream("/template/cases.json"))) {
      return new JsonMapper().readTree(in);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
