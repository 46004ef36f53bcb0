package dev.strobe.runtime.template;

/// A template that is not understood, goes past a bound, or refuses what it was given.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Templates choose what is in messages, and logs should stay readable.
  private static final int MAX_LENGTH = 2000;

  TemplateException(String message) {
    super(message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "..." : message);
  }

  static TemplateException requires(String thing, String constraint, Object actual) {
    return new TemplateException(thing + " requires " + constraint + ", got " + actual);
  }
}
