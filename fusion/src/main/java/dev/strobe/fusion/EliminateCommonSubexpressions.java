package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Merges nodes that compute the same from the same values into the first of them, which keeps the
/// locations of all.
///
/// Left alone are nodes with effects, nodes with regions, and nodes that differ in sharding or in
/// attributes that only pass through. Inside a region equal nodes of that region are merged; a
/// region never comes to read an outer value that it did not read before. One walk in order; equal
/// means equal records, literals by their bits (`0.0` and `-0.0` stay two).
public record EliminateCommonSubexpressions() implements Pass {
  /// No two mergeable nodes of one body are equal.
  public static final String NO_COMMON_SUBEXPRESSIONS = "no-common-subexpressions";

  @Override
  public String name() {
    return "eliminate-common-subexpressions";
  }

  /// Dead nodes have to be gone, so that a merged node names only places that use it.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateDeadCode.NO_DEAD_CODE);
  }

  @Override
  public ImmutableSet<String> establishes() {
    return ImmutableSet.of(NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    Map<Value, Value> replacements = new HashMap<>();
    ImmutableList<Node> merged = new Body(replacements, context).merge(graph.nodes());
    return replacements.isEmpty()
        ? graph
        : graph.withBody(merged, replaced(graph.results(), replacements));
  }

  private static ImmutableList<Value> replaced(
      ImmutableList<Value> values, Map<Value, Value> replacements) {
    if (replacements.isEmpty()) {
      return values;
    }
    ImmutableList.Builder<Value> others = ImmutableList.builderWithExpectedSize(values.size());
    for (Value value : values) {
      others.add(replacements.getOrDefault(value, value));
    }
    return others.build();
  }

  /// What has to be equal for two nodes to be one.
  private record Key(
      Op op,
      ImmutableList<Type> types,
      Optional<Sharding> sharding,
      ImmutableMap<String, String> attributes) {
    static Key of(Node node) {
      ImmutableList<Type> types =
          node.results().stream().map(Value::type).collect(ImmutableList.toImmutableList());
      return new Key(node.op(), types, node.sharding(), node.attributes());
    }
  }

  /// The nodes of one function or region while they are merged.
  private static final class Body {
    private final Map<Value, Value> replacements;
    private final PassContext context;
    private final Map<Key, Integer> places = new HashMap<>();
    private final List<Node> kept = new ArrayList<>();
    private final Map<Integer, List<Location>> locations = new HashMap<>();

    Body(Map<Value, Value> replacements, PassContext context) {
      this.replacements = replacements;
      this.context = context;
    }

    ImmutableList<Node> merge(ImmutableList<Node> nodes) {
      for (Node node : nodes) {
        context.visit();
        add(rewritten(node));
      }
      locations.forEach(
          (place, all) -> {
            Node node = kept.get(place);
            kept.set(place, node.withLocation(Location.merged(all)));
          });
      return ImmutableList.copyOf(kept);
    }

    private void add(Node node) {
      boolean mergeable = node.op().isPure() && node.op().regions().isEmpty();
      if (!mergeable) {
        kept.add(node);
        return;
      }
      Key key = Key.of(node);
      Integer place = places.putIfAbsent(key, kept.size());
      if (place == null) {
        kept.add(node);
        return;
      }
      Node first = kept.get(place);
      for (int i = 0; i < node.results().size(); i++) {
        replacements.put(node.results().get(i), first.results().get(i));
      }
      locations
          .computeIfAbsent(place, p -> new ArrayList<>(List.of(first.location())))
          .add(node.location());
      context.rewrote("merged " + node.op().name(), node.location());
    }

    private Node rewritten(Node node) {
      return node.withOperands(replaced(node.op().operands(), replacements))
          .withBodies(this::merged);
    }

    private Region merged(Region region) {
      ImmutableList<Node> body = new Body(replacements, context).merge(region.nodes());
      return new Region(region.parameters(), body, replaced(region.results(), replacements));
    }
  }
}
