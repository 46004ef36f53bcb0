package dev.strobe.pjrt;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts the native objects of one plugin that we own and have not given back.
final class HandleCounter {
  private final Map<PjrtHandleKind, LongAdder> live = new EnumMap<>(PjrtHandleKind.class);

  HandleCounter() {
    for (PjrtHandleKind kind : PjrtHandleKind.values()) {
      live.put(kind, new LongAdder());
    }
  }

  void opened(PjrtHandleKind kind) {
    adder(kind).increment();
  }

  void closed(PjrtHandleKind kind) {
    adder(kind).decrement();
  }

  private LongAdder adder(PjrtHandleKind kind) {
    return Objects.requireNonNull(live.get(kind));
  }

  Map<PjrtHandleKind, Long> nonZero() {
    Map<PjrtHandleKind, Long> counts = new EnumMap<>(PjrtHandleKind.class);
    live.forEach(
        (kind, count) -> {
          if (count.sum() != 0) {
            counts.put(kind, count.sum());
          }
        });
    return Collections.unmodifiableMap(counts);
  }
}
