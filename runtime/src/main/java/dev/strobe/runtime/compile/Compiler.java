package dev.strobe.runtime.compile;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.lowering.Lowering;
import dev.strobe.runtime.compile.KnownPrograms.Place;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.Executable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Drives a program to an executable on one device: fuse, legalise, write, compile; or load it when
/// the same text was compiled before with the same options, plugin and CPU. A program that came
/// before is not even fused again.
///
/// Safe for several threads.
public final class Compiler {
  private final Device device;
  private final ExecutableCache cache;
  private final Optional<KnownPrograms> known;
  private final String identity;

  private Compiler(
      Device device, ExecutableCache cache, Optional<KnownPrograms> known, String identity) {
    this.device = device;
    this.cache = cache;
    this.known = known;
    this.identity = identity;
  }

  /// A compiler for a device that keeps executables below `cacheFolder`, or nowhere.
  public static Compiler of(Device device, Optional<Path> cacheFolder) {
    ExecutableCache cache =
        cacheFolder
            .map(folder -> ExecutableCache.in(folder.resolve("executables")))
            .orElseGet(ExecutableCache::none);
    String machine =
        cacheFolder.isPresent()
            ? MachineIdentity.of(device.plugin(), cacheFolder.map(f -> f.resolve("plugins")))
            : "";
    String identity = machine + " " + device.description();
    Optional<KnownPrograms> known =
        cacheFolder.map(
            folder ->
                new KnownPrograms(
                    ExecutableCache.in(folder.resolve("programs")), CodeIdentity.OWN, identity));
    return new Compiler(device, cache, known, identity);
  }

  public Device device() {
    return device;
  }

  /// Compiles a graph as the entry of a program of its own.
  public CompiledProgram compile(Graph graph) {
    return compile(Program.of(graph));
  }

  public CompiledProgram compile(Program program) {
    return compile(program, 1);
  }

  /// Compiles a graph whose temporaries are to stay within so many bytes, as far as that goes.
  public CompiledProgram compile(Graph graph, OptionalLong tempBytes) {
    return compile(Program.of(graph), StandardPipelines.of(tempBytes), 1);
  }

  /// Compiles a program for replicas that run side by side.
  public CompiledProgram compile(Program program, int replicas) {
    return compile(program, StandardPipelines.standard(), replicas);
  }

  private CompiledProgram compile(Program program, PassPipeline passes, int replicas) {
    CompileEvent event = new CompileEvent();
    event.begin();
    CompiledProgram compiled = compiled(program, passes, replicas, event);
    event.program = program.name();
    event.fromCache = compiled.fromCache();
    event.commit();
    return compiled;
  }

  private CompiledProgram compiled(
      Program program, PassPipeline passes, int replicas, CompileEvent event) {
    long begin = System.nanoTime();
    Graph signature = program.main();
    Optional<Place> place = known.map(programs -> programs.of(program, passes, replicas));
    Optional<Executable> loaded = place.flatMap(Place::find).flatMap(this::load);
    if (loaded.isPresent()) {
      return new CompiledProgram(signature, loaded.get(), true, millisecondsSince(begin));
    }
    LoweredProgram lowered = lower(program, passes, replicas);
    event.textBytes = lowered.text().length();
    HashCode key = key(lowered.text(), lowered.options().toBytes());
    Optional<Executable> same = load(key);
    Executable executable = same.orElseGet(() -> made(lowered, key));
    place.filter(_ -> cache.holds(key)).ifPresent(at -> at.store(key));
    return new CompiledProgram(signature, executable, same.isPresent(), millisecondsSince(begin));
  }

  private Optional<Executable> load(HashCode key) {
    return cache.find(key).flatMap(device::load);
  }

  private Executable made(LoweredProgram lowered, HashCode key) {
    Executable made = device.compile(lowered.text(), lowered.options().toBytes());
    if (device.target().donation()) {
      requireDonation(lowered, made);
    }
    made.serialize().ifPresent(bytes -> cache.store(key, bytes));
    return made;
  }

  private void requireDonation(LoweredProgram lowered, Executable made) {
    try {
      DonationCheck.require(lowered.program(), made.memory());
      if (device.keepsStateInPlace()) {
        DonationCheck.requireUntouched(lowered.program(), made);
      }
    } catch (InvalidOpException e) {
      made.close();
      throw e;
    }
  }

  /// What is handed to the backend for a program.
  public LoweredProgram lower(Program program) {
    return lower(program, StandardPipelines.standard(), 1);
  }

  /// The same for one that has been through the passes.
  public LoweredProgram lowerFused(Program fused) {
    return Lowering.lower(fused, device.target());
  }

  /// The program as each pass leaves it, in order.
  public ImmutableList<FusedStage> fuse(Program program) {
    ImmutableList.Builder<FusedStage> stages = ImmutableList.builder();
    StandardPipelines.standard()
        .runObserved(
            program,
            device.target(),
            (pass, after, reports) -> {
              stages.add(new FusedStage(pass.name(), after, reports));
              reports.forEach(PassEvent::commit);
            });
    return stages.build();
  }

  /// What a program is forecast to need, against what the compiled one says that it does.
  public ForecastCheck check(Program program) {
    try (CompiledProgram compiled = compile(program)) {
      return new ForecastCheck(
          MemoryForecast.of(lower(program).program()),
          compiled.executable().memory(),
          ImmutableList.of());
    }
  }

  /// The same with XLA's temporaries one by one; compiles anew.
  public ForecastCheck explain(Program program) {
    LoweredProgram lowered = lower(program);
    OptimizedDump.Optimized optimized = OptimizedDump.of(device, lowered);
    return new ForecastCheck(
        MemoryForecast.of(lowered.program()), optimized.memory(), optimized.arena());
  }

  private LoweredProgram lower(Program program, PassPipeline passes, int replicas) {
    var fused = passes.run(program, device.target());
    fused.reports().forEach(PassEvent::commit);
    return Lowering.lower(fused.program(), device.target(), replicas);
  }

  private HashCode key(String text, byte[] options) {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(identity, StandardCharsets.UTF_8).putInt(options.length);
    return hasher.putBytes(options).putString(text, StandardCharsets.UTF_8).hash();
  }

  private static double millisecondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }
}
