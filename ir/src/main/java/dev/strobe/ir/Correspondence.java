package dev.strobe.ir;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Pairs the values of a pattern, such as a decomposition, with those of a graph that computes the
/// same by the same ops.
///
/// Locations, shardings and attributes that only pass through are not compared.
public final class Correspondence {
  private final Function<Value, Optional<Node>> definitions;
  private final Map<Value, Value> pairs = new HashMap<>();
  private final Set<Node> matched = new LinkedHashSet<>();

  /// @param definitions which node of the graph defines a value, if one does
  public Correspondence(Function<Value, Optional<Node>> definitions) {
    this.definitions = definitions;
  }

  /// Says which value of the graph a value stands for that the pattern does not define; whether it
  /// can.
  public boolean pair(Value pattern, Value actual) {
    Value before = pairs.putIfAbsent(pattern, actual);
    return before == null ? pattern.type().equals(actual.type()) : before.equals(actual);
  }

  private boolean pair(List<Value> pattern, List<Value> actual) {
    if (pattern.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!pair(pattern.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the graph defines these values as the pattern defines its results. What the pattern
  /// does not define has to be paired before.
  public boolean covers(Decomposition pattern, List<Value> actual) {
    return pair(pattern.results(), actual)
        && pattern.nodes().reverse().stream().allMatch(this::definesAlike);
  }

  /// Nodes of the graph that the pattern covers, users before what they use.
  public Set<Node> matched() {
    return matched;
  }

  private boolean definesAlike(Node pattern) {
    Value actual = pairs.get(pattern.results().getFirst());
    Optional<Node> node = actual == null ? Optional.empty() : definitions.apply(actual);
    if (node.isEmpty() || !alike(pattern, node.get())) {
      return false;
    }
    matched.add(node.get());
    return true;
  }

  private boolean alike(Node pattern, Node actual) {
    Op of = pattern.op();
    Op op = actual.op();
    if (of.getClass() != op.getClass()
        || !pair(pattern.results(), actual.results())
        || !pair(of.operands(), op.operands())
        || of.regions().size() != op.regions().size()) {
      return false;
    }
    for (int i = 0; i < of.regions().size(); i++) {
      if (!alike(of.regions().get(i), op.regions().get(i))) {
        return false;
      }
    }
    return of.withOperands(op.operands()).withRegions(op.regions()).equals(op);
  }

  /// Whether two bodies do the same in the same order.
  private boolean alike(Region pattern, Region actual) {
    if (!pair(pattern.parameters(), actual.parameters())
        || pattern.nodes().size() != actual.nodes().size()) {
      return false;
    }
    for (int i = 0; i < pattern.nodes().size(); i++) {
      if (!alike(pattern.nodes().get(i), actual.nodes().get(i))) {
        return false;
      }
    }
    return pair(pattern.results(), actual.results());
  }
}
