package dev.strobe.models;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON among the test resources of this package, gzipped where the name says so.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private Json() {}

  static JsonNode tree(String name) throws IOException {
    return tree(bytes(name));
  }

  static JsonNode tree(byte[] text) {
    return MAPPER.readTree(text);
  }

  static Map<String, Object> object(JsonNode node) {
    @SuppressWarnings("unchecked")
    Map<String, Object> plain = MAPPER.treeToValue(node, Map.class);
    plain.values().removeIf(value -> value == null);
    return plain;
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream file = Json.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException("no test resource " + name);
      }
      try (InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
        return plain.readAllBytes();
      }
    }
  }
}
