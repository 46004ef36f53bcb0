package dev.strobe.ir;

import com.google.common.collect.Lists;
import dev.strobe.ir.op.BinaryOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Pairs the values of a pattern, such as a decomposition, with those of a graph that computes the
/// same by the same ops; operands of an op that commutes may be in either order.
///
/// Locations, shardings and attributes that only pass through are not compared.
public final class Correspondence {
  /// Other orders of operands that are tried, for all of a pattern: more than any has that fits.
  private static final int MAX_CHOICES = 64;

  private final Function<Value, Optional<Node>> definitions;
  private final Map<Value, Value> pairs = new HashMap<>();
  private final List<Value> paired = new ArrayList<>();
  private final List<Node> matched = new ArrayList<>();
  private final Map<Value, Op> patternOps = new HashMap<>();

  /// Where another order of operands may be tried, and how much was known before.
  private record Choice(int node, int paired, int matched) {}

  /// @param definitions which node of the graph defines a value, if one does
  public Correspondence(Function<Value, Optional<Node>> definitions) {
    this.definitions = definitions;
  }

  /// Says which value of the graph a value stands for that the pattern does not define; whether it
  /// can.
  public boolean pair(Value pattern, Value actual) {
    Value before = pairs.putIfAbsent(pattern, actual);
    if (before == null) {
      paired.add(pattern);
      return pattern.type().equals(actual.type());
    }
    return before.equals(actual);
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
    pattern.nodes().forEach(node -> node.results().forEach(v -> patternOps.put(v, node.op())));
    return pair(pattern.results(), actual) && coversAll(pattern.nodes().reverse());
  }

  private boolean coversAll(List<Node> pattern) {
    Deque<Choice> choices = new ArrayDeque<>();
    int tried = 0;
    int i = 0;
    boolean swapped = false;
    while (i < pattern.size()) {
      Choice here = new Choice(i, paired.size(), matched.size());
      if (!swapped && isOpen(pattern.get(i))) {
        choices.push(here);
      }
      if (definesAlike(pattern.get(i), swapped)) {
        i++;
        swapped = false;
      } else if (!choices.isEmpty() && tried++ < MAX_CHOICES) {
        Choice last = choices.pop();
        goBackTo(last);
        i = last.node();
        swapped = true;
      } else {
        return false;
      }
    }
    return true;
  }

  private void goBackTo(Choice choice) {
    List<Value> later = paired.subList(choice.paired(), paired.size());
    later.forEach(pairs::remove);
    later.clear();
    matched.subList(choice.matched(), matched.size()).clear();
  }

  /// Nodes of the graph that the pattern covers, users before what they use.
  public Set<Node> matched() {
    return new LinkedHashSet<>(matched);
  }

  private Optional<Node> counterpart(Node pattern) {
    return Optional.ofNullable(pairs.get(pattern.results().getFirst())).flatMap(definitions);
  }

  private boolean definesAlike(Node pattern, boolean swapped) {
    Optional<Node> node = counterpart(pattern);
    if (node.isEmpty() || !alike(pattern, node.get(), swapped)) {
      return false;
    }
    matched.add(node.get());
    return true;
  }

  /// Whether both orders of a node's operands may be meant.
  private boolean isOpen(Node pattern) {
    return counterpart(pattern)
        .filter(node -> commute(pattern.op(), node.op()))
        .map(node -> node.op().operands())
        .filter(x -> mayPair(pattern.op(), x) && mayPair(pattern.op(), Lists.reverse(x)))
        .isPresent();
  }

  private static boolean commute(Op pattern, Op actual) {
    return pattern instanceof BinaryOp of
        && actual instanceof BinaryOp op
        && of.kind() == op.kind()
        && of.kind().isCommutative();
  }

  private boolean mayPair(Op pattern, List<Value> actual) {
    return mayPair(pattern.operands().getFirst(), actual.getFirst())
        && mayPair(pattern.operands().getLast(), actual.getLast());
  }

  private boolean mayPair(Value pattern, Value actual) {
    Value known = pairs.get(pattern);
    Op op = patternOps.get(pattern);
    return known != null
        ? known.equals(actual)
        : op == null || definitions.apply(actual).filter(n -> isOfKind(n.op(), op)).isPresent();
  }

  private static boolean isOfKind(Op op, Op other) {
    return op.name().equals(other.name());
  }

  /// The operands in the order of the pattern's.
  private List<Value> ordered(Op pattern, Op actual, boolean swapped) {
    List<Value> given = actual.operands();
    List<Value> other = Lists.reverse(given);
    boolean swaps =
        commute(pattern, actual)
            && (swapped || (!mayPair(pattern, given) && mayPair(pattern, other)));
    return swaps ? other : given;
  }

  private boolean alike(Node pattern, Node actual, boolean swapped) {
    Op of = pattern.op();
    Op op = actual.op();
    if (of.getClass() != op.getClass()
        || !pair(pattern.results(), actual.results())
        || !pair(of.operands(), ordered(of, op, swapped))
        || of.regions().size() != op.regions().size()) {
      return false;
    }
    for (int i = 0; i < of.regions().size(); i++) {
      if (!alike(of.regions().get(i), op.regions().get(i))) {
        return false;
      }
    }
    Op moved = of.withOperands(op.operands());
    return (op.regions().isEmpty() ? moved : moved.withRegions(op.regions())).equals(op);
  }

  /// Whether two bodies do the same in the same order.
  private boolean alike(Region pattern, Region actual) {
    if (!pair(pattern.parameters(), actual.parameters())
        || pattern.nodes().size() != actual.nodes().size()) {
      return false;
    }
    for (int i = 0; i < pattern.nodes().size(); i++) {
      if (!alike(pattern.nodes().get(i), actual.nodes().get(i), false)) {
        return false;
      }
    }
    return pair(pattern.results(), actual.results());
  }
}
