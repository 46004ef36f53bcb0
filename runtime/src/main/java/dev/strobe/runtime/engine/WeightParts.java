package dev.strobe.runtime.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs independent parts of work on a few platform threads, the caller's among them.
final class WeightParts {
  private WeightParts() {}

  /// Runs every part once; the first failure is thrown when all threads have stopped.
  static void run(List<Runnable> parts, int threads) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
            try {
              parts.get(i).run();
            } catch (Throwable e) {
              failure.compareAndSet(null, e);
              next.set(parts.size());
            }
          }
        };
    Thread[] helpers = new Thread[Math.max(0, threads - 1)];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = Thread.ofPlatform().name("strobe-weights-" + i).daemon(true).start(worker);
    }
    worker.run();
    for (Thread helper : helpers) {
      join(helper);
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
