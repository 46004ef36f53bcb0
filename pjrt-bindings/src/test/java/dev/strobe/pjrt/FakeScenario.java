package dev.strobe.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One walk through everything that the module can ask of a plugin, closing what it opens.
final class FakeScenario {
  static final PjrtShape SHAPE = PjrtShape.of(PjrtElementType.F32, 4);
  private static final PjrtProgram PROGRAM = PjrtProgram.mlir("module {}");

  private FakeScenario() {}

  static void run(FakePlugin fake) {
    PjrtPlugin plugin = fake.load();
    topology(plugin);
    try (Arena arena = Arena.ofConfined();
        PjrtClient client = plugin.createClient(PjrtClientOptions.none())) {
      places(client);
      buffers(client, arena);
      lentMemory(client);
      executable(client, arena);
    }
  }

  private static void topology(PjrtPlugin plugin) {
    try (PjrtTopology topology = plugin.createTopology("fake", Map.of());
        PjrtCompiledProgram program = topology.compile(PROGRAM, PjrtCompileOptions.oneDevice())) {
      topology.platformName();
      topology.platformVersion();
      topology.devices();
      topology.attributes();
      program.fingerprint();
    }
  }

  private static void places(PjrtClient client) {
    PjrtDevice device = client.device(0);
    client.addressableDevice(0);
    client.defaultDeviceAssignment(1, 1);
    client.topologyAttributes();
    device.attributes();
    device.memories();
    device.defaultMemory().devices();
    device.memoryStats();
    device.clearMemoryStats();
  }

  private static void buffers(PjrtClient client, Arena arena) {
    PjrtDevice device = client.addressableDevices().getFirst();
    PjrtMemory memory = client.memories().getFirst();
    MemorySegment bytes = arena.allocate(SHAPE.hostByteSize());
    try (PjrtBuffer buffer = client.upload(HostArray.copied(bytes, SHAPE));
        PjrtBuffer placed = client.upload(HostArray.copied(bytes, SHAPE), memory);
        PjrtBuffer empty = client.uninitialized(SHAPE, device);
        PjrtBuffer error = client.errorBuffer(SHAPE, memory, PjrtErrorCode.DATA_LOSS, "lost");
        PjrtBuffer onDevice = buffer.copyTo(device);
        PjrtBuffer inMemory = buffer.copyTo(memory);
        PjrtEvent ready = buffer.readyEvent()) {
      ready.isReady();
      ready.await();
      rethrow(ready.failure());
      ready.onReady(_ -> {});
      buffer.copyToHost(bytes);
      buffer.copyRawToHost(bytes, 0);
      buffer.memory();
      buffer.pluginShape();
      buffer.isDeleted();
      buffer.isOnCpu();
      buffer.unpaddedDimensions();
      buffer.dynamicDimensions();
      buffer.pin();
      buffer.unsafePointer();
      buffer.unpin();
      placed.delete();
    }
  }

  /// An event's own error comes back as a value.
  private static void rethrow(Optional<PjrtException> failure) {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private static void lentMemory(PjrtClient client) {
    PjrtDevice device = client.addressableDevices().getFirst();
    try (HostMemory memory = HostMemory.allocate(64);
        PjrtBuffer lent = client.upload(HostArray.lent(memory, 0, SHAPE));
        PjrtBuffer view = client.view(memory, 0, SHAPE, device);
        PjrtEvent copied = lent.startCopyToHost(memory, 16)) {
      copied.await();
    }
  }

  private static void executable(PjrtClient client, Arena arena) {
    MemorySegment bytes = arena.allocate(SHAPE.hostByteSize());
    try (PjrtExecutable compiled = client.compile(PROGRAM, PjrtCompileOptions.oneDevice());
        PjrtExecutable loaded =
            client.deserialize(MemorySegment.ofArray(compiled.program().serialize()));
        PjrtBuffer first = client.upload(HostArray.copied(bytes, SHAPE));
        PjrtBuffer second = client.upload(HostArray.copied(bytes, SHAPE));
        PjrtExecution execution =
            loaded.launch(
                List.of(List.of(first, second)),
                ExecuteOptions.defaults().withCompletionEvents())) {
      execution.completions().getFirst().await();
      execution.outputs().getFirst().getFirst().await();
      introspect(compiled.program());
      loaded.isDeleted();
      loaded.delete();
    }
  }

  private static void introspect(PjrtCompiledProgram program) {
    program.outputMemoryKinds();
    program.parameterMemoryKinds();
    program.replicas();
    program.partitions();
    program.memoryStats();
    program.generatedCodeBytes();
    program.costAnalysis();
    program.optimizedProgram();
  }
}
