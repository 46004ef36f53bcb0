package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Event_IsReady_Args;
import dev.strobe.pjrt.raw.PJRT_Event_OnReady_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Something that a plugin finishes later, with success or an error.
///
/// Owned by the caller. Closing does not cancel what the event stands for, and neither does it end
/// the wait of a thread that is in [#await()]: that one still hears the outcome, and the native
/// event goes then. Closing the buffer or client that the event came from is no different.
public final class PjrtEvent implements AutoCloseable {
  private final Handle handle;

  private PjrtEvent(Handle handle) {
    this.handle = handle;
  }

  /// Takes ownership of a native event while `client`'s handle is held.
  static PjrtEvent owning(PjrtClient client, long address) {
    return new PjrtEvent(client.handle().child(PjrtHandleKind.EVENT, address));
  }

  /// Takes ownership of a native event that a client's close must not take away, such as the end of
  /// a transfer that is waited for. Whoever asks holds the client until the event is closed.
  static PjrtEvent unattached(PluginApi api, long address) {
    return new PjrtEvent(Handle.root(api, PjrtHandleKind.EVENT, address));
  }

  /// Whether it has finished, with success or not.
  public boolean isReady() {
    return handle.calling(Slot.EVENT_IS_READY, _ -> {}, PJRT_Event_IsReady_Args::is_ready);
  }

  /// Waits until it has finished. A platform thread waits in native code, where an interrupt does
  /// not reach it; a virtual thread parks.
  ///
  /// @throws PjrtException if it ended in an error
  public void await() {
    if (Thread.currentThread().isVirtual()) {
      awaitParked();
      return;
    }
    handle.command(Slot.EVENT_AWAIT);
  }

  private void awaitParked() {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    onReady(
        failure ->
            failure.ifPresentOrElse(ready::completeExceptionally, () -> ready.complete(true)));
    try {
      ready.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PjrtException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /// The error that it ended in, empty after a success.
  ///
  /// @throws IllegalStateException if it has not finished: a plugin ends the process over the
  ///   question
  public Optional<PjrtException> failure() {
    long address = handle.acquire();
    try {
      PluginApi api = handle.api();
      if (!api.query(Slot.EVENT_IS_READY, address, PJRT_Event_IsReady_Args::is_ready)) {
        throw new IllegalStateException(
            "event requires to be ready to tell its error, got a pending one");
      }
      return api.tryCommand(Slot.EVENT_ERROR, address);
    } finally {
      handle.release();
    }
  }

  /// Calls `callback` once with the outcome: at once on this thread if it has finished, else later
  /// on a thread of the plugin's, which must not be held up. What it throws is logged and goes no
  /// further. The callback comes even if the event is closed before.
  public void onReady(Consumer<Optional<PjrtException>> callback) {
    long address = handle.acquire();
    try {
      onReady(handle.api(), address, callback);
    } finally {
      handle.release();
    }
  }

  static void onReady(PluginApi api, long event, Consumer<Optional<PjrtException>> callback) {
    MemorySegment number = api.callbacks().register(callback);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(Slot.EVENT_ON_READY, arena);
      PJRT_Event_OnReady_Args.event(arguments, MemorySegment.ofAddress(event));
      PJRT_Event_OnReady_Args.callback(arguments, api.callbacks().eventStub());
      PJRT_Event_OnReady_Args.user_arg(arguments, number);
      api.call(Slot.EVENT_ON_READY, arguments);
    } catch (RuntimeException e) {
      api.callbacks().forget(number);
      throw e;
    }
  }

  /// Gives the event back. Idempotent.
  @Override
  public void close() {
    handle.close();
  }
}
