package dev.strobe.pjrt;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts the native objects of one plugin that we own and have not given back.
final class HandleCounter {
  private final AtomicLongArray live = new AtomicLongArray(PjrtHandleKind.values().length);

  void opened(PjrtHandleKind kind) {
    live.incrementAndGet(kind.ordinal());
  }

  void closed(PjrtHandleKind kind) {
    live.decrementAndGet(kind.ordinal());
  }

  Map<PjrtHandleKind, Long> nonZero() {
    Map<PjrtHandleKind, Long> counts = new EnumMap<>(PjrtHandleKind.class);
    for (PjrtHandleKind kind : PjrtHandleKind.values()) {
      long count = live.get(kind.ordinal());
      if (count != 0) {
        counts.put(kind, count);
      }
    }
    return Map.copyOf(counts);
  }
}
