package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.PJRT_Buffer_CopyRawToHost_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_MemoryLayout;
import dev.strobe.pjrt.raw.PJRT_Buffer_MemoryLayout_Tiled;
import dev.strobe.pjrt.raw.PJRT_Buffer_ToHostBuffer_Args;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Copies from a device to host memory.
final class BufferReading {
  /// API 0.81 gives the device's layout whatever is asked for; 0.106 is known to convert.
  private static final int FIRST_TO_CONVERT_LAYOUTS = 106;

  private BufferReading() {}

  static void copy(PjrtBuffer buffer, MemorySegment target) {
    requireWritable(buffer, target, buffer.shape().hostByteSize());
    requireConvertible(buffer);
    run(buffer, target, address -> start(buffer, address, target));
  }

  /// Starts a transfer to `target` and waits for its end, whoever closes what meanwhile: until then
  /// the plugin writes.
  private static void run(PjrtBuffer buffer, MemorySegment target, LongUnaryOperator start) {
    PluginApi api = buffer.client().api();
    long address = buffer.handle().acquire();
    try {
      api.memoryHold()
          .during(
              target,
              () -> {
                try (PjrtEvent done = PjrtEvent.unattached(api, start.applyAsLong(address))) {
                  done.await();
                }
              });
    } finally {
      buffer.handle().release();
    }
  }

  static PjrtEvent startCopy(PjrtBuffer buffer, HostMemory memory, long offset) {
    long room = memory.segment().byteSize() - offset;
    long size = buffer.shape().hostByteSize();
    if (offset < 0 || room < size) {
      throw tooSmall(buffer, size, Math.max(0, room));
    }
    MemorySegment target = memory.segment().asSlice(offset, size);
    requireWritable(buffer, target, size);
    requireConvertible(buffer);
    long address = buffer.handle().acquire();
    try {
      HostMemory.Lease lease = memory.lease();
      long done = startLeased(buffer, address, target, lease);
      endWhenDone(buffer.client().api(), done, lease);
      return PjrtEvent.owning(buffer.client(), done);
    } finally {
      buffer.handle().release();
    }
  }

  private static long startLeased(
      PjrtBuffer buffer, long address, MemorySegment target, HostMemory.Lease lease) {
    try {
      return start(buffer, address, target);
    } catch (RuntimeException e) {
      lease.end();
      throw e;
    }
  }

  private static void endWhenDone(PluginApi api, long done, HostMemory.Lease lease) {
    try {
      PjrtEvent.onReady(api, done, _ -> lease.end());
    } catch (RuntimeException e) {
      // The plugin is writing and nobody will say when it stops: wait for it.
      throw Closing.after(e, () -> finish(api, done, lease));
    }
  }

  private static void finish(PluginApi api, long done, HostMemory.Lease lease) {
    try (PjrtEvent event = PjrtEvent.unattached(api, done)) {
      event.await();
    } finally {
      lease.end();
    }
  }

  /// The address of the event for the end of the transfer.
  private static long start(PjrtBuffer buffer, long address, MemorySegment target) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(Slot.BUFFER_TO_HOST_BUFFER, arena);
      PJRT_Buffer_ToHostBuffer_Args.src(arguments, MemorySegment.ofAddress(address));
      PJRT_Buffer_ToHostBuffer_Args.host_layout(arguments, rowMajor(buffer.shape(), arena));
      PJRT_Buffer_ToHostBuffer_Args.dst(arguments, target);
      PJRT_Buffer_ToHostBuffer_Args.dst_size(arguments, target.byteSize());
      buffer.client().api().call(Slot.BUFFER_TO_HOST_BUFFER, arguments);
      return PJRT_Buffer_ToHostBuffer_Args.event(arguments).address();
    }
  }

  private static void requireConvertible(PjrtBuffer buffer) {
    PjrtPlugin plugin = buffer.client().plugin();
    if (plugin.version().reaches(FIRST_TO_CONVERT_LAYOUTS) || buffer.shape().rank() < 2) {
      return;
    }
    String layout = buffer.layout().orElse("an unknown layout");
    if (!layout.equals(rowMajorText(buffer.shape().rank()))) {
      throw new UnsupportedOperationException(
          "copy of "
              + buffer.shape()
              + " with layout "
              + layout
              + " to host requires a plugin of PJRT API 0."
              + FIRST_TO_CONVERT_LAYOUTS
              + " or later, got "
              + plugin);
    }
  }

  /// As XLA prints it: `{2,1,0}`.
  private static String rowMajorText(int rank) {
    return IntStream.range(0, rank)
        .mapToObj(i -> String.valueOf(rank - 1 - i))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// Without a layout the plugin would copy the device's, which a compiler may have transposed.
  private static MemorySegment rowMajor(PjrtShape shape, Arena arena) {
    int rank = shape.rank();
    long[] minorToMajor = LongStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    MemorySegment layout = PJRT_Buffer_MemoryLayout.allocate(arena);
    PJRT_Buffer_MemoryLayout.struct_size(layout, Pjrt.PJRT_Buffer_MemoryLayout_STRUCT_SIZE());
    PJRT_Buffer_MemoryLayout.type(layout, Pjrt.PJRT_Buffer_MemoryLayout_Type_Tiled());
    MemorySegment tiled = PJRT_Buffer_MemoryLayout.tiled(layout);
    PJRT_Buffer_MemoryLayout_Tiled.struct_size(
        tiled, Pjrt.PJRT_Buffer_MemoryLayout_Tiled_STRUCT_SIZE());
    PJRT_Buffer_MemoryLayout_Tiled.minor_to_major(
        tiled, arena.allocateFrom(JAVA_LONG, minorToMajor));
    PJRT_Buffer_MemoryLayout_Tiled.minor_to_major_size(tiled, rank);
    return layout;
  }

  static void copyRaw(PjrtBuffer buffer, MemorySegment target, long offset) {
    long end = offset + target.byteSize();
    long size = buffer.onDeviceByteSize();
    if (offset < 0 || end < 0 || end > size) {
      throw new IllegalArgumentException(
          "raw copy of "
              + buffer.shape()
              + " requires bytes within its "
              + size
              + ", got "
              + offset
              + " to "
              + end);
    }
    requireWritable(buffer, target, target.byteSize());
    run(buffer, target, address -> startRaw(buffer, address, target, offset));
  }

  private static long startRaw(PjrtBuffer buffer, long address, MemorySegment target, long offset) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(Slot.BUFFER_COPY_RAW_TO_HOST, arena);
      PJRT_Buffer_CopyRawToHost_Args.buffer(arguments, MemorySegment.ofAddress(address));
      PJRT_Buffer_CopyRawToHost_Args.dst(arguments, target);
      PJRT_Buffer_CopyRawToHost_Args.offset(arguments, offset);
      PJRT_Buffer_CopyRawToHost_Args.transfer_size(arguments, target.byteSize());
      buffer.client().api().call(Slot.BUFFER_COPY_RAW_TO_HOST, arguments);
      return PJRT_Buffer_CopyRawToHost_Args.event(arguments).address();
    }
  }

  private static void requireWritable(PjrtBuffer buffer, MemorySegment target, long size) {
    if (!target.isNative() || target.isReadOnly()) {
      throw new IllegalArgumentException(
          "copy to host requires native memory that can be written, got "
              + (target.isNative() ? "read-only memory" : "a heap segment"));
    }
    if (!target.scope().isAlive() || !target.isAccessibleBy(Thread.currentThread())) {
      throw new IllegalStateException(
          "copy to host requires memory that is open and belongs to this thread or to all, got "
              + target);
    }
    if (target.byteSize() < size) {
      throw tooSmall(buffer, size, target.byteSize());
    }
  }

  private static IllegalArgumentException tooSmall(PjrtBuffer buffer, long needed, long got) {
    return new IllegalArgumentException(
        "copy of " + buffer.shape() + " to host requires " + needed + " bytes, got " + got);
  }
}
