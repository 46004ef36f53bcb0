package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompositeOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The nodes of a program's stages, each once for all stages in which it is the same.
///
/// A node is known again by the value that it defines. Where a stage has made all values anew, it
/// is known by op, type and location: the first such node is the first such one of the stage
/// before.
final class NodeTable {
  private final List<NodeRow> rows = new ArrayList<>();
  private final Map<NodeRow, Integer> indices = new HashMap<>();
  private final List<StageRow> stages = new ArrayList<>();
  private final Map<Value, String> names = new HashMap<>();
  private final Map<Value, Integer> keys = new HashMap<>();
  private Map<String, Deque<Integer>> unclaimed = new HashMap<>();
  private int nextKey;

  /// Adds a program as the next stage.
  void add(String stage, Program program) {
    Flops flops = Flops.of(program);
    Map<String, Deque<Integer>> left = unclaimed;
    program.functions().forEach(function -> forgetKnown(function.nodes(), left));
    ImmutableIntArray.Builder nodes = ImmutableIntArray.builder();
    Map<String, Deque<Integer>> seen = new HashMap<>();
    for (Graph function : program.functions()) {
      function.parameters().forEach(this::name);
      new Walk(function.name(), flops, nodes, seen).addAll(function.nodes(), -1);
    }
    unclaimed = seen;
    stages.add(new StageRow(stage, nodes.build()));
  }

  ImmutableList<NodeRow> rows() {
    return ImmutableList.copyOf(rows);
  }

  ImmutableList<StageRow> stages() {
    return ImmutableList.copyOf(stages);
  }

  /// What a value is called in the report.
  String name(Value value) {
    return names.getOrDefault(value, "?");
  }

  private void name(Parameter parameter) {
    names.put(parameter.value(), "@" + parameter.name());
  }

  /// Keys that this stage still holds are not free for its new nodes.
  private void forgetKnown(List<Node> nodes, Map<String, Deque<Integer>> left) {
    Set<Integer> known = new HashSet<>();
    collectKnown(nodes, known);
    left.values().forEach(queue -> queue.removeIf(known::contains));
  }

  private void collectKnown(List<Node> nodes, Set<Integer> known) {
    for (Node node : nodes) {
      node.results().stream().filter(keys::containsKey).map(keys::get).forEach(known::add);
      node.op().regions().forEach(region -> collectKnown(region.nodes(), known));
    }
  }

  /// One function's nodes on their way into the table.
  private final class Walk {
    private final String function;
    private final Flops flops;
    private final ImmutableIntArray.Builder nodes;
    private final Map<String, Deque<Integer>> seen;

    Walk(
        String function,
        Flops flops,
        ImmutableIntArray.Builder nodes,
        Map<String, Deque<Integer>> seen) {
      this.function = function;
      this.flops = flops;
      this.nodes = nodes;
      this.seen = seen;
    }

    void addAll(List<Node> all, int parent) {
      for (Node node : all) {
        add(node, parent);
      }
    }

    private void add(Node node, int parent) {
      String type =
          node.results().stream().map(v -> v.type().text()).collect(Collectors.joining(", "));
      String signature = node.op().name() + " " + type + " " + node.location();
      int key = key(node, signature);
      seen.computeIfAbsent(signature, _ -> new ArrayDeque<>()).add(key);
      ImmutableList<String> operands =
          node.op().operands().stream()
              .map(NodeTable.this::name)
              .collect(ImmutableList.toImmutableList());
      NodeRow row =
          new NodeRow(
              key,
              parent,
              function,
              name(node.op()),
              type,
              node.location().paths(),
              Sizes.bytes(node.results()),
              flops.of(node),
              operands);
      nodes.add(index(row));
      for (Region region : node.op().regions()) {
        region.parameters().forEach(value -> names.put(value, "@" + value.name()));
        addAll(region.nodes(), key);
      }
    }

    private int key(Node node, String signature) {
      Integer known = node.results().isEmpty() ? null : keys.get(node.results().getFirst());
      if (known == null) {
        Deque<Integer> queue = unclaimed.get(signature);
        Integer claimed = queue == null ? null : queue.poll();
        known = claimed == null ? nextKey++ : claimed;
      }
      for (Value result : node.results()) {
        keys.put(result, known);
        names.put(result, known.toString());
      }
      return known;
    }
  }

  private int index(NodeRow row) {
    return indices.computeIfAbsent(
        row,
        fresh -> {
          rows.add(fresh);
          return rows.size() - 1;
        });
  }

  /// Composites are called by what they are.
  private static String name(Op op) {
    return op instanceof CompositeOp composite ? composite.compositeName() : op.name();
  }
}
