package dev.strobe.runtime.tokenizer;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Work on what strangers wrote, which may not end by itself.
final class TimeLimit {
  private static final int SECONDS = 60;
  private static final long STACK_BYTES = 16L << 20;

  private TimeLimit() {}

  /// The result of `work`, done on a thread of its own.
  ///
  /// @throws TokenizerException if it takes too long, nests too deep or fails
  static <T> T call(String what, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "strobe-template", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new TokenizerException(what + " requires an end within " + SECONDS + " s, got none", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new TokenizerException(what + " requires to be left to end, got an interrupt", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TokenizerException known) {
        throw known;
      }
      throw new TokenizerException(what + " requires to be understood, got " + e.getCause(), e);
    }
  }
}
