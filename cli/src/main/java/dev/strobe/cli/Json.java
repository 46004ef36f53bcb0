package dev.strobe.cli;

import tools.jackson.databind.json.JsonMapper;

/// Records and maps as one line of JSON.
final class Json {
  private Json() {}

  static String text(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
