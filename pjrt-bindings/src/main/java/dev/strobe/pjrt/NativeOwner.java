package dev.strobe.pjrt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes ownership of many native objects at once: if one of them cannot be taken, because the
/// client was closed meanwhile, the rest is still taken and then all are given back.
final class NativeOwner {
  private final PjrtClient client;
  private @Nullable RuntimeException failure;

  NativeOwner(PjrtClient client) {
    this.client = client;
  }

  void buffer(List<PjrtBuffer> list, long address, PjrtShape shape, PjrtDevice device) {
    try {
      list.add(PjrtBuffer.owning(client, address, shape, device));
    } catch (RuntimeException e) {
      keep(e);
    }
  }

  void event(List<PjrtEvent> list, long address) {
    try {
      list.add(PjrtEvent.owning(client, address));
    } catch (RuntimeException e) {
      keep(e);
    }
  }

  private void keep(RuntimeException e) {
    if (failure == null) {
      failure = e;
    } else {
      failure.addSuppressed(e);
    }
  }

  /// Does nothing if all were taken.
  void rethrow(List<List<PjrtBuffer>> buffers, List<PjrtEvent> events) {
    if (failure != null) {
      throw Closing.after(failure, () -> new PjrtExecution(buffers, events).close());
    }
  }
}
