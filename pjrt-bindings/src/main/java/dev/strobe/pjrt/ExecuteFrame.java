package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.PJRT_ExecuteOptions;
import dev.strobe.pjrt.raw.PJRT_LoadedExecutable_Execute_Args;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The argument struct of an execution with its arrays, allocated once and filled anew for every
/// call. Used by one thread at a time.
final class ExecuteFrame implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final int devices;
  private final int argumentCount;
  private final int outputCount;
  private final MemorySegment call;
  private final MemorySegment options;
  private final MemorySegment arguments;
  private final MemorySegment outputs;
  private final MemorySegment events;
  private final MemorySegment nonDonatable;

  ExecuteFrame(long executable, int devices, int argumentCount, int outputCount) {
    this.devices = devices;
    this.argumentCount = argumentCount;
    this.outputCount = outputCount;
    this.call = PluginApi.arguments(Slot.LOADED_EXECUTABLE_EXECUTE, arena);
    this.options = PJRT_ExecuteOptions.allocate(arena);
    this.arguments = pointers((long) devices * argumentCount);
    this.outputs = pointers((long) devices * outputCount);
    this.events = pointers(devices);
    this.nonDonatable = pointers(argumentCount);
    PJRT_ExecuteOptions.struct_size(options, Pjrt.PJRT_ExecuteOptions_STRUCT_SIZE());
    PJRT_ExecuteOptions.non_donatable_input_indices(options, nonDonatable);
    PJRT_LoadedExecutable_Execute_Args.executable(call, MemorySegment.ofAddress(executable));
    PJRT_LoadedExecutable_Execute_Args.options(call, options);
    PJRT_LoadedExecutable_Execute_Args.argument_lists(call, rows(arguments, argumentCount));
    PJRT_LoadedExecutable_Execute_Args.num_args(call, argumentCount);
    PJRT_LoadedExecutable_Execute_Args.output_lists(call, rows(outputs, outputCount));
  }

  private MemorySegment pointers(long count) {
    return arena.allocate(ADDRESS, Math.max(1, count));
  }

  /// A pointer to each device's part of a device-major array.
  private MemorySegment rows(MemorySegment array, int width) {
    MemorySegment rows = pointers(devices);
    for (int device = 0; device < devices; device++) {
      rows.setAtIndex(ADDRESS, device, array.asSlice((long) device * width * Long.BYTES));
    }
    return rows;
  }

  void argument(int device, int index, long buffer) {
    arguments.setAtIndex(JAVA_LONG, (long) device * argumentCount + index, buffer);
  }

  /// Executes; what the plugin wrote can be read until the next call.
  ///
  /// @throws PjrtException and then nothing of the outputs and events means anything
  void execute(PluginApi api, int usedDevices, ExecuteOptions how) {
    outputs.fill((byte) 0);
    events.fill((byte) 0);
    PJRT_ExecuteOptions.launch_id(options, how.launchId());
    long kept = 0;
    for (int index : how.nonDonatable()) {
      nonDonatable.setAtIndex(JAVA_LONG, kept++, index);
    }
    PJRT_ExecuteOptions.num_non_donatable_input_indices(options, kept);
    PJRT_LoadedExecutable_Execute_Args.num_devices(call, usedDevices);
    PJRT_LoadedExecutable_Execute_Args.device_complete_events(
        call, how.completionEvents() ? events : MemorySegment.NULL);
    PJRT_LoadedExecutable_Execute_Args.execute_device(
        call, MemorySegment.ofAddress(how.device().map(PjrtDevice::address).orElse(0L)));
    api.call(Slot.LOADED_EXECUTABLE_EXECUTE, call);
  }

  long output(int device, int index) {
    return outputs.getAtIndex(JAVA_LONG, (long) device * outputCount + index);
  }

  long event(int device) {
    return events.getAtIndex(JAVA_LONG, device);
  }

  @Override
  public void close() {
    arena.close();
  }
}
