package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps other threads from freeing host memory while several native calls work on it.
///
/// Only a downcall that gets the memory holds it, and only while it runs: a plugin that was told to
/// write would go on between two of them. So the calls run inside one that does nothing else.
final class MemoryHold {
  private static final MethodHandle CALL =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS));

  /// Memory that this thread may use can be freed by others.
  private static final Thread SOMEBODY = new Thread(() -> {});

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Runnable> tasks = new ConcurrentHashMap<>();
  private final MemorySegment stub;

  MemoryHold() {
    try {
      this.stub =
          Linker.nativeLinker()
              .upcallStub(
                  MethodHandles.lookup()
                      .bind(this, "run", MethodType.methodType(void.class, long.class, long.class)),
                  FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG),
                  Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no stub to hold memory with", e);
    }
  }

  /// Runs `task`; whoever frees `memory` meanwhile gets [IllegalStateException].
  ///
  /// @throws IllegalStateException if the memory is freed already; nothing ran then
  void during(MemorySegment memory, Runnable task) {
    if (!memory.isAccessibleBy(SOMEBODY)) {
      // Confined: only this thread could free it.
      task.run();
      return;
    }
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    if (Thread.currentThread().isVirtual()) {
      // Held memory means a native frame, and a virtual thread does not wait in one.
      Thread.ofPlatform()
          .daemon()
          .name("pjrt-copy")
          .start(() -> complete(outcome, () -> hold(memory, task)));
    } else {
      complete(outcome, () -> hold(memory, task));
    }
    join(outcome);
  }

  private void hold(MemorySegment memory, Runnable task) {
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    long number = numbers.incrementAndGet();
    tasks.put(number, () -> complete(outcome, task));
    try {
      CALL.invokeExact(stub, number, memory);
    } catch (Throwable e) {
      throw new IllegalStateException("copy requires open memory, got " + memory, e);
    } finally {
      tasks.remove(number);
    }
    join(outcome);
  }

  @SuppressWarnings("unused") // Called from C through the stub; a task throws nothing into it.
  private void run(long number, long memory) {
    Runnable task = tasks.remove(number);
    if (task != null) {
      task.run();
    }
  }

  private static void complete(CompletableFuture<Boolean> outcome, Runnable task) {
    try {
      task.run();
      outcome.complete(true);
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  private static void join(CompletableFuture<Boolean> outcome) {
    try {
      outcome.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
