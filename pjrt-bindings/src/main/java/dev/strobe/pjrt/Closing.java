package dev.strobe.pjrt;

/// Giving things back while an exception is on its way.
final class Closing {
  private Closing() {}

  /// `failure`, after `close` has run; what `close` throws is attached to it.
  static RuntimeException after(RuntimeException failure, Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
