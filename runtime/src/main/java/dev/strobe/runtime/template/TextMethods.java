package dev.strobe.runtime.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/// The methods of Python's strings.
final class TextMethods {
  static final Set<String> NAMES =
      Set.of(
          "strip",
          "lstrip",
          "rstrip",
          "split",
          "rsplit",
          "partition",
          "rpartition",
          "splitlines",
          "startswith",
          "endswith",
          "replace",
          "upper",
          "lower",
          "title",
          "capitalize",
          "join",
          "find",
          "rfind",
          "index",
          "count",
          "format",
          "isdigit",
          "isalpha",
          "isalnum",
          "isspace",
          "isupper",
          "islower",
          "removeprefix",
          "removesuffix",
          "zfill");

  private final Values values;
  private final Budget budget;

  TextMethods(Values values) {
    this.values = values;
    this.budget = values.budget();
  }

  Object call(String text, String name, Arguments given) {
    budget.chargeText(text.length());
    return switch (name) {
      case "strip" -> stripped(text, given.at(0, "chars", None.NONE), true, true);
      case "lstrip" -> stripped(text, given.at(0, "chars", None.NONE), true, false);
      case "rstrip" -> stripped(text, given.at(0, "chars", None.NONE), false, true);
      case "split" -> split(text, given, false);
      case "rsplit" -> split(text, given, true);
      case "partition" -> partition(text, given.text(0, "sep"), false);
      case "rpartition" -> partition(text, given.text(0, "sep"), true);
      case "splitlines" -> lines(text, given.flag(0, "keepends"));
      case "startswith" -> any(only(given, "prefix")).stream().anyMatch(text::startsWith);
      case "endswith" -> any(only(given, "suffix")).stream().anyMatch(text::endsWith);
      case "replace" ->
          replace(text, given.text(0, "old"), given.text(1, "new"), given.whole(2, "count", -1));
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title" -> title(text);
      case "capitalize" -> capitalize(text);
      case "join" -> join(text, values.items(given.required(0, "iterable")));
      case "find" -> points(text, text.indexOf(searched(text, given)));
      case "rfind" -> points(text, text.lastIndexOf(searched(text, given)));
      case "index" -> index(text, searched(text, given));
      case "count" -> count(text, searched(text, given));
      case "format" -> new Formatting(values).braces(text, given);
      case "isdigit" -> all(text, Character::isDigit);
      case "isalpha" -> all(text, Character::isLetter);
      case "isalnum" -> all(text, Character::isLetterOrDigit);
      case "isspace" -> all(text, TextMethods::space);
      case "isupper" -> cased(text) && text.equals(text.toUpperCase(Locale.ROOT));
      case "islower" -> cased(text) && text.equals(text.toLowerCase(Locale.ROOT));
      case "removeprefix" -> withoutPrefix(text, given.text(0, "prefix"));
      case "removesuffix" -> withoutSuffix(text, given.text(0, "suffix"));
      case "zfill" -> zeroFilled(text, given.whole(0, "width", 0));
      default -> throw TemplateException.requires("text", "a known method", name);
    };
  }

  static boolean space(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  String stripped(String text, Object characters, boolean start, boolean end) {
    budget.chargeSearch(text, characters instanceof String some ? some : "");
    return strip(text, characters, start, end);
  }

  static String strip(String text, Object characters, boolean start, boolean end) {
    IntPredicate stripped =
        characters instanceof String some ? c -> some.indexOf(c) >= 0 : TextMethods::space;
    int from = 0;
    int to = text.length();
    while (start && from < to && stripped.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (end && to > from && stripped.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /// The first argument; those for a start and an end, which would change the answer, are refused.
  private static Object only(Arguments given, String name) {
    if (given.positional().size() > 1) {
      throw TemplateException.requires("search", "no start or end", "one");
    }
    return given.required(0, name);
  }

  private static List<String> any(Object given) {
    List<?> choices = given instanceof Tuple tuple ? tuple : List.of(given);
    List<String> texts = new ArrayList<>();
    for (Object choice : choices) {
      if (!(choice instanceof String text)) {
        throw TemplateException.requires("affix", "text", Values.kind(choice));
      }
      texts.add(text);
    }
    return texts;
  }

  private List<Object> split(String text, Arguments given, boolean fromEnd) {
    long limit = given.whole(1, "maxsplit", -1);
    long most = limit < 0 ? Long.MAX_VALUE : limit;
    List<Object> parts = new ArrayList<>();
    if (given.at(0, "sep", None.NONE) instanceof None) {
      words(fromEnd ? reversed(text) : text, most, parts);
      if (fromEnd) {
        parts.replaceAll(part -> reversed((String) part));
      }
    } else {
      separated(text, given.text(0, "sep"), most, fromEnd, parts);
    }
    budget.chargeItems(parts.size());
    return fromEnd ? parts.reversed() : parts;
  }

  private Tuple partition(String text, String separator, boolean fromEnd) {
    List<Object> parts = new ArrayList<>();
    separated(text, separator, 1, fromEnd, parts);
    if (parts.size() == 1) {
      return fromEnd ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    List<Object> ordered = fromEnd ? parts.reversed() : parts;
    return Tuple.of(ordered.getFirst(), separator, ordered.getLast());
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static void words(String text, long most, List<Object> parts) {
    String rest = strip(text, None.NONE, true, false);
    int at = 0;
    while (at < rest.length() && parts.size() < most) {
      int end = at;
      while (end < rest.length() && !space(rest.charAt(end))) {
        end++;
      }
      parts.add(rest.substring(at, end));
      while (end < rest.length() && space(rest.charAt(end))) {
        end++;
      }
      at = end;
    }
    if (at < rest.length()) {
      parts.add(rest.substring(at));
    }
  }

  private void separated(
      String text, String separator, long most, boolean fromEnd, List<Object> parts) {
    budget.chargeSearch(text, separator);
    if (separator.isEmpty()) {
      throw TemplateException.requires("split", "a separator", "empty text");
    }
    int from = 0;
    int to = text.length();
    while (parts.size() < most) {
      int found =
          fromEnd
              ? text.lastIndexOf(separator, to - separator.length())
              : text.indexOf(separator, from);
      if (found < 0) {
        break;
      }
      parts.add(
          fromEnd ? text.substring(found + separator.length(), to) : text.substring(from, found));
      from = fromEnd ? 0 : found + separator.length();
      to = fromEnd ? found : to;
    }
    parts.add(text.substring(from, to));
  }

  private List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length()
          && "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      int next = Math.min(text.length(), end + (text.startsWith("\r\n", end) ? 2 : 1));
      lines.add(text.substring(at, keepEnds ? next : end));
      at = next;
    }
    budget.chargeItems(lines.size());
    return lines;
  }

  String replace(String text, String old, String fresh, long most) {
    budget.chargeSearch(text, old);
    StringBuilder out = new StringBuilder();
    int at = 0;
    long done = 0;
    while (done != most) {
      int found = text.indexOf(old, old.isEmpty() && done > 0 ? at + 1 : at);
      if (found < 0 || (old.isEmpty() && done > text.length())) {
        break;
      }
      out.append(text, at, found).append(fresh);
      budget.charge(1);
      budget.chargeText(out.length() > Budget.MAX_TEXT ? out.length() : fresh.length());
      at = found + old.length();
      done++;
      if (old.isEmpty() && found == text.length()) {
        break;
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inside = Character.isLetter(c);
    }
    return out.toString();
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    String upper = text.substring(0, first).toUpperCase(Locale.ROOT);
    int one = upper.offsetByCodePoints(0, 1);
    return upper.substring(0, one)
        + (upper.substring(one) + text.substring(first)).toLowerCase(Locale.ROOT);
  }

  String join(String separator, List<Object> items) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof String item)) {
        throw TemplateException.requires("join", "texts", Values.kind(items.get(i)));
      }
      budget.chargeText((i > 0 ? separator.length() : 0) + item.length());
      out.append(i > 0 ? separator : "").append(item);
      if (out.length() > Budget.MAX_TEXT) {
        budget.chargeText(out.length());
      }
    }
    return out.toString();
  }

  private String searched(String text, Arguments given) {
    only(given, "sub");
    String wanted = given.text(0, "sub");
    budget.chargeSearch(text, wanted);
    return wanted;
  }

  private static Long points(String text, int index) {
    return index < 0 ? -1L : (long) text.codePointCount(0, index);
  }

  private static Long index(String text, String wanted) {
    int index = text.indexOf(wanted);
    if (index < 0) {
      throw TemplateException.requires("index", "text that is there", "'" + wanted + "'");
    }
    return points(text, index);
  }

  private static Long count(String text, String wanted) {
    if (wanted.isEmpty()) {
      return text.codePointCount(0, text.length()) + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
      count++;
    }
    return count;
  }

  private static boolean all(String text, IntPredicate holds) {
    return !text.isEmpty() && text.codePoints().allMatch(holds);
  }

  private static boolean cased(String text) {
    return text.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
  }

  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private String zeroFilled(String text, long width) {
    budget.chargeText(Math.max(0, width));
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int missing = (int) Math.max(0, width - text.length());
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }
}
