package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ArgMax;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.SortOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the likeliest token without sorting all of them.
///
/// ```
/// %v, %i = sort %logits, %iota descending     %m, %j = reduce larger (%logits, %iota)
/// %y = slice %i [0:1]                         %y = reshape %j
/// ```
///
/// That is what `top_k` of one is written as. The numbers have to be in total order and the sort
/// has to be stable, so that the result is the same for NaN, for the zeros and for equal numbers;
/// nobody may read more than the first. Bodies are left alone.
public record SampleOnDevice() implements Pass {
  @Override
  public String name() {
    return "sample-on-device";
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    if (graph.nodes().stream().noneMatch(node -> node.op() instanceof SortOp)) {
      return graph;
    }
    GraphIndex index = new GraphIndex(graph);
    Map<Value, Value> firsts = new HashMap<>();
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    for (Node node : graph.nodes()) {
      context.visit();
      if (node.op() instanceof SortOp sort && isLargestOnly(node, sort, index)) {
        Decomposition largest = Decomposition.of(b -> largest(b, sort));
        out.addAll(largest.at(node.location()));
        firsts.put(node.results().get(0), largest.results().get(0));
        firsts.put(node.results().get(1), largest.results().get(1));
        context.rewrote("replaced sort", node.location());
      } else {
        out.add(first(node, firsts));
      }
    }
    return firsts.isEmpty() ? graph : graph.withBody(out.build(), graph.results());
  }

  private static List<Value> largest(GraphBuilder b, SortOp sort) {
    return new ArgMax(b, CompareOp.Comparison.TOTALORDER)
        .of(sort.inputs().get(0), sort.inputs().get(1));
  }

  private static Node first(Node node, Map<Value, Value> firsts) {
    if (!(node.op() instanceof SliceOp slice)) {
      return node;
    }
    Value first = firsts.get(slice.operand());
    return first == null ? node : node.withOp(new ReshapeOp(first, node.result().tensor()));
  }

  private static boolean isLargestOnly(Node node, SortOp sort, GraphIndex index) {
    return node.sharding().isEmpty()
        && node.attributes().isEmpty()
        && sort.isStable()
        && sort.inputs().size() == 2
        && isFloat(sort.inputs().get(0).tensor())
        && sort.dimension() == sort.inputs().get(0).tensor().rank() - 1
        && isCounted(sort.inputs().get(1), sort, index)
        && isDescending(sort.comparator())
        && node.results().stream().allMatch(value -> isReadFirst(value, index));
  }

  private static boolean isFloat(TensorType type) {
    return switch (type.element()) {
      case F16, BF16, F32, F64 -> type.isStatic() && type.elementCount() > 0;
      default -> false;
    };
  }

  private static boolean isCounted(Value places, SortOp sort, GraphIndex index) {
    return places.tensor().element() == ElementType.S32
        && index
            .op(places, IotaOp.class)
            .filter(iota -> iota.iotaDimension() == sort.dimension())
            .isPresent();
  }

  private static boolean isDescending(Region body) {
    return body.nodes().size() == 1
        && body.nodes().getFirst().op() instanceof CompareOp compare
        && compare.direction() == CompareOp.Direction.GT
        && compare.comparison() == CompareOp.Comparison.TOTALORDER
        && compare.operands().equals(body.parameters().subList(0, 2))
        && body.results().equals(body.nodes().getFirst().results());
  }

  /// Whether nobody reads more than the first along the last axis.
  private static boolean isReadFirst(Value value, GraphIndex index) {
    long[] sizes = value.tensor().dims().toArray();
    sizes[sizes.length - 1] = 1;
    ImmutableLongArray firsts = ImmutableLongArray.copyOf(sizes);
    return !index.isReturned(value)
        && index.users(value).stream()
            .allMatch(
                user ->
                    index.areTogether(user, index.definition(value).orElseThrow())
                        && user.op() instanceof SliceOp slice
                        && slice.limitIndices().equals(firsts)
                        && slice.startIndices().stream().allMatch(start -> start == 0)
                        && slice.strides().stream().allMatch(stride -> stride == 1));
  }
}
