import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.PluginLocator;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.pjrt.PjrtCompileOptions;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.checkpoint.Dequantizer;
import dev.strobe.runtime.checkpoint.TensorEntry;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.runtime.device.Executable;
import dev.strobe.runtime.device.HostBlock;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The program that `jax_program.py export` wrote, on Strobe's plugin: `ProgramSide FOLDER`.
///
/// Nothing of Strobe's graphs is used: text and compile options go to the plugin as they are,
/// weights are the checkpoint's, widened to f32 and lent to the plugin without a copy, caches are
/// donated from step to step.
final class ProgramSide implements Rounds.Text {
  record Weight(String name, long[] extents) {}

  record Manifest(
      String model,
      int capacity,
      @JsonProperty("prefill_tokens") int prefillTokens,
      List<Weight> weights,
      @JsonProperty("cache_extents") long[] cacheExtents,
      int caches,
      String jax) {}

  private final Device device;
  private final Executable prefill;
  private final Executable decode;
  private final List<DeviceTensor> weights = new ArrayList<>();
  private List<DeviceTensor> caches = new ArrayList<>();
  private int position;

  private ProgramSide(Device device, Path folder, Manifest manifest) throws IOException {
    this.device = device;
    this.prefill = compile(folder.resolve("prefill.mlir"));
    this.decode = compile(folder.resolve("decode.mlir"));
    loadWeights(manifest);
    TensorType type = TensorType.of(ElementType.F32, manifest.cacheExtents());
    for (int cache = 0; cache < manifest.caches(); cache++) {
      caches.add(
          device.upload(type, MemorySegment.ofArray(new byte[Math.toIntExact(type.byteSize())])));
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Manifest manifest =
        JsonMapper.builder()
            .build()
            .readValue(Files.readString(folder.resolve("program.json")), Manifest.class);
    Path plugin =
        new PluginLocator(ArtifactCache.of(System.getenv()), System.getenv())
            .locate(Optional.empty())
            .path();
    try (Device device = Device.open(plugin)) {
      ProgramSide side = new ProgramSide(device, folder, manifest);
      Rounds.serve(
          side,
          manifest.capacity(),
          "jax " + manifest.jax() + " exported; " + device.description());
    }
  }

  private Executable compile(Path text) throws IOException {
    return device.compile(Files.readString(text), PjrtCompileOptions.oneDevice().toByteArray());
  }

  private void loadWeights(Manifest manifest) {
    try (Checkpoint checkpoint = Checkpoints.open(Path.of(manifest.model()))) {
      for (Weight weight : manifest.weights()) {
        TensorType type = TensorType.of(ElementType.F32, weight.extents());
        TensorEntry stored = checkpoint.tensor(weight.name());
        HostBlock block = HostBlock.allocate(type.byteSize());
        Dequantizer.decode(stored, 0, stored.elements(), block.segment());
        weights.add(device.adopt(type, block, 0));
      }
    }
  }

  @Override
  public float[] start(int[] ids) {
    position = 0;
    return run(prefill, ids);
  }

  @Override
  public float[] next(int id) {
    return run(decode, id);
  }

  private float[] run(Executable program, int... ids) {
    List<DeviceTensor> arguments = new ArrayList<>(weights);
    TensorType tokens = TensorType.of(ElementType.S32, ids.length);
    try (DeviceTensor given = device.upload(tokens, MemorySegment.ofArray(ids));
        DeviceTensor start =
            device.upload(
                TensorType.of(ElementType.S32), MemorySegment.ofArray(new int[] {position}))) {
      arguments.add(given);
      arguments.add(start);
      arguments.addAll(caches);
      List<DeviceTensor> results = program.run(arguments);
      caches.forEach(DeviceTensor::close);
      caches = new ArrayList<>(results.subList(1, results.size()));
      position += ids.length;
      try (DeviceTensor logits = results.getFirst()) {
        return logits.toF32();
      }
    }
  }
}
