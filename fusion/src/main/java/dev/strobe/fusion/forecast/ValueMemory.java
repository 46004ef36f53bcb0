package dev.strobe.fusion.forecast;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which values of an entry function are stored, and how much memory its nodes find in use, for
/// passes that change it.
public final class ValueMemory {
  private final ImmutableSet<Value> stored;
  private final ImmutableMap<Value, Long> arena;
  private final long[] live;

  private ValueMemory(ImmutableSet<Value> stored, ImmutableMap<Value, Long> arena, long[] live) {
    this.stored = stored;
    this.arena = arena;
    this.live = live;
  }

  /// The same program with the nodes of its entry function in the order in which they run, if that
  /// is known.
  ///
  /// @param program whose entry function calls no others
  public static Program inOrder(Program program) {
    List<Step> steps = KernelOrder.of(FlatProgram.of(program)).steps();
    boolean known = steps.stream().noneMatch(Step::opens);
    ImmutableList<Node> nodes =
        steps.stream().map(Step::node).collect(ImmutableList.toImmutableList());
    return known
        ? program.withMain(program.main().withBody(nodes, program.main().results()))
        : program;
  }

  /// @param program whose entry function calls no others
  /// @param forecast of the program
  public static ValueMemory of(Program program, MemoryForecast forecast) {
    FlatProgram flat = FlatProgram.of(program);
    StoredValues values = StoredValues.of(flat);
    ImmutableSet.Builder<Value> stored = ImmutableSet.builder();
    for (Node node : program.main().nodes()) {
      for (Value value : node.results()) {
        int number = flat.number(value);
        if (values.origin(number) == number && values.isStored(number)) {
          stored.add(value);
        }
      }
    }
    Map<Value, Long> arena = new HashMap<>();
    for (ForecastBuffer placed : forecast.buffers()) {
      placed.writer().results().forEach(value -> arena.put(value, placed.buffer().size()));
    }
    return new ValueMemory(
        stored.build(), ImmutableMap.copyOf(arena), live(program.main(), flat, forecast));
  }

  /// The most bytes of the arena that are in use while each node runs.
  private static long[] live(Graph graph, FlatProgram flat, MemoryForecast forecast) {
    List<Step> steps = KernelOrder.of(flat).steps();
    long[] change = new long[steps.size() + 1];
    for (ForecastBuffer placed : forecast.buffers()) {
      Buffer buffer = placed.buffer();
      change[(int) buffer.lower()] += buffer.size();
      change[(int) Math.min(buffer.upper(), steps.size())] -= buffer.size();
    }
    Map<Node, Integer> places = new HashMap<>();
    for (Node node : graph.nodes()) {
      places.put(node, places.size());
    }
    long[] live = new long[graph.nodes().size()];
    int place = 0;
    long bytes = 0;
    for (int step = 0; step < steps.size(); step++) {
      bytes += change[step];
      // A step of a body counts for the node that the body is of, which stands before it.
      place = places.getOrDefault(steps.get(step).node(), place);
      live[place] = Math.max(live[place], bytes);
    }
    return live;
  }

  /// Whether a value has memory of its own; others are computed inside their readers, or are
  /// another shape of a value.
  public boolean isStored(Value value) {
    return stored.contains(value);
  }

  /// Bytes of the arena that a value takes, none if it takes over another's.
  public long arenaBytes(Value value) {
    return arena.getOrDefault(value, 0L);
  }

  /// The most bytes of the arena that are in use at any time.
  public long highest() {
    return Arrays.stream(live).max().orElse(0);
  }

  /// The most bytes of the arena that are in use while each node runs, in the order of the nodes.
  public long[] live() {
    return live.clone();
  }

  /// Whether an op only computes or moves elements one by one, from elements of its operands.
  public static boolean isElementByElement(Op op) {
    FusionRole role = FusionRole.of(op);
    boolean reshapes = role == FusionRole.ALIAS && !(op instanceof OptimizationBarrierOp);
    return (role.isFusible() || reshapes) && op.regions().isEmpty();
  }
}
