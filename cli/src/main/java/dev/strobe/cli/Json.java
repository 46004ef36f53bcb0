package dev.strobe.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Records and maps as one line of JSON.
final class Json {
  private Json() {}

  static String text(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  /// The text under a key of a JSON object on one line.
  ///
  /// @throws CommandException if the line is no such object
  static String field(String line, String key) {
    try {
      JsonNode value = JsonMapper.shared().readTree(line).path(key);
      if (!value.isString()) {
        throw new CommandException("input requires lines {\"" + key + "\": \"...\"}, got " + line);
      }
      return value.stringValue();
    } catch (JacksonException e) {
      throw new CommandException("input requires JSON on every line, got " + line, e);
    }
  }
}
