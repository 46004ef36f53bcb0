package dev.strobe.runtime;

import java.time.Duration;
import java.time.Instant;

/// Time since the operating system started this process.
final class ProcessClock {
  private ProcessClock() {}

  /// Milliseconds since process start; zero where the system does not tell.
  static double millisecondsSinceStart() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, Instant.now()).toNanos() / 1e6)
        .orElse(0.0);
  }
}
