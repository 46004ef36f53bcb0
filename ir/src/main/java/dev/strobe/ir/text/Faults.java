package dev.strobe.ir.text;

import dev.strobe.ir.InvalidOpException;

/// Gives a broken constraint of the IR its place in the text.
final class Faults {
  private Faults() {}

  static StableHloParseException at(Cursor cursor, int place, InvalidOpException fault) {
    String message = String.valueOf(fault.getMessage());
    StableHloParseException placed =
        cursor.failAt(place, "an op that meets its constraints", "one that breaks: " + message);
    placed.initCause(fault);
    return placed;
  }
}
