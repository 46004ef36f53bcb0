package dev.strobe.tests.scale;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/// What some work on this thread took.
///
/// @param nanos time, the least of some runs
/// @param allocated bytes of all objects made, which hardly differ from run to run
/// @param live bytes of what is left of them in the result
record Cost(long nanos, long allocated, long live) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Bytes allocated by one run, after one that loads classes.
  static long allocated(Supplier<?> work) {
    Object _ = work.get();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Object _ = work.get();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  static Cost of(int runs, Supplier<?> work) {
    long allocated = allocated(work);
    long nanos = Long.MAX_VALUE;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      Object _ = work.get();
      nanos = Math.min(nanos, System.nanoTime() - start);
    }
    return new Cost(nanos, allocated, Math.max(0, live(work)));
  }

  private static long live(Supplier<?> work) {
    long before = used();
    Object result = work.get();
    try {
      return used() - before;
    } finally {
      Reference.reachabilityFence(result);
    }
  }

  /// Bytes of the heap that are reachable.
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
