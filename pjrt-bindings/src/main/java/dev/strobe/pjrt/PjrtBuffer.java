package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Buffer_CopyToDevice_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_CopyToMemory_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_Dimensions_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_DynamicDimensionIndices_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_ElementType_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_IsDeleted_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_IsOnCpu_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_Memory_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_OnDeviceSizeInBytes_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_ReadyEvent_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_UnpaddedDimensions_Args;
import dev.strobe.pjrt.raw.PJRT_Buffer_UnsafePointer_Args;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// An array in a device's memory. Its content may still be on its way; reading waits for it.
///
/// Owned by whoever created it or received it from an execution, and to be closed even after it was
/// deleted or donated, which give the memory back early. Shape and device are known without asking
/// the plugin. All methods may be called from any thread; use after close is
/// [IllegalStateException].
public final class PjrtBuffer implements AutoCloseable {
  /// What may be done with the content.
  private enum Content {
    LIVE,
    DONATED,
    DELETED
  }

  private final PjrtClient client;
  private final Handle handle;
  private final PjrtShape shape;
  private final PjrtDevice device;
  private final AtomicReference<Content> content = new AtomicReference<>(Content.LIVE);
  private final ExternalPins pins = new ExternalPins();

  PjrtBuffer(PjrtClient client, Handle handle, PjrtShape shape, PjrtDevice device) {
    this.client = client;
    this.handle = handle;
    this.shape = shape;
    this.device = device;
  }

  /// Takes ownership of a native buffer while `client`'s handle is held.
  static PjrtBuffer owning(PjrtClient client, long address, PjrtShape shape, PjrtDevice device) {
    Handle handle = client.handle().child(PjrtHandleKind.BUFFER, address);
    return new PjrtBuffer(client, handle, shape, device);
  }

  public PjrtClient client() {
    return client;
  }

  public PjrtShape shape() {
    return shape;
  }

  public PjrtDevice device() {
    return device;
  }

  /// The memory that it lies in.
  public PjrtMemory memory() {
    return ask(
        Slot.BUFFER_MEMORY,
        a -> client.places().memory(PJRT_Buffer_Memory_Args.memory(a).address()));
  }

  /// The bytes that it takes on the device, with padding and packing.
  public long onDeviceByteSize() {
    return ask(
        Slot.BUFFER_ON_DEVICE_SIZE_IN_BYTES,
        PJRT_Buffer_OnDeviceSizeInBytes_Args::on_device_size_in_bytes);
  }

  /// Whether the content lies in host memory.
  public boolean isOnCpu() {
    return ask(Slot.BUFFER_IS_ON_CPU, PJRT_Buffer_IsOnCpu_Args::is_on_cpu);
  }

  /// The dimensions of the content, at most those of [#shape()] where a dimension is dynamic.
  public List<Long> unpaddedDimensions() {
    return ask(
        Slot.BUFFER_UNPADDED_DIMENSIONS,
        a ->
            CArray.longs(
                PJRT_Buffer_UnpaddedDimensions_Args.unpadded_dims(a),
                PJRT_Buffer_UnpaddedDimensions_Args.num_dims(a)));
  }

  /// How the content is laid out on the device, as XLA writes layouts: `{1,0}` is outermost
  /// dimension first. Empty where the plugin has no Layouts extension.
  public Optional<String> layout() {
    return DeviceLayout.read(this);
  }

  /// The shape as the plugin has it; [#shape()] answers without asking.
  PjrtShape pluginShape() {
    int type = ask(Slot.BUFFER_ELEMENT_TYPE, PJRT_Buffer_ElementType_Args::type);
    List<Long> dimensions =
        ask(
            Slot.BUFFER_DIMENSIONS,
            a ->
                CArray.longs(
                    PJRT_Buffer_Dimensions_Args.dims(a), PJRT_Buffer_Dimensions_Args.num_dims(a)));
    return PjrtShape.of(PjrtElementType.of(type).orElseThrow(), dimensions);
  }

  /// Which dimensions are dynamic.
  public List<Long> dynamicDimensions() {
    return ask(
        Slot.BUFFER_DYNAMIC_DIMENSION_INDICES,
        a ->
            CArray.longs(
                PJRT_Buffer_DynamicDimensionIndices_Args.dynamic_dim_indices(a),
                PJRT_Buffer_DynamicDimensionIndices_Args.num_dynamic_dims(a)));
  }

  /// Where the content lies on the device: for foreign code, with [#pin()] around its use. The
  /// address is good while the buffer is open and neither deleted nor donated.
  public long unsafePointer() {
    requireLive("pointer");
    return ask(Slot.BUFFER_UNSAFE_POINTER, PJRT_Buffer_UnsafePointer_Args::buffer_pointer);
  }

  /// Keeps the content where it is for foreign code; a pinned buffer cannot be donated. Each pin is
  /// taken back by [#unpin()].
  public void pin() {
    requireLive("pin");
    handle.command(Slot.BUFFER_INCREASE_EXTERNAL_REFERENCE_COUNT);
    pins.add();
  }

  /// Takes one pin back.
  ///
  /// @throws IllegalStateException if there is none
  public void unpin() {
    pins.remove();
    handle.command(Slot.BUFFER_DECREASE_EXTERNAL_REFERENCE_COUNT);
  }

  /// An event for the content being there, or the error that made it instead. The caller closes it.
  public PjrtEvent readyEvent() {
    return ask(
        Slot.BUFFER_READY_EVENT,
        a -> PjrtEvent.owning(client, PJRT_Buffer_ReadyEvent_Args.event(a).address()));
  }

  /// Waits for the content.
  ///
  /// @throws PjrtException with the error of the execution or transfer that should have made it
  public void await() {
    try (PjrtEvent ready = readyEvent()) {
      ready.await();
    }
  }

  /// Copies the content to host memory, dense, outermost dimension first, and waits for it.
  ///
  /// Closing the buffer or its client meanwhile does not end the copy, and freeing `target` on
  /// another thread is refused there.
  ///
  /// @throws IllegalArgumentException if `target` is shorter than [PjrtShape#hostByteSize()]
  public void copyToHost(MemorySegment target) {
    requireLive("copy to host");
    BufferReading.copy(this, target);
  }

  /// As [#copyToHost(MemorySegment)], into new memory aligned for the element type.
  public MemorySegment toHost(SegmentAllocator allocator) {
    MemorySegment target = allocator.allocate(shape.hostByteSize(), 16);
    copyToHost(target);
    return target;
  }

  /// Starts a copy to `memory` at `offset` bytes. The memory stays leased until the event has
  /// fired. The caller closes the event.
  public PjrtEvent startCopyToHost(HostMemory memory, long offset) {
    requireLive("copy to host");
    return BufferReading.startCopy(this, memory, offset);
  }

  /// Copies bytes of the content as they lie on the device, from `offset` on, as many as `target`
  /// holds, and waits for them.
  ///
  /// @throws IllegalArgumentException if that reaches past [#onDeviceByteSize()]
  public void copyRawToHost(MemorySegment target, long offset) {
    requireLive("raw copy to host");
    BufferReading.copyRaw(this, target, offset);
  }

  /// A copy on another device of the same client. The caller closes it.
  public PjrtBuffer copyTo(PjrtDevice target) {
    requireLive("copy to device");
    Placement placement = Placement.on(client, target);
    return handle.calling(
        Slot.BUFFER_COPY_TO_DEVICE,
        a -> PJRT_Buffer_CopyToDevice_Args.dst_device(a, placement.deviceAddress()),
        a -> owning(client, PJRT_Buffer_CopyToDevice_Args.dst_buffer(a).address(), shape, target));
  }

  /// A copy in another memory of the same client. The caller closes it.
  public PjrtBuffer copyTo(PjrtMemory target) {
    requireLive("copy to memory");
    Placement placement = Placement.in(client, target);
    return handle.calling(
        Slot.BUFFER_COPY_TO_MEMORY,
        a -> PJRT_Buffer_CopyToMemory_Args.dst_memory(a, placement.memoryAddress()),
        a ->
            owning(
                client,
                PJRT_Buffer_CopyToMemory_Args.dst_buffer(a).address(),
                shape,
                placement.device()));
  }

  /// Gives the device memory back while the handle stays. Idempotent.
  public void delete() {
    if (content.compareAndSet(Content.LIVE, Content.DELETED)) {
      handle.command(Slot.BUFFER_DELETE);
    }
  }

  /// Whether the content is gone: deleted, or donated to an execution. Asks the plugin.
  public boolean isDeleted() {
    return ask(Slot.BUFFER_IS_DELETED, PJRT_Buffer_IsDeleted_Args::is_deleted);
  }

  /// Whether [#close()] was called on it or its client.
  public boolean isClosed() {
    return handle.isClosed();
  }

  /// Gives the buffer back. Idempotent. An execution that still reads it is not disturbed.
  @Override
  public void close() {
    handle.close();
  }

  Handle handle() {
    return handle;
  }

  boolean isLive() {
    return content.get() == Content.LIVE;
  }

  boolean isPinned() {
    return pins.any();
  }

  /// Marks the content as given away; false if it was not there to give.
  boolean donate() {
    return content.compareAndSet(Content.LIVE, Content.DONATED);
  }

  /// Takes a donation back that no execution has seen.
  void undonate() {
    content.compareAndSet(Content.DONATED, Content.LIVE);
  }

  /// Why the content cannot be used, in a word or two.
  String contentState() {
    return switch (Objects.requireNonNull(content.get())) {
      case LIVE -> "live";
      case DONATED -> "donated";
      case DELETED -> "deleted";
    };
  }

  private void requireLive(String operation) {
    if (!isLive()) {
      throw new IllegalStateException(
          operation + " requires a live buffer, got a " + contentState() + " one of " + shape);
    }
  }

  private <T> T ask(Slot slot, Function<MemorySegment, T> read) {
    return handle.calling(slot, _ -> {}, read);
  }

  @Override
  public String toString() {
    return shape + " on " + device + (isLive() ? "" : " (" + contentState() + ")");
  }
}
