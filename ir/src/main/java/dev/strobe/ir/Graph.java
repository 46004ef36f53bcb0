package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;

/// One function: parameters, nodes in an order in which every value is defined before its use, and
/// the returned values with the names callers read them by.
public record Graph(
    String name,
    ImmutableList<Parameter> parameters,
    ImmutableList<Node> nodes,
    ImmutableList<Value> results,
    ImmutableList<String> resultNames) {

  public Graph {
    Checks.require(
        results.size() == resultNames.size(),
        "graph",
        "one name for every result",
        results.size() + " results",
        resultNames.size() + " names");
  }

  public ImmutableList<Type> parameterTypes() {
    return parameters.stream().map(p -> p.value().type()).collect(toImmutableList());
  }

  public ImmutableList<Type> resultTypes() {
    return results.stream().map(Value::type).collect(toImmutableList());
  }

  /// The same signature over other nodes.
  public Graph withBody(ImmutableList<Node> newNodes, ImmutableList<Value> newResults) {
    return new Graph(name, parameters, newNodes, newResults, resultNames);
  }
}
