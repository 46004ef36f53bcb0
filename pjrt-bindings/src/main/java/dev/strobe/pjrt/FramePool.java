package dev.strobe.pjrt;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// The frames of one executable: as many as threads have executed it at once.
final class FramePool {
  private final ConcurrentLinkedQueue<ExecuteFrame> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<ExecuteFrame> create;
  private volatile boolean closed;

  FramePool(Supplier<ExecuteFrame> create) {
    this.create = create;
  }

  ExecuteFrame take() {
    ExecuteFrame frame = idle.poll();
    return frame != null ? frame : create.get();
  }

  void give(ExecuteFrame frame) {
    idle.add(frame);
    if (closed) {
      drain();
    }
  }

  /// Frees the idle frames now and the others when they come back.
  void close() {
    closed = true;
    drain();
  }

  private void drain() {
    for (ExecuteFrame frame = idle.poll(); frame != null; frame = idle.poll()) {
      frame.close();
    }
  }
}
