package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Configuration values as messages show them: on one line and short, whatever a file holds.
final class Shown {
  private static final int LONGEST_TEXT = 60;
  private static final int MOST_ELEMENTS = 8;

  private Shown() {}

  static String of(Optional<Object> value) {
    return value.map(Shown::present).orElse("nothing");
  }

  private static String present(Object value) {
    if (value instanceof String text) {
      return '"' + oneLine(text) + '"';
    }
    if (value instanceof Map<?, ?> map) {
      return "an object of " + map.size() + " keys";
    }
    return Listed.of(value).map(Shown::list).orElseGet(() -> oneLine(value.toString()));
  }

  private static String list(ImmutableList<Object> elements) {
    String shown =
        elements.stream()
            .limit(MOST_ELEMENTS)
            .map(e -> Listed.of(e).isPresent() ? "a list" : present(e))
            .collect(Collectors.joining(", "));
    return "[" + shown + (elements.size() > MOST_ELEMENTS ? ", ...]" : "]");
  }

  private static String oneLine(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) + "..." : clean;
  }
}
