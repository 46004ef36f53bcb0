package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.strobe.pjrt.raw.PJRT_Client_Compile_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_DeserializeAndLoad_Args;
import dev.strobe.pjrt.raw.PJRT_LoadedExecutable_AddressableDevices_Args;
import dev.strobe.pjrt.raw.PJRT_LoadedExecutable_GetExecutable_Args;
import dev.strobe.pjrt.raw.PJRT_LoadedExecutable_IsDeleted_Args;
import dev.strobe.pjrt.raw.PJRT_Program;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A compiled program that is loaded on devices and can be executed, from any number of threads at
/// once.
///
/// Owned by whoever compiled or deserialised it. An execution that is under way when it is closed
/// ends undisturbed.
public final class PjrtExecutable implements AutoCloseable {
  private final PjrtClient client;
  private final Handle handle;
  private final PjrtCompiledProgram program;
  private final List<PjrtDevice> devices;
  private final ProgramArguments expected;
  private final PjrtShape[] outputs;
  private final FramePool frames;

  private PjrtExecutable(PjrtClient client, Handle handle, long address) {
    this.client = client;
    this.handle = handle;
    this.devices =
        client
            .api()
            .query(
                Slot.LOADED_EXECUTABLE_ADDRESSABLE_DEVICES,
                address,
                a ->
                    client
                        .places()
                        .devices(
                            PJRT_LoadedExecutable_AddressableDevices_Args.addressable_devices(a),
                            PJRT_LoadedExecutable_AddressableDevices_Args.num_addressable_devices(
                                a)));
    this.program =
        PjrtCompiledProgram.owning(
            client
                .handle()
                .child(
                    PjrtHandleKind.COMPILED_PROGRAM,
                    client
                        .api()
                        .query(
                            Slot.LOADED_EXECUTABLE_GET_EXECUTABLE,
                            address,
                            a ->
                                PJRT_LoadedExecutable_GetExecutable_Args.executable(a).address())));
    this.expected = new ProgramArguments(client, program);
    this.outputs = program.outputs().toArray(PjrtShape[]::new);
    this.frames =
        new FramePool(
            () -> new ExecuteFrame(address, devices.size(), expected.count(), outputs.length));
  }

  /// Compiles on the calling thread, which needs a large stack.
  static PjrtExecutable compile(
      PjrtClient client, PjrtProgram program, PjrtCompileOptions options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nativeProgram = write(program, arena);
      MemorySegment nativeOptions = arena.allocateFrom(JAVA_BYTE, options.toByteArray());
      return client.calling(
          Slot.CLIENT_COMPILE,
          a -> {
            PJRT_Client_Compile_Args.program(a, nativeProgram);
            PJRT_Client_Compile_Args.compile_options(a, nativeOptions);
            PJRT_Client_Compile_Args.compile_options_size(a, nativeOptions.byteSize());
          },
          a -> owning(client, PJRT_Client_Compile_Args.executable(a).address()));
    }
  }

  /// A `PJRT_Program` that lives as long as `arena`.
  static MemorySegment write(PjrtProgram program, Arena arena) {
    MemorySegment code = arena.allocateFrom(JAVA_BYTE, program.sharedCode());
    MemorySegment format = CText.write(arena, program.format());
    MemorySegment nativeProgram = PJRT_Program.allocate(arena);
    PJRT_Program.struct_size(nativeProgram, Pjrt.PJRT_Program_STRUCT_SIZE());
    PJRT_Program.code(nativeProgram, code);
    PJRT_Program.code_size(nativeProgram, code.byteSize());
    PJRT_Program.format(nativeProgram, format);
    PJRT_Program.format_size(nativeProgram, format.byteSize());
    return nativeProgram;
  }

  /// Loads on the calling thread, which needs a large stack.
  static PjrtExecutable deserialize(PjrtClient client, MemorySegment serialized) {
    MemorySegment program = SerializedProgram.unwrap(client.api(), serialized);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(program.byteSize()).copyFrom(program);
      return client.calling(
          Slot.EXECUTABLE_DESERIALIZE_AND_LOAD,
          a -> {
            PJRT_Executable_DeserializeAndLoad_Args.serialized_executable(a, bytes);
            PJRT_Executable_DeserializeAndLoad_Args.serialized_executable_size(a, bytes.byteSize());
          },
          a ->
              owning(
                  client, PJRT_Executable_DeserializeAndLoad_Args.loaded_executable(a).address()));
    }
  }

  private static PjrtExecutable owning(PjrtClient client, long address) {
    Handle handle = client.handle().child(PjrtHandleKind.LOADED_EXECUTABLE, address);
    try {
      return new PjrtExecutable(client, handle, address);
    } catch (RuntimeException e) {
      throw Closing.after(e, handle::close);
    }
  }

  public PjrtClient client() {
    return client;
  }

  /// What the compiler made of the program; closed with this executable.
  public PjrtCompiledProgram program() {
    return program;
  }

  /// The devices of this process that it runs on, in the order of argument and result lists.
  public List<PjrtDevice> devices() {
    return devices;
  }

  /// Executes on one device with default options: see [#launch(List, ExecuteOptions)].
  public List<PjrtBuffer> execute(List<PjrtBuffer> arguments) {
    return execute(arguments, ExecuteOptions.defaults());
  }

  /// Executes on one device: see [#launch(List, ExecuteOptions)]. The caller closes the results.
  public List<PjrtBuffer> execute(List<PjrtBuffer> arguments, ExecuteOptions options) {
    if (options.completionEvents()) {
      throw new IllegalArgumentException(
          "execute requires options without completion events, got some; use launch");
    }
    return launch(List.of(arguments), options).outputs().getFirst();
  }

  /// Starts an execution and returns while it may still run; await the results, not the call.
  /// Arguments are checked first: number, shapes, client, devices, and that all are live. Those
  /// that the program consumes are donated afterwards, and are still to be closed.
  ///
  /// @param arguments for each of [#devices()] its arguments, in order
  /// @throws IllegalArgumentException if an argument does not fit; nothing was executed
  /// @throws PjrtException if the plugin refused; donated buffers may be gone
  public PjrtExecution launch(List<List<PjrtBuffer>> arguments, ExecuteOptions options) {
    List<PjrtDevice> places = options.device().map(List::of).orElse(devices);
    if (arguments.size() != places.size()) {
      throw new IllegalArgumentException(
          "execute of "
              + program
              + " requires argument lists for "
              + places.size()
              + " devices, got "
              + arguments.size());
    }
    requireNonDonatable(options);
    handle.acquire();
    ExecuteFrame frame = frames.take();
    try {
      return launch(frame, arguments, places, options);
    } finally {
      frames.give(frame);
      handle.release();
    }
  }

  private void requireNonDonatable(ExecuteOptions options) {
    for (int index : options.nonDonatable()) {
      if (index < 0 || index >= expected.count()) {
        throw new IllegalArgumentException(
            "execute of "
                + program
                + " requires non-donatable parameters below "
                + expected.count()
                + ", got "
                + index);
      }
    }
  }

  private PjrtExecution launch(
      ExecuteFrame frame,
      List<List<PjrtBuffer>> arguments,
      List<PjrtDevice> places,
      ExecuteOptions options) {
    ArgumentClaim claim = ArgumentClaim.take(expected, arguments, places, options, frame);
    try {
      frame.execute(client.api(), places.size(), options);
    } catch (RuntimeException e) {
      throw Closing.after(e, claim::undonateLeftAlone);
    } finally {
      claim.release();
    }
    return results(frame, places, options);
  }

  /// Takes ownership of everything that the plugin wrote, or gives all of it back.
  private PjrtExecution results(
      ExecuteFrame frame, List<PjrtDevice> places, ExecuteOptions options) {
    NativeOwner owner = new NativeOwner(client);
    List<List<PjrtBuffer>> results = new ArrayList<>(places.size());
    List<PjrtEvent> completions = new ArrayList<>();
    for (int device = 0; device < places.size(); device++) {
      List<PjrtBuffer> list = new ArrayList<>(outputs.length);
      for (int index = 0; index < outputs.length; index++) {
        owner.buffer(list, frame.output(device, index), outputs[index], places.get(device));
      }
      results.add(list);
      if (options.completionEvents()) {
        owner.event(completions, frame.event(device));
      }
    }
    owner.rethrow(results, completions);
    return new PjrtExecution(results, completions);
  }

  /// Gives the devices' memory for the program back while the handle stays. Idempotent.
  public void delete() {
    handle.command(Slot.LOADED_EXECUTABLE_DELETE);
  }

  /// Whether [#delete()] was called.
  public boolean isDeleted() {
    return handle.calling(
        Slot.LOADED_EXECUTABLE_IS_DELETED,
        _ -> {},
        PJRT_LoadedExecutable_IsDeleted_Args::is_deleted);
  }

  /// Gives executable and program back. Idempotent.
  @Override
  public void close() {
    try {
      program.close();
    } finally {
      handle.close();
      frames.close();
    }
  }

  @Override
  public String toString() {
    return program + " on " + devices;
  }
}
