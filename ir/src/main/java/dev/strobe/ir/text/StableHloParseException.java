package dev.strobe.ir.text;

/// StableHLO text that [StableHloReader] cannot read: where, what it requires there and what it
/// got.
public final class StableHloParseException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String expected;

  StableHloParseException(int line, int column, String expected, String actual) {
    super("line " + line + ", column " + column + " requires " + expected + ", got " + actual);
    this.line = line;
    this.column = column;
    this.expected = expected;
  }

  /// Line of the fault, counted from 1.
  public int line() {
    return line;
  }

  /// Column of the fault in UTF-16 units, counted from 1.
  public int column() {
    return column;
  }

  /// What the text requires at that place.
  public String expected() {
    return expected;
  }
}
