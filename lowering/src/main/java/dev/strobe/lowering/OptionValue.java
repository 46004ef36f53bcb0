package dev.strobe.lowering;

/// The value of one of XLA's debug options, set by name over its default.
public sealed interface OptionValue {
  /// A string; also an enum by its name, and a repeated enum as a comma-separated list.
  record Text(String value) implements OptionValue {}

  record Flag(boolean value) implements OptionValue {}

  record Whole(long value) implements OptionValue {}

  record Real(double value) implements OptionValue {}
}
