package dev.strobe.fusion;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import dev.strobe.fusion.forecast.ValueMemory;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which stored values to forget after a read and to compute again before the next, so that less is
/// in memory in between.
///
/// Chosen are the largest values first, as long as more than a limit is in use at some time between
/// two reads. A value is computed again from parameters and from what is in memory anyway.
final class RecomputePlan {
  /// Nodes that compute one value again.
  private static final int MOST_NODES = 32;

  private static final int MOST_GAPS = 4096;

  /// Attributes of parameters whose memory may be taken before the function ends.
  private static final Set<String> DONATED = Set.of("tf.aliasing_output", "jax.buffer_donor");

  private final Graph graph;
  private final ValueMemory memory;
  private final StoredReads reads;
  private final long[] live;
  private final Set<Value> lasting = new HashSet<>();
  private final Set<Value> ties = new HashSet<>();
  private final ListMultimap<Value, Gap> taken = ArrayListMultimap.create();
  private final SortedMap<Integer, Recomputed> recomputed = new TreeMap<>();

  /// The time between two reads of a value, or between its definition and a read.
  private record Gap(Value value, long bytes, int from, int to) {}

  private RecomputePlan(Graph graph, ValueMemory memory) {
    this.graph = graph;
    this.memory = memory;
    this.reads = new StoredReads(graph, memory);
    this.live = memory.live();
    graph.parameters().stream()
        .filter(RecomputePlan::lasts)
        .map(Parameter::value)
        .forEach(lasting::add);
  }

  private static boolean lasts(Parameter parameter) {
    return !(parameter.role() instanceof Role.State)
        && DONATED.stream().noneMatch(parameter.attributes()::containsKey);
  }

  /// @param limit bytes of the arena that are to be in use at most
  static RecomputePlan of(Graph graph, ValueMemory memory, long limit) {
    RecomputePlan plan = new RecomputePlan(graph, memory);
    plan.gaps().stream()
        .filter(gap -> plan.isAbove(gap, limit))
        .sorted(
            Comparator.comparingLong(Gap::bytes)
                .reversed()
                .thenComparingInt(gap -> gap.from() - gap.to()))
        .limit(MOST_GAPS)
        .forEach(gap -> plan.take(gap, limit));
    return plan;
  }

  /// The most bytes of the arena that are in use at any time, as planned.
  long highest() {
    return Arrays.stream(live).max().orElse(0);
  }

  StoredReads reads() {
    return reads;
  }

  /// By the place of the node before which it is computed.
  SortedMap<Integer, Recomputed> recomputed() {
    return recomputed;
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    for (int place = 0; place < graph.nodes().size(); place++) {
      Node node = graph.nodes().get(place);
      if (ValueMemory.isElementByElement(node.op())
          && memory.isStored(node.result())
          && memory.arenaBytes(node.result()) > 0
          && reads.of(node.result()).stream().noneMatch(this::holds)) {
        int from = place;
        for (int to : reads.of(node.result())) {
          gaps.add(new Gap(node.result(), memory.arenaBytes(node.result()), from, to));
          from = to;
        }
      }
    }
    return gaps;
  }

  /// Whether what a node reads is there for longer than that.
  private boolean holds(int place) {
    return place == graph.nodes().size() || reads.node(place).op() instanceof OptimizationBarrierOp;
  }

  private boolean isAbove(Gap gap, long limit) {
    return Arrays.stream(live, gap.from() + 1, Math.max(gap.from() + 1, gap.to()))
        .anyMatch(bytes -> bytes > limit);
  }

  private void take(Gap first, long limit) {
    // What is computed again may read the value meanwhile.
    int to = reads.of(first.value()).tailSet(first.from() + 1).first();
    Gap gap = new Gap(first.value(), first.bytes(), first.from(), to);
    if (ties.contains(gap.value()) || !isAbove(gap, limit)) {
      return;
    }
    Optional<Value> tie = tie(gap);
    if (tie.isEmpty()) {
      return;
    }
    Recomputed all = recomputed.getOrDefault(to, new Recomputed(tie.get()));
    if (add(gap, all)) {
      recomputed.put(to, all);
      ties.add(all.tie());
      reads.add(all.tie(), to);
      taken.put(gap.value(), gap);
      for (int place = gap.from() + 1; place < to; place++) {
        live[place] -= gap.bytes();
      }
    }
  }

  /// What is defined last before the end of a gap and read from there on.
  private Optional<Value> tie(Gap gap) {
    for (int place = gap.to() - 1; place > gap.from(); place--) {
      for (Value value : reads.node(place).results()) {
        if (value.type() instanceof TensorType
            && !reads.isReturned(value)
            && isThere(value, gap.to())) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }

  /// Adds what computes the value of a gap again at its end, if that is little.
  private boolean add(Gap gap, Recomputed all) {
    Set<Value> inputs = new LinkedHashSet<>();
    TreeSet<Integer> places = new TreeSet<>();
    Deque<Value> open = new ArrayDeque<>(List.of(gap.value()));
    while (!open.isEmpty()) {
      Optional<Integer> place = reads.definition(open.pop());
      boolean cheap =
          place.isPresent() && ValueMemory.isElementByElement(reads.node(place.get()).op());
      if (!cheap) {
        return false;
      }
      if (places.add(place.get())) {
        for (Value operand : reads.node(place.get()).op().operands()) {
          if (isThere(operand, gap.to())) {
            inputs.add(operand);
          } else if (!reads.isConstant(operand)) {
            open.push(operand);
          }
        }
      }
      if (places.size() > MOST_NODES) {
        return false;
      }
    }
    if (inputs.isEmpty()) {
      return false;
    }
    inputs.forEach(input -> reads.add(input, gap.to()));
    all.values().add(gap.value());
    all.places().addAll(places);
    all.inputs().addAll(inputs);
    all.inputs().removeAll(all.values());
    return true;
  }

  /// Whether a value is in memory anyway when a node runs.
  private boolean isThere(Value value, int place) {
    return reads.isKept(value)
        && (lasting.contains(value) || !reads.of(value).tailSet(place).isEmpty())
        && taken.get(value).stream().noneMatch(gap -> gap.from() < place && place <= gap.to());
  }
}
