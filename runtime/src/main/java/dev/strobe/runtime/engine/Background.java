package dev.strobe.runtime.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// A value that a thread of its own computes while others do something else.
public final class Background<T> {
  private final FutureTask<T> task;

  private Background(FutureTask<T> task) {
    this.task = task;
  }

  public static <T> Background<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().name("strobe-" + name).daemon(true).start(task);
    return new Background<>(task);
  }

  /// The value, or the exception that its computation ended with.
  public T await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Whether [#await] returns or throws at once.
  public boolean isDone() {
    return task.isDone();
  }

  /// Closes the value when it is there; a computation that failed left nothing to close.
  public void closeWith(Consumer<T> closing) {
    try {
      closing.accept(task.get());
    } catch (ExecutionException | CancellationException _) {
      // It failed, and whoever awaited it was told.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(e);
    };
  }
}
