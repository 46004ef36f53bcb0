package dev.strobe.ir.text;

import dev.strobe.ir.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads locations, and the aliases for them that stand anywhere in a text.
///
/// A named location is its name, whatever it says of the source below; a place in a file is the
/// file, line and column; a call site is its callee.
final class LocationSyntax {
  private static final int DEEPEST = 200;
  private static final int MOST_PATHS = 1_000_000;
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^[ \\t]*+#([A-Za-z_][A-Za-z0-9_$]*+)[ \\t]*+=[ \\t]*+(?=loc\\()", Pattern.MULTILINE);

  private final Map<String, Cursor> definitions = new HashMap<>();
  private final Map<String, Location> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int paths;

  LocationSyntax(Source source) {
    Cursor cursor = source.start();
    Matcher matcher = DEFINITION.matcher(source.text());
    while (matcher.find()) {
      definitions.putIfAbsent(matcher.group(1), cursor.copyAt(matcher.end()));
    }
  }

  /// `loc(...)` behind something, where there is one.
  Location trailing(Cursor cursor) {
    return cursor.looksAt("loc(") ? take(cursor, 0) : Location.UNKNOWN;
  }

  /// The name in `loc("name")` behind a parameter; empty where it has none, or a place in a file.
  String parameterName(Cursor cursor) {
    if (!cursor.looksAt("loc(")) {
      return "";
    }
    Cursor probe = cursor.copyAt(cursor.place());
    Location location = trailing(cursor);
    while (probe.tryTake("loc(") && probe.tryTake("#")) {
      String alias = probe.word("the name of a location");
      Cursor definition = definitions.get(alias);
      probe = definition == null ? probe : definition.copyAt(definition.place());
    }
    if (!probe.looksAt("\"")) {
      return "";
    }
    probe.string();
    return probe.looksAt(":") ? "" : location.paths().getFirst();
  }

  private Location take(Cursor cursor, int depth) {
    cursor.take("loc");
    cursor.take("(");
    Location location = content(cursor, depth + 1);
    cursor.take(")");
    return location;
  }

  private Location content(Cursor cursor, int depth) {
    if (depth > DEEPEST) {
      throw cursor.fail("locations at most " + DEEPEST + " deep");
    }
    if (cursor.looksAt("\"")) {
      return named(cursor, depth);
    }
    if (cursor.looksAt("#")) {
      return alias(cursor, depth);
    }
    if (cursor.tryWord("unknown")) {
      return Location.UNKNOWN;
    }
    if (cursor.tryWord("fused")) {
      return fused(cursor, depth);
    }
    if (cursor.tryWord("callsite")) {
      cursor.take("(");
      Location callee = content(cursor, depth + 1);
      cursor.take("at");
      content(cursor, depth + 1);
      cursor.take(")");
      return callee;
    }
    throw cursor.fail("a location such as \"layers.0\"");
  }

  private Location named(Cursor cursor, int depth) {
    String name = cursor.string();
    if (cursor.tryTake("(")) {
      content(cursor, depth + 1);
      cursor.take(")");
      return Location.of(name);
    }
    if (!cursor.tryTake(":")) {
      return Location.of(name);
    }
    String place = name + ":" + cursor.integer();
    if (cursor.tryTake(":")) {
      place += ":" + cursor.integer();
    }
    if (cursor.tryWord("to")) {
      cursor.run(c -> c == ' ' || c == ':' || Cursor.isDigit(c));
    }
    return Location.of(place);
  }

  private Location fused(Cursor cursor, int depth) {
    if (cursor.looksAt("<")) {
      cursor.skipBracketed();
    }
    List<String> all = new ArrayList<>();
    cursor.list("[", "]", part -> all.addAll(part(part, depth)));
    return Location.of(all.toArray(new String[0]));
  }

  /// Locations of locations may multiply, so that all together are limited.
  private List<String> part(Cursor cursor, int depth) {
    List<String> part = content(cursor, depth + 1).paths();
    paths += part.size();
    if (paths > MOST_PATHS) {
      throw cursor.fail("at most " + MOST_PATHS + " paths in locations");
    }
    return part;
  }

  /// Each alias is read once: aliases of aliases could otherwise take exponential time.
  private Location alias(Cursor cursor, int depth) {
    int start = cursor.place();
    cursor.take("#");
    String name = cursor.word("the name of a location");
    Location found = known.get(name);
    if (found != null) {
      return found;
    }
    Cursor definition = definitions.get(name);
    if (definition == null) {
      throw cursor.failAt(start, "a location that is defined", "#" + name);
    }
    if (!open.add(name)) {
      throw cursor.failAt(start, "a location that does not hold itself", "#" + name);
    }
    Location location = take(definition.copyAt(definition.place()), depth);
    open.remove(name);
    known.put(name, location);
    return location;
  }
}
