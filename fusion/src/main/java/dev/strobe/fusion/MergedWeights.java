package dev.strobe.fusion;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A function whose weights `[out, in]` that one value is multiplied by are one weight, with the
/// rows of all: one product in the place of those to queries, keys and values, or to the gate and
/// what it lets through.
///
/// What [MergeProjections] does for constants. It is no pass, since the function gets other
/// parameters: whoever loads weights puts the rows one after another. A weight with another reader
/// stays.
public final class MergedWeights {
  /// Between the names of weights in that of the parameter that holds their rows.
  private static final String AND = "+";

  private static final ImmutableLongArray LAST = ImmutableLongArray.of(1);

  private final Map<Value, Parameter> weights = new HashMap<>();
  private final Map<Value, Parameter> merged = new HashMap<>();
  private final GraphIndex index;

  private MergedWeights(Graph graph) {
    this.index = new GraphIndex(graph);
    for (Parameter parameter : graph.parameters()) {
      if (parameter.role() instanceof Role.Weight && isReadOnce(parameter.value())) {
        weights.put(parameter.value(), parameter);
      }
    }
  }

  /// The same function of merged weights.
  public static Graph of(Graph graph) {
    MergedWeights own = new MergedWeights(graph);
    Graph body = new SharedProjections(graph, own::kept).merged(graph, own::joined);
    ImmutableList<Parameter> parameters =
        graph.parameters().stream()
            .map(parameter -> own.merged.getOrDefault(parameter.value(), parameter))
            .distinct()
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Node> nodes =
        body.nodes().stream()
            .filter(node -> !own.isOfMerged(node))
            .collect(ImmutableList.toImmutableList());
    return body.withParameters(parameters).withBody(nodes, body.results());
  }

  /// Whether a node converts a weight that is no parameter of its own any more.
  private boolean isOfMerged(Node node) {
    return node.op() instanceof ConvertOp convert && merged.containsKey(convert.operand());
  }

  /// The weights whose rows a parameter of this name holds, in order.
  public static ImmutableList<String> parts(String parameter) {
    return ImmutableList.copyOf(Splitter.on(AND).split(parameter));
  }

  private boolean isReadOnce(Value value) {
    return index.users(value).size() == 1 && !index.isReturned(value);
  }

  /// The element type of the weight whose rows a product is with, if nothing else reads it.
  private Optional<ElementType> kept(DotGeneralOp dot) {
    return dot.dimensions().rhsContracting().equals(LAST) && isReadOnce(dot.rhs())
        ? Optional.ofNullable(weights.get(index.behind(dot.rhs(), ConvertOp.class)))
            .map(weight -> weight.tensor().element())
        : Optional.empty();
  }

  private Value joined(GraphBuilder b, List<Value> matrices, int rows) {
    List<Parameter> parts =
        matrices.stream()
            .map(matrix -> weights.get(index.behind(matrix, ConvertOp.class)))
            .map(Objects::requireNonNull)
            .toList();
    TensorType first = parts.getFirst().tensor();
    long all = parts.stream().mapToLong(part -> part.tensor().dim(rows)).sum();
    String name = parts.stream().map(Parameter::name).collect(Collectors.joining(AND));
    Value value = new Value(first.withDims(all, first.dim(1)), name);
    parts.forEach(
        part -> merged.put(part.value(), new Parameter(value, name, new Role.Weight(""))));
    return b.cast(value, matrices.getFirst().tensor().element());
  }
}
