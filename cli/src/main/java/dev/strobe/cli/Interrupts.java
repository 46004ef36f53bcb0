package dev.strobe.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/// Ctrl-C as a wish to stop between two steps, instead of the end of the process; a second one
/// while the first is still being served does end it.
final class Interrupts implements AutoCloseable {
  /// What a shell reports for a program that Ctrl-C ended.
  static final int EXIT_CODE = 130;

  private static final String INTERRUPT = "INT";

  private final AtomicBoolean requested = new AtomicBoolean();
  private final Object before;

  Interrupts() {
    this.before = Signals.register(INTERRUPT, this::request);
  }

  boolean isRequested() {
    return requested.get();
  }

  private void request() {
    if (requested.getAndSet(true)) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  @Override
  public void close() {
    Signals.unregister(INTERRUPT, before);
  }
}
