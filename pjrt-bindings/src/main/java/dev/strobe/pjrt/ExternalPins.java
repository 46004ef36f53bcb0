package dev.strobe.pjrt;

import java.util.concurrent.atomic.AtomicInteger;

/// How often foreign code holds a buffer.
final class ExternalPins {
  private final AtomicInteger count = new AtomicInteger();

  void add() {
    count.incrementAndGet();
  }

  void remove() {
    int before = count.getAndUpdate(now -> Math.max(0, now - 1));
    if (before == 0) {
      throw new IllegalStateException("unpin requires a pinned buffer, got one without pins");
    }
  }

  boolean any() {
    return count.get() > 0;
  }
}
