package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.PJRT_Client_BufferFromHostBuffer_Args;
import dev.strobe.pjrt.raw.PJRT_Client_CreateErrorBuffer_Args;
import dev.strobe.pjrt.raw.PJRT_Client_CreateUninitializedBuffer_Args;
import dev.strobe.pjrt.raw.PJRT_Client_CreateViewOfDeviceBuffer_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The ways to make a buffer other than executing.
final class BufferCreation {
  private BufferCreation() {}

  static PjrtBuffer upload(PjrtClient client, HostArray array, Placement placement) {
    requireKnown(client, array.shape());
    requireReadable(array.data());
    long address = client.handle().acquire();
    try (Arena arena = Arena.ofConfined()) {
      Optional<HostMemory.Lease> lease = array.memory().map(HostMemory::lease);
      MemorySegment arguments = uploadArguments(array, placement, arena);
      PJRT_Client_BufferFromHostBuffer_Args.client(arguments, MemorySegment.ofAddress(address));
      try {
        client.api().callHolding(Slot.CLIENT_BUFFER_FROM_HOST_BUFFER, arguments, array.data());
      } catch (RuntimeException e) {
        lease.ifPresent(HostMemory.Lease::end);
        throw e;
      }
      return uploaded(client, array, placement, arguments, lease);
    } finally {
      client.handle().release();
    }
  }

  private static MemorySegment uploadArguments(HostArray array, Placement placement, Arena arena) {
    MemorySegment arguments = PluginApi.arguments(Slot.CLIENT_BUFFER_FROM_HOST_BUFFER, arena);
    PjrtShape shape = array.shape();
    PJRT_Client_BufferFromHostBuffer_Args.data(arguments, array.data());
    PJRT_Client_BufferFromHostBuffer_Args.type(arguments, shape.elementType().number());
    PJRT_Client_BufferFromHostBuffer_Args.dims(arguments, dimensions(shape, arena));
    PJRT_Client_BufferFromHostBuffer_Args.num_dims(arguments, shape.rank());
    if (array.byteStrides().length > 0) {
      PJRT_Client_BufferFromHostBuffer_Args.byte_strides(
          arguments, arena.allocateFrom(JAVA_LONG, array.byteStrides()));
      PJRT_Client_BufferFromHostBuffer_Args.num_byte_strides(arguments, shape.rank());
    }
    PJRT_Client_BufferFromHostBuffer_Args.host_buffer_semantics(
        arguments, array.semantics().number());
    PJRT_Client_BufferFromHostBuffer_Args.device(arguments, placement.deviceAddress());
    PJRT_Client_BufferFromHostBuffer_Args.memory(arguments, placement.memoryAddress());
    return arguments;
  }

  private static PjrtBuffer uploaded(
      PjrtClient client,
      HostArray array,
      Placement placement,
      MemorySegment arguments,
      Optional<HostMemory.Lease> lease) {
    long buffer = PJRT_Client_BufferFromHostBuffer_Args.buffer(arguments).address();
    long done = PJRT_Client_BufferFromHostBuffer_Args.done_with_host_buffer(arguments).address();
    Handle handle = adopt(client, buffer, done, lease);
    try {
      endWhenDone(handle, done, lease);
      if (array.semantics() != HostSemantics.UNTIL_TRANSFERRED) {
        lease.ifPresent(held -> held.attach(handle));
      }
      return new PjrtBuffer(client, handle, array.shape(), placement.device());
    } catch (RuntimeException e) {
      throw Closing.after(e, handle::close);
    }
  }

  private static Handle adopt(
      PjrtClient client, long buffer, long done, Optional<HostMemory.Lease> lease) {
    try {
      return client.handle().child(PjrtHandleKind.BUFFER, buffer);
    } catch (RuntimeException e) {
      throw Closing.after(e, () -> finish(client.api(), done, lease));
    }
  }

  /// Lets the plugin end the lease when it is done with the memory, which may be long after the
  /// buffer is gone. The event itself may go before it fires: the callback stays.
  private static void endWhenDone(Handle buffer, long done, Optional<HostMemory.Lease> lease) {
    if (done == 0) {
      lease.ifPresent(HostMemory.Lease::end);
      return;
    }
    PluginApi api = buffer.api();
    try {
      lease.ifPresent(held -> PjrtEvent.onReady(api, done, _ -> held.end()));
    } catch (RuntimeException e) {
      RuntimeException failure = Closing.after(e, buffer::close);
      throw Closing.after(failure, () -> finish(api, done, lease));
    }
    PjrtEvent.unattached(api, done).close();
  }

  /// Waits until the plugin has let go of the memory of a buffer that is gone, which is soon.
  private static void finish(PluginApi api, long done, Optional<HostMemory.Lease> lease) {
    if (done == 0) {
      lease.ifPresent(HostMemory.Lease::end);
      return;
    }
    try (PjrtEvent event = PjrtEvent.unattached(api, done)) {
      event.await();
    } finally {
      lease.ifPresent(HostMemory.Lease::end);
    }
  }

  static PjrtBuffer uninitialized(PjrtClient client, PjrtShape shape, Placement placement) {
    requireKnown(client, shape);
    try (Arena arena = Arena.ofConfined()) {
      return client.calling(
          Slot.CLIENT_CREATE_UNINITIALIZED_BUFFER,
          a -> {
            PJRT_Client_CreateUninitializedBuffer_Args.shape_dims(a, dimensions(shape, arena));
            PJRT_Client_CreateUninitializedBuffer_Args.shape_num_dims(a, shape.rank());
            PJRT_Client_CreateUninitializedBuffer_Args.shape_element_type(
                a, shape.elementType().number());
            PJRT_Client_CreateUninitializedBuffer_Args.device(a, placement.deviceAddress());
            PJRT_Client_CreateUninitializedBuffer_Args.memory(a, placement.memoryAddress());
          },
          a ->
              PjrtBuffer.owning(
                  client,
                  PJRT_Client_CreateUninitializedBuffer_Args.buffer(a).address(),
                  shape,
                  placement.device()));
    }
  }

  static PjrtBuffer view(PjrtClient client, HostArray array, Placement placement) {
    requireKnown(client, array.shape());
    requireReadable(array.data());
    NativeCallbacks callbacks = client.api().callbacks();
    HostMemory.Lease lease = array.memory().orElseThrow().lease();
    MemorySegment number = callbacks.register(_ -> lease.end());
    try (Arena arena = Arena.ofConfined()) {
      long buffer =
          client.calling(
              Slot.CLIENT_CREATE_VIEW_OF_DEVICE_BUFFER,
              a -> writeView(a, array, placement, arena, callbacks.releaseStub(), number),
              a -> PJRT_Client_CreateViewOfDeviceBuffer_Args.buffer(a).address());
      Handle handle = client.handle().child(PjrtHandleKind.BUFFER, buffer);
      lease.attach(handle);
      return new PjrtBuffer(client, handle, array.shape(), placement.device());
    } catch (RuntimeException e) {
      callbacks.forget(number);
      lease.end();
      throw e;
    }
  }

  private static void writeView(
      MemorySegment a,
      HostArray array,
      Placement placement,
      Arena arena,
      MemorySegment released,
      MemorySegment number) {
    PjrtShape shape = array.shape();
    PJRT_Client_CreateViewOfDeviceBuffer_Args.device_buffer_ptr(a, array.data());
    PJRT_Client_CreateViewOfDeviceBuffer_Args.dims(a, dimensions(shape, arena));
    PJRT_Client_CreateViewOfDeviceBuffer_Args.num_dims(a, shape.rank());
    PJRT_Client_CreateViewOfDeviceBuffer_Args.element_type(a, shape.elementType().number());
    PJRT_Client_CreateViewOfDeviceBuffer_Args.device(a, placement.deviceAddress());
    PJRT_Client_CreateViewOfDeviceBuffer_Args.memory(a, placement.memoryAddress());
    PJRT_Client_CreateViewOfDeviceBuffer_Args.on_delete_callback(a, released);
    PJRT_Client_CreateViewOfDeviceBuffer_Args.on_delete_callback_arg(a, number);
  }

  static PjrtBuffer error(
      PjrtClient client, PjrtShape shape, Placement placement, PjrtErrorCode code, String message) {
    requireKnown(client, shape);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = CText.write(arena, message);
      return client.calling(
          Slot.CLIENT_CREATE_ERROR_BUFFER,
          a -> {
            PJRT_Client_CreateErrorBuffer_Args.error_code(a, code.number());
            PJRT_Client_CreateErrorBuffer_Args.error_message(a, text);
            PJRT_Client_CreateErrorBuffer_Args.error_message_size(a, text.byteSize());
            PJRT_Client_CreateErrorBuffer_Args.shape_dims(a, dimensions(shape, arena));
            PJRT_Client_CreateErrorBuffer_Args.shape_num_dims(a, shape.rank());
            PJRT_Client_CreateErrorBuffer_Args.shape_element_type(a, shape.elementType().number());
            PJRT_Client_CreateErrorBuffer_Args.memory(a, placement.memoryAddress());
          },
          a ->
              PjrtBuffer.owning(
                  client,
                  PJRT_Client_CreateErrorBuffer_Args.buffer(a).address(),
                  shape,
                  placement.device()));
    }
  }

  private static MemorySegment dimensions(PjrtShape shape, Arena arena) {
    return arena.allocateFrom(JAVA_LONG, shape.dimensionArray());
  }

  /// A plugin ends the process over an element type that it does not know.
  private static void requireKnown(PjrtClient client, PjrtShape shape) {
    PjrtVersion since = shape.elementType().since();
    if (!client.plugin().version().reaches(since.minor())) {
      throw new IllegalArgumentException(
          "buffer of "
              + shape
              + " requires a plugin of PJRT API "
              + since
              + " or later, got "
              + client.plugin());
    }
  }

  private static void requireReadable(MemorySegment data) {
    if (!data.scope().isAlive() || !data.isAccessibleBy(Thread.currentThread())) {
      throw new IllegalStateException(
          "upload requires memory that is open and belongs to this thread or to all, got " + data);
    }
  }
}
