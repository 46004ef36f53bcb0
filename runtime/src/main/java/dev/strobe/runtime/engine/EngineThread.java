package dev.strobe.runtime.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// The one platform thread that owns a device's launches; callers on any thread queue their steps
/// and wait.
///
/// An interrupted caller stops waiting only when its step is done, because the device still uses
/// the memory; its interrupt flag is set again.
final class EngineThread implements AutoCloseable {
  private final ExecutorService thread;

  EngineThread() {
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("strobe-engine").daemon(true).factory());
  }

  /// Runs a step on the engine's thread and returns what it returns or throws what it throws.
  <T> T call(Callable<T> step) {
    Future<T> future;
    try {
      future = thread.submit(step);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("model requires to be open, got a closed one", e);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }

  private static RuntimeException unchecked(Throwable cause) {
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException(cause);
    };
  }
}
