package dev.strobe.runtime.tokenizer;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The functions that Hugging Face gives to chat templates.
public final class TemplateFunctions {
  /// Marks the message of a template's own refusal among the engine's errors.
  private static final String RAISED = "chat-template-raised:";

  private static final Map<Character, String> DATE_FIELDS =
      Map.of(
          'd', "dd", 'b', "MMM", 'B', "MMMM", 'Y', "yyyy", 'm', "MM", 'H', "HH", 'M', "mm", 'S',
          "ss");

  private TemplateFunctions() {}

  static void register(Jinjava jinjava) {
    add(jinjava, "raise_exception", "raise");
    add(jinjava, "strftime_now", "now");
  }

  private static void add(Jinjava jinjava, String name, String method) {
    jinjava
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition("", name, TemplateFunctions.class, method, String.class));
  }

  /// The words of a refusal, if an error's message is one.
  static Stream<String> raised(String message) {
    int at = message.indexOf(RAISED);
    return at < 0 ? Stream.empty() : message.substring(at + RAISED.length()).lines().limit(1);
  }

  /// Ends rendering; called by templates.
  @SuppressWarnings("DoNotCallSuggester") // templates call it
  public static String raise(String message) {
    throw new IllegalArgumentException(RAISED + message);
  }

  /// The present time in a `strftime` format; called by templates.
  public static String now(String format) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length()) {
        i++;
        pattern.append(DATE_FIELDS.getOrDefault(format.charAt(i), ""));
      } else {
        pattern.append(c == '\'' ? "''" : "'" + c + "'");
      }
    }
    return DateTimeFormatter.ofPattern(pattern.toString(), Locale.ROOT)
        .format(LocalDateTime.now(ZoneId.systemDefault()));
  }
}
