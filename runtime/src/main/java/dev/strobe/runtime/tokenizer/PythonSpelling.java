package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts what chat templates take from Python's strings and lists into words that jinjava has.
final class PythonSpelling {
  private static final ImmutableMap<String, String> METHODS =
      ImmutableMap.of(
          ".startswith(", ".startsWith(",
          ".endswith(", ".endsWith(",
          ".lstrip()", ".stripLeading()",
          ".rstrip()", ".stripTrailing()",
          ".upper()", ".toUpperCase()",
          ".lower()", ".toLowerCase()",
          ".title()", "|title");

  private static final Pattern TAG = Pattern.compile("\\{[{%].*?[}%]\\}", Pattern.DOTALL);
  private static final Pattern REVERSED = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*)\\[::-1\\]");

  private PythonSpelling() {}

  /// The template with every tag translated; text between tags stays as it is.
  static String translate(String jinja) {
    return TAG.matcher(jinja).replaceAll(tag -> Matcher.quoteReplacement(tag(tag.group())));
  }

  private static String tag(String tag) {
    String translated = tag;
    for (Map.Entry<String, String> method : METHODS.entrySet()) {
      translated = translated.replace(method.getKey(), method.getValue());
    }
    return REVERSED.matcher(translated).replaceAll("($1|reverse)");
  }
}
