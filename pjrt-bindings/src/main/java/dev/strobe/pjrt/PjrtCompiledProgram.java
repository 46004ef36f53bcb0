package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Executable_Fingerprint_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_GetCostAnalysis_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_Name_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_NumOutputs_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_NumPartitions_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_NumReplicas_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_OutputDimensions_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_OutputElementTypes_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_OutputMemoryKinds_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_ParameterMemoryKinds_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_Serialize_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_SizeOfGeneratedCodeInBytes_Args;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a compiler made of a program: its signature, its memory, its optimised form, its bytes.
///
/// One that belongs to a [PjrtExecutable] is closed with it; one compiled for a [PjrtTopology] is
/// the caller's.
public final class PjrtCompiledProgram implements AutoCloseable {
  private final Handle handle;
  private final String name;
  private final List<PjrtShape> outputs;
  private final PjrtSignature signature;

  private PjrtCompiledProgram(Handle handle) {
    this.handle = handle;
    this.name =
        ask(
            Slot.EXECUTABLE_NAME,
            a ->
                CText.read(
                    PJRT_Executable_Name_Args.executable_name(a),
                    PJRT_Executable_Name_Args.executable_name_size(a)));
    this.outputs = readOutputs();
    this.signature = OptimizedProgram.read(handle, SignatureReader::read);
  }

  /// Takes ownership of a native program, which is given back if reading it fails.
  static PjrtCompiledProgram owning(Handle handle) {
    try {
      return new PjrtCompiledProgram(handle);
    } catch (RuntimeException e) {
      throw Closing.after(e, handle::close);
    }
  }

  private List<PjrtShape> readOutputs() {
    int count =
        Math.toIntExact(
            ask(Slot.EXECUTABLE_NUM_OUTPUTS, PJRT_Executable_NumOutputs_Args::num_outputs));
    int[] types =
        ask(
            Slot.EXECUTABLE_OUTPUT_ELEMENT_TYPES,
            a ->
                CArray.intArray(
                    PJRT_Executable_OutputElementTypes_Args.output_types(a),
                    PJRT_Executable_OutputElementTypes_Args.num_output_types(a)));
    return ask(Slot.EXECUTABLE_OUTPUT_DIMENSIONS, a -> outputShapes(count, types, a));
  }

  private static List<PjrtShape> outputShapes(int count, int[] types, MemorySegment a) {
    long[] ranks = CArray.longArray(PJRT_Executable_OutputDimensions_Args.dim_sizes(a), count);
    MemorySegment dimensions = PJRT_Executable_OutputDimensions_Args.dims(a);
    List<PjrtShape> shapes = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < count; i++) {
      int type = types[i];
      PjrtElementType elementType =
          PjrtElementType.of(type)
              .orElseThrow(
                  () ->
                      new UnsupportedOperationException(
                          "program requires array outputs of known types, got type " + type));
      long[] shape =
          CArray.longArray(
              MemorySegment.ofAddress(dimensions.address() + start * Long.BYTES), ranks[i]);
      shapes.add(PjrtShape.of(elementType, shape));
      start += ranks[i];
    }
    return List.copyOf(shapes);
  }

  /// The module's name.
  public String name() {
    return name;
  }

  /// What it takes.
  public PjrtSignature signature() {
    return signature;
  }

  /// The shapes of what it returns on each device, in order.
  public List<PjrtShape> outputs() {
    return outputs;
  }

  /// The kind of memory of each output, such as `device`; empty where the plugin does not tell.
  public Optional<List<String>> outputMemoryKinds() {
    return askIfSupported(
        Slot.EXECUTABLE_OUTPUT_MEMORY_KINDS,
        a ->
            CArray.texts(
                PJRT_Executable_OutputMemoryKinds_Args.memory_kinds(a),
                PJRT_Executable_OutputMemoryKinds_Args.memory_kind_sizes(a),
                PJRT_Executable_OutputMemoryKinds_Args.num_outputs(a)));
  }

  /// The kind of memory that each parameter is expected in; empty where the plugin does not tell.
  public Optional<List<String>> parameterMemoryKinds() {
    return askIfSupported(
        Slot.EXECUTABLE_PARAMETER_MEMORY_KINDS,
        a ->
            CArray.texts(
                PJRT_Executable_ParameterMemoryKinds_Args.memory_kinds(a),
                PJRT_Executable_ParameterMemoryKinds_Args.memory_kind_sizes(a),
                PJRT_Executable_ParameterMemoryKinds_Args.num_parameters(a)));
  }

  public long replicas() {
    return ask(Slot.EXECUTABLE_NUM_REPLICAS, PJRT_Executable_NumReplicas_Args::num_replicas);
  }

  public long partitions() {
    return ask(Slot.EXECUTABLE_NUM_PARTITIONS, PJRT_Executable_NumPartitions_Args::num_partitions);
  }

  /// A text that is equal for equal programs, options and compilers, and different otherwise.
  public String fingerprint() {
    return ask(
        Slot.EXECUTABLE_FINGERPRINT,
        a ->
            CText.read(
                PJRT_Executable_Fingerprint_Args.executable_fingerprint(a),
                PJRT_Executable_Fingerprint_Args.executable_fingerprint_size(a)));
  }

  /// The memory that an execution needs.
  public PjrtCompiledMemoryStats memoryStats() {
    return ask(Slot.EXECUTABLE_GET_COMPILED_MEMORY_STATS, PjrtCompiledMemoryStats::read);
  }

  /// The size of the machine code, where the platform tells; CPUs say 0.
  public long generatedCodeBytes() {
    return ask(
        Slot.EXECUTABLE_SIZE_OF_GENERATED_CODE_IN_BYTES,
        PJRT_Executable_SizeOfGeneratedCodeInBytes_Args::size_in_bytes);
  }

  /// The compiler's estimates, such as `flops` and `bytes accessed`; empty where it makes none, as
  /// on CPUs.
  public Optional<Map<String, PjrtValue>> costAnalysis() {
    return askIfSupported(
        Slot.EXECUTABLE_GET_COST_ANALYSIS,
        a ->
            NamedValues.read(
                PJRT_Executable_GetCostAnalysis_Args.properties(a),
                PJRT_Executable_GetCostAnalysis_Args.num_properties(a)));
  }

  /// The program after the compiler's passes, in the plugin's format: XLA gives `hlo_with_config`,
  /// a serialised HloModuleProtoWithConfig.
  public PjrtProgram optimizedProgram() {
    return OptimizedProgram.copy(handle);
  }

  /// The instructions of that.
  ///
  /// @throws UnsupportedOperationException if the plugin's format is another
  public HloProgram optimizedHlo() {
    return OptimizedProgram.read(handle, HloReader::read);
  }

  /// The compiled program as bytes for [PjrtClient#deserialize(MemorySegment)], which notices
  /// damage and another plugin. They also depend on the machine and the compile options and do not
  /// say so: a cache must.
  public byte[] serialize() {
    return ask(Slot.EXECUTABLE_SERIALIZE, this::takeSerialized);
  }

  private byte[] takeSerialized(MemorySegment a) {
    try {
      return SerializedProgram.wrap(
          handle.api(),
          PJRT_Executable_Serialize_Args.serialized_bytes(a)
              .reinterpret(PJRT_Executable_Serialize_Args.serialized_bytes_size(a)));
    } finally {
      PluginApi.callVoid(
          PJRT_Executable_Serialize_Args.serialized_executable_deleter(a),
          PJRT_Executable_Serialize_Args.serialized_executable(a));
    }
  }

  private <T> Optional<T> askIfSupported(Slot slot, Function<MemorySegment, T> read) {
    return handle.api().ifSupported(() -> ask(slot, read));
  }

  private <T> T ask(Slot slot, Function<MemorySegment, T> read) {
    return handle.calling(slot, _ -> {}, read);
  }

  /// Gives the program back. Idempotent.
  @Override
  public void close() {
    handle.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
