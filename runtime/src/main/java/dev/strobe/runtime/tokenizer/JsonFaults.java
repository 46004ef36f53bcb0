package dev.strobe.runtime.tokenizer;

import tools.jackson.core.JacksonException;

/// What is wrong with a JSON text, in the words of a one-line error.
final class JsonFaults {
  private JsonFaults() {}

  /// The parser's own words, without the places in its source that it could not name.
  static String oneLine(RuntimeException e) {
    String text = e instanceof JacksonException j ? j.getOriginalMessage() : e.getMessage();
    String first = String.valueOf(text).lines().findFirst().orElse("");
    return first.replaceFirst(" \\(start marker at .*", "");
  }
}
