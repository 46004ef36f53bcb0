package dev.strobe.ir.text;

import java.util.Optional;

/// A text that is read, and how its faults are told: where they are, what is required there, and
/// what was there instead.
final class Source {
  private static final int LONGEST_EXCERPT = 30;
  private static final int LONGEST_PART = 300;

  private final String text;
  private final Optional<Cursor> user;
  private final Aliases aliases;

  private Source(String text, Optional<Cursor> user, Aliases aliases) {
    this.text = text;
    this.user = user;
    this.aliases = aliases;
  }

  static Source of(String text) {
    return new Source(text, Optional.empty(), Aliases.of(text));
  }

  /// A text in place of another's part: its faults are told to be where that part is.
  static Source instead(String text, Cursor user) {
    return new Source(text, Optional.of(user), user.source().aliases);
  }

  String text() {
    return text;
  }

  /// The text that aliases are defined in.
  Source definitions() {
    return user.map(cursor -> cursor.source().definitions()).orElse(this);
  }

  Cursor start() {
    return new Cursor(this, 0);
  }

  /// What stands from one place to another, without comments and with the text that aliases stand
  /// for.
  String between(int start, int end) {
    return aliases.text(this, start, end);
  }

  boolean hasAliases(int start, int end) {
    return aliases.areIn(this, start, end);
  }

  StableHloParseException failure(int place, String expected) {
    return failure(place, expected, excerpt(place));
  }

  StableHloParseException failure(int place, String expected, String actual) {
    if (user.isPresent()) {
      return user.get().failAt(user.get().offset(), expected, actual);
    }
    int end = Math.min(place, text.length());
    int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    int column = end - text.lastIndexOf('\n', end - 1);
    return new StableHloParseException(line, column, shortened(expected), shortened(actual));
  }

  /// Types of many operands would fill a page.
  private static String shortened(String part) {
    return part.length() <= LONGEST_PART ? part : part.substring(0, LONGEST_PART) + "...";
  }

  private String excerpt(int place) {
    if (place >= text.length()) {
      return user.isPresent() ? "the end of '" + text + "'" : "the end of the text";
    }
    int newline = text.indexOf('\n', place);
    int end = Math.min(newline < 0 ? text.length() : newline, place + LONGEST_EXCERPT);
    return "'" + text.substring(place, end) + "'";
  }
}
