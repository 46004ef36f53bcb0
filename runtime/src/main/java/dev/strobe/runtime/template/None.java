package dev.strobe.runtime.template;

/// Python's `None` among the values that a template sees.
public enum None {
  /// The only one.
  NONE
}
