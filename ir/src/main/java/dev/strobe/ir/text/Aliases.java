package dev.strobe.ir.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that a text gives to attributes and types: `#name = ...` and `!name = ...`, each at
/// the beginning of a line and as long as this. Those of locations are a [LocationSyntax]'s.
///
/// Names of names may multiply, so that all that is put in place of them is limited.
final class Aliases {
  private static final int DEEPEST = 100;
  private static final long MOST = 1L << 24;
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^[ \\t]*+([#!][A-Za-z0-9_$]++)[ \\t]*+=[ \\t]*+(?!loc\\()", Pattern.MULTILINE);

  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, String> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long replaced;

  private Aliases() {}

  static Aliases of(String text) {
    Aliases all = new Aliases();
    Matcher matcher = DEFINITION.matcher(text);
    while (matcher.find()) {
      all.places.putIfAbsent(matcher.group(1), matcher.end());
    }
    return all;
  }

  /// Whether a part of a text names an alias.
  boolean areIn(Source source, int start, int end) {
    Cursor cursor = new Cursor(source, start);
    while (cursor.offset() < end) {
      if (!skipPlain(cursor, end) && isAlias(token(cursor), cursor)) {
        return true;
      }
    }
    return false;
  }

  /// A part of a text without comments and aliases.
  String text(Source source, int start, int end) {
    StringBuilder out = new StringBuilder();
    Cursor cursor = new Cursor(source, start);
    while (cursor.offset() < end) {
      int from = cursor.offset();
      if (skipPlain(cursor, end)) {
        boolean comment = source.text().startsWith("//", from);
        out.append(comment ? " " : source.text().substring(from, cursor.offset()));
      } else {
        String token = token(cursor);
        out.append(isAlias(token, cursor) ? meaning(token, source, from) : token);
      }
    }
    return out.toString().strip();
  }

  /// Passes over a comment, a string or what holds neither; stops before what may be an alias and
  /// then returns false.
  private static boolean skipPlain(Cursor cursor, int end) {
    int from = cursor.offset();
    String text = cursor.source().text();
    if (text.startsWith("//", from)) {
      cursor.skipLine();
    } else if (text.charAt(from) == '"') {
      cursor.skipString();
    } else {
      int to = from;
      while (to < end && "\"#!".indexOf(text.charAt(to)) < 0 && !text.startsWith("//", to)) {
        to++;
      }
      cursor.moveTo(to);
    }
    return cursor.offset() > from;
  }

  /// `#name` or `!name`.
  private static String token(Cursor cursor) {
    char sign = cursor.source().text().charAt(cursor.offset());
    cursor.moveTo(cursor.offset() + 1);
    return sign + cursor.run(Cursor::isNamePart);
  }

  /// What belongs to a dialect has its name and a point, or brackets behind.
  private static boolean isAlias(String token, Cursor behind) {
    String text = behind.source().text();
    boolean brackets = text.startsWith("<", behind.offset());
    return token.length() > 1 && token.indexOf('.') < 0 && !brackets;
  }

  private String meaning(String name, Source user, int place) {
    String meaning = known.get(name);
    if (meaning == null) {
      meaning = resolved(name, user, place);
      known.put(name, meaning);
    }
    replaced += meaning.length();
    if (replaced > MOST) {
      throw user.failure(place, "aliases that stand for at most " + MOST + " characters");
    }
    return meaning;
  }

  private String resolved(String name, Source user, int place) {
    Integer found = places.get(name);
    if (found == null) {
      throw user.failure(place, "an alias that the text defines", "'" + name + "'");
    }
    if (open.size() == DEEPEST || !open.add(name)) {
      String expected = "an alias that holds no more than " + DEEPEST + " others, and not itself";
      throw user.failure(place, expected, "'" + name + "'");
    }
    Cursor cursor = new Cursor(user.definitions(), found);
    int start = cursor.place();
    String meaning = text(user.definitions(), start, cursor.skipLogicalLine());
    open.remove(name);
    return meaning;
  }
}
