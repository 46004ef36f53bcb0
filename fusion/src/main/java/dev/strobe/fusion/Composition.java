package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.Anchors.Anchor;
import dev.strobe.ir.Correspondence;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ReduceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts composites in the place of nodes that compute the same.
///
/// A pass proposes what may end in a node; the proposal holds if its decomposition is what the
/// graph says, node for node, and nobody else reads what lies between. Constants, broadcasts and
/// conversions of what is not fused may have other readers: they are computed again, and become one
/// again where the composite is written out. So a composite that is decomposed gives the nodes that
/// it came from.
final class Composition {
  /// What may end in a node, or nothing.
  interface Proposal {
    /// @throws InvalidOpException if it would be something but does not fit
    Optional<? extends CompositeOp> of(Node root, GraphIndex index);
  }

  private final GraphIndex index;
  private final PassContext context;
  private final Proposal proposal;
  private final Anchor anchor;
  private final Map<Node, Node> replaced = new HashMap<>();
  private final Set<Node> inside = new HashSet<>();

  private Composition(GraphIndex index, PassContext context, Proposal proposal, Anchor anchor) {
    this.index = index;
    this.context = context;
    this.proposal = proposal;
    this.anchor = anchor;
  }

  static Graph apply(Graph graph, PassContext context, Proposal proposal) {
    return apply(graph, context, proposal, (_, _) -> Optional.empty());
  }

  /// @param anchor tells places that are to be reported where nothing is proposed
  static Graph apply(Graph graph, PassContext context, Proposal proposal, Anchor anchor) {
    Composition composition = new Composition(new GraphIndex(graph), context, proposal, anchor);
    composition.find(graph.nodes());
    return composition.replaced.isEmpty()
        ? graph
        : graph.withBody(composition.rewritten(graph.nodes()), graph.results());
  }

  private void find(ImmutableList<Node> nodes) {
    for (Node node : nodes.reverse()) {
      context.visit();
      node.op().regions().forEach(region -> find(region.nodes()));
      if (!inside.contains(node) && node.results().size() == 1) {
        proposed(node).ifPresentOrElse(op -> replaceBy(op, node), () -> reportAnchor(node));
      }
    }
  }

  private void reportAnchor(Node node) {
    anchor.lacks(node, index).ifPresent(miss -> missed(miss.pattern(), node, miss.step()));
  }

  private void missed(String pattern, Node node, String why) {
    context.missed(pattern, node.location(), why);
  }

  private Optional<? extends CompositeOp> proposed(Node root) {
    try {
      return proposal.of(root, index);
    } catch (InvalidOpException _) {
      // What the pass saw has the ops but not the shapes.
      return Optional.empty();
    }
  }

  private void replaceBy(CompositeOp op, Node root) {
    Correspondence same = new Correspondence(index::definition);
    boolean equal =
        op.operands().stream().allMatch(value -> same.pair(value, value))
            && same.covers(op.decomposition(), root.results());
    if (!equal) {
      missed(op.compositeName(), root, departure(op, same));
      return;
    }
    Set<Node> own = own(same.matched());
    Optional<Node> seen = own.stream().filter(node -> !isUnseen(node, root, own)).findFirst();
    if (!own.contains(root) || seen.isPresent()) {
      missed(
          op.compositeName(),
          root,
          seen.map(node -> obstacle(node, root))
              .orElse(stepName(root) + " is computed again by each reader"));
      return;
    }
    Location location = Location.merged(own.stream().map(Node::location).toList());
    replaced.put(root, root.withOp(op).withLocation(location));
    inside.addAll(own);
    context.rewrote("fused " + op.compositeName(), location);
  }

  /// The step of the decomposition, from its end, that the graph does not have.
  private static String departure(CompositeOp op, Correspondence same) {
    return op.decomposition().nodes().reverse().stream()
        .skip(same.matched().size())
        .findFirst()
        .map(step -> "its " + stepName(step) + " is not as in the decomposition")
        .orElse("its operands are not as in the decomposition");
  }

  private String obstacle(Node node, Node root) {
    String what = "its " + stepName(node);
    if (!index.areTogether(node, root)) {
      return what + " stands in another body";
    }
    if (node.sharding().isPresent() || !node.attributes().isEmpty()) {
      return what + " carries a sharding or an attribute";
    }
    if (inside.contains(node)) {
      return what + " belongs to another composite";
    }
    return node.results().stream().anyMatch(index::isReturned)
        ? what + " is a result"
        : what + " has another reader";
  }

  /// A reduction is called by what it does.
  private static String stepName(Node node) {
    return node.op() instanceof ReduceOp reduce && !reduce.body().nodes().isEmpty()
        ? reduce.body().nodes().getLast().op().name() + " along an axis"
        : node.op().name();
  }

  /// Those of the matched nodes that may have no other readers.
  private Set<Node> own(Set<Node> matched) {
    Set<Node> own = new LinkedHashSet<>();
    for (Node node : List.copyOf(matched).reversed()) {
      boolean shared =
          isCheap(node)
              && node.op().operands().stream()
                  .noneMatch(value -> index.definition(value).filter(own::contains).isPresent());
      if (!shared) {
        own.add(node);
      }
    }
    return own;
  }

  private boolean isUnseen(Node node, Node root, Set<Node> own) {
    return node.equals(root)
        || (index.areTogether(node, root)
            && node.sharding().isEmpty()
            && node.attributes().isEmpty()
            && !inside.contains(node)
            && node.results().stream()
                .allMatch(
                    value -> !index.isReturned(value) && own.containsAll(index.users(value))));
  }

  private static boolean isCheap(Node node) {
    return node.op() instanceof ConstantOp
        || node.op() instanceof BroadcastInDimOp
        || node.op() instanceof ConvertOp;
  }

  /// The nodes with composites in place of what lies in them; what was cheap may have other
  /// readers.
  private ImmutableList<Node> rewritten(List<Node> nodes) {
    List<Node> out = new ArrayList<>();
    for (Node node : nodes) {
      Node composite = replaced.get(node);
      if (composite != null) {
        out.add(composite);
      } else if (!inside.contains(node)) {
        out.add(node.withBodies(this::rewritten));
      }
    }
    return ImmutableList.copyOf(out);
  }

  private Region rewritten(Region region) {
    return new Region(region.parameters(), rewritten(region.nodes()), region.results());
  }
}
