package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashModel;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.runtime.device.HostBlock;
import dev.strobe.runtime.device.InsufficientMemoryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A model's weights on a device and its step programs by shape, compiled when first asked for.
///
/// Shared by all sequences. Launches belong to the engine's thread: call [#onEngine]. Weights are
/// read in the background while the first program is compiled; the first step waits for both.
/// Closing waits for the running step, then frees programs, weights and their host memory.
public final class LoadedModel implements AutoCloseable {
  private final StepGraphs graphs;
  private final Background<Compiler> compiler;
  private final ImmutableList<HostBlock> blocks;
  private final Background<Weights> weights;
  private final MemoryBudget budget;
  private final CapacityLadder ladder;
  private final Map<StepShape, Background<CompiledProgram>> compiling = new ConcurrentHashMap<>();
  private final Map<StepShape, StepProgram> programs = new LinkedHashMap<>();
  private final AtomicReference<@Nullable StepShape> expected = new AtomicReference<>();
  private final EngineThread engine = new EngineThread();

  private LoadedModel(
      StepGraphs graphs,
      Background<Compiler> compiler,
      WeightLoader.Plan plan,
      Background<Weights> weights,
      Allowance allowance) {
    this.graphs = graphs;
    this.compiler = compiler;
    this.blocks = plan.blocks();
    this.weights = weights;
    this.budget = allowance.budget();
    this.ladder = allowance.ladder();
  }

  /// What steps may be taken.
  private record Allowance(MemoryBudget budget, CapacityLadder ladder) {}

  /// What loading may use and what it makes.
  ///
  /// @param threads for reading weights
  /// @param memory bytes for weights and caches
  /// @param budget bytes that no step may exceed with all that it needs, if that is asked for
  /// @param weights how weights are kept
  public record Terms(int threads, long memory, OptionalLong budget, WeightType weights) {}

  /// Checks that memory suffices and that the checkpoint has all weights in the right shapes, then
  /// starts to read them.
  ///
  /// The checkpoint must stay open until [#awaitWeights] or the first step returned.
  ///
  /// @throws InsufficientMemoryException if weights and the smallest caches are more than the limit
  public static LoadedModel load(
      FlashModel model, Checkpoint checkpoint, Background<Compiler> compiler, Terms terms) {
    StepGraphs graphs = StepGraphs.of(checkpoint, model, terms.weights());
    Graph smallest = smallestStep(graphs);
    ImmutableMap<String, TensorType> types = weightTypes(smallest);
    requireMemory(smallest, checkpoint, WeightLoader.blockBytes(types), terms);
    MemoryBudget budget = new MemoryBudget(graphs, terms.budget());
    Allowance allowance = new Allowance(budget, budget.ladder());
    WeightLoader.Plan plan =
        WeightLoader.plan(checkpoint, model.kept(terms.weights()).weights(), types);
    Background<Weights> weights =
        Background.start(
            "weights",
            () -> {
              WeightParts.run(plan.parts(), terms.threads());
              Device device = compiler.await().device();
              return new Weights(adopted(device, types, plan.places()), System.nanoTime());
            });
    return new LoadedModel(graphs, compiler, plan, weights, allowance);
  }

  private static void requireMemory(
      Graph smallest, Checkpoint checkpoint, long weights, Terms terms) {
    long caches =
        smallest.parameters().stream()
            .filter(parameter -> parameter.role() instanceof Role.State)
            .mapToLong(parameter -> parameter.tensor().byteSize())
            .sum();
    if (weights + caches > terms.memory()) {
      throw new InsufficientMemoryException(
          "%s requires %d MB of memory (weights %d as %s, smallest caches %d), got %d available;"
                  .formatted(
                      checkpoint.path(),
                      MemoryBudget.megabytes(weights + caches),
                      MemoryBudget.megabytes(weights),
                      terms.weights().name().toLowerCase(Locale.ROOT),
                      MemoryBudget.megabytes(caches),
                      terms.memory() / 1_000_000)
              + " free some, or take a smaller model");
    }
  }

  private static ImmutableMap<String, DeviceTensor> adopted(
      Device device,
      ImmutableMap<String, TensorType> types,
      ImmutableMap<String, WeightLoader.Place> places) {
    Map<String, DeviceTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, TensorType> weight : types.entrySet()) {
        WeightLoader.Place place = Objects.requireNonNull(places.get(weight.getKey()));
        tensors.put(
            weight.getKey(), device.adopt(weight.getValue(), place.block(), place.offset()));
      }
      return ImmutableMap.copyOf(tensors);
    } catch (RuntimeException | Error e) {
      tensors.values().forEach(DeviceTensor::close);
      throw e;
    }
  }

  /// All weights by parameter name, and when they were there.
  private record Weights(ImmutableMap<String, DeviceTensor> tensors, long readyNanos) {}

  /// Waits until all weights are on the device and returns when that was, in the time of
  /// `System.nanoTime`.
  public long awaitWeights() {
    return weights.await().readyNanos();
  }

  /// What the first step still waits for, for people who wait with it.
  public Activity activity() {
    if (!weights.isDone()) {
      return Activity.READING_WEIGHTS;
    }
    return compiling.values().stream().allMatch(Background::isDone)
        ? Activity.COMPUTING
        : Activity.COMPILING;
  }

  public FlashConfig config() {
    return graphs.config();
  }

  public CapacityLadder ladder() {
    return ladder;
  }

  public Device device() {
    return compiler.await().device();
  }

  /// Runs something on the thread that owns launches, and waits for it.
  public <T> T onEngine(Callable<T> step) {
    return engine.call(step);
  }

  /// The shape of a step of this model.
  public StepShape shape(int batch, int tokens, int capacity, Outputs outputs) {
    return new StepShape(batch, tokens, capacity, ladder.widest(), outputs);
  }

  /// Starts to get the first step of a text ready before its exact length is known.
  public void expect(StepShape shape) {
    expected.set(shape);
    prepare(shape);
  }

  /// The ladder for caches of one capacity, as far as memory allows.
  ///
  /// @throws InsufficientMemoryException if no step over such caches is within the budget
  public CapacityLadder ladder(int capacity) {
    return budget.at(ladder, capacity, Outputs.LAST_LOGITS);
  }

  /// Requires that memory allows to copy caches of one capacity into larger ones.
  public void requireGrowth(int from, int to) {
    budget.requireGrowth(ladder, from, to);
  }

  /// Whether a text is expected that has not begun.
  public boolean isExpecting() {
    return expected.get() != null;
  }

  /// The width of a text's next step. The first text after [#expect] takes the step that was
  /// expected, if that is wide enough and its own is not there: padding costs less than loading
  /// another program.
  public int width(int start, int remaining, int capacity, Outputs outputs) {
    CapacityLadder allowed = budget.at(ladder, capacity, outputs);
    int width = allowed.width(start, remaining, capacity);
    StepShape ready = start == 0 ? expected.getAndSet(null) : null;
    boolean usable =
        ready != null
            && ready.tokens() >= remaining
            && ready.equals(shape(1, ready.tokens(), capacity, outputs))
            && !compiling.containsKey(shape(1, width, capacity, outputs));
    return usable ? Objects.requireNonNull(ready).tokens() : width;
  }

  /// Starts to compile the step of a shape, on a thread of its own, if nobody has.
  public void prepare(StepShape shape) {
    compiling.computeIfAbsent(shape, absent -> Background.start("compile", () -> compiled(absent)));
  }

  private CompiledProgram compiled(StepShape shape) {
    return compiler.await().compile(graphs.of(shape), budget.tempBytes(shape));
  }

  /// Waits until the step of a shape is compiled; one that failed may be tried again.
  public CompiledProgram awaitProgram(StepShape shape) {
    prepare(shape);
    try {
      return Objects.requireNonNull(compiling.get(shape)).await();
    } catch (RuntimeException | Error e) {
      compiling.remove(shape);
      throw e;
    }
  }

  /// The compiled step of a shape; on the engine's thread.
  StepProgram program(StepShape shape) {
    StepProgram known = programs.get(shape);
    if (known != null) {
      return known;
    }
    StepProgram made = new StepProgram(shape, awaitProgram(shape), weights.await().tensors());
    programs.put(shape, made);
    return made;
  }

  /// A small program that is run once, such as a copy into larger caches; on the engine's thread.
  List<DeviceTensor> runOnce(Graph graph, List<DeviceTensor> arguments) {
    try (CompiledProgram compiled = compiler.await().compile(graph)) {
      return compiled.executable().run(arguments);
    }
  }

  /// What all programs compiled so far needed, and how they were had.
  public ProgramReport report() {
    return onEngine(
        () -> ProgramReport.of(programs.values().stream().map(StepProgram::program).toList()));
  }

  @Override
  public void close() {
    engine.close();
    compiling.values().forEach(program -> program.closeWith(CompiledProgram::close));
    weights.closeWith(all -> all.tensors().values().forEach(DeviceTensor::close));
    blocks.forEach(HostBlock::close);
  }

  /// The decode step with the smallest caches: what every run needs at least.
  private static Graph smallestStep(StepGraphs graphs) {
    CapacityLadder ladder = CapacityLadder.of(graphs.config().contextLength());
    int capacity = ladder.capacity(1);
    var shape = new StepShape(1, 1, capacity, ladder.widest(), Outputs.LAST_LOGITS);
    return graphs.of(shape);
  }

  private static ImmutableMap<String, TensorType> weightTypes(Graph step) {
    ImmutableMap.Builder<String, TensorType> types = ImmutableMap.builder();
    for (Parameter parameter : step.parameters()) {
      if (parameter.role() instanceof Role.Weight) {
        types.put(parameter.name(), parameter.tensor());
      }
    }
    return types.buildOrThrow();
  }
}
