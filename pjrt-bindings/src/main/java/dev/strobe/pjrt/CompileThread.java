package dev.strobe.pjrt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Runs a compilation on a platform thread of its own with a large stack: compilers recurse deeply
/// over large programs, and overflowing a native stack ends the process.
final class CompileThread {
  private static final long STACK_BYTES = 64L << 20;

  private CompileThread() {}

  /// The result of `compilation`; its exception if it throws. An interrupt does not stop a compiler
  /// and is kept for later.
  static <T> T run(Supplier<T> compilation) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(null, () -> complete(result, compilation), "pjrt-compile", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> compilation) {
    try {
      result.complete(compilation.get());
    } catch (Throwable e) {
      result.completeExceptionally(new CompletionException(e));
    }
  }
}
