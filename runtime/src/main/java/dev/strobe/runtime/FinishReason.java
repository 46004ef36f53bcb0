package dev.strobe.runtime;

import java.util.Locale;

/// Why a generation ended.
public enum FinishReason {
  /// The model ended its text, or a stop text appeared.
  STOP,
  /// As many tokens as were asked for, or as the context holds.
  LENGTH,
  /// The caller wanted no more.
  CANCELLED;

  /// As printed in JSON.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
