package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/// One function: parameters, nodes in an order in which every value is defined before its use, and
/// the returned values with the names callers read them by.
public record Graph(
    String name,
    ImmutableList<Parameter> parameters,
    ImmutableList<Node> nodes,
    ImmutableList<Value> results,
    ImmutableList<String> resultNames,
    Attributes attributes) {

  /// What only passes through: name to MLIR attribute text, shardings of results too.
  ///
  /// @param own those of the function
  /// @param results those of each result; empty where none has any
  public record Attributes(
      ImmutableMap<String, String> own, ImmutableList<ImmutableMap<String, String>> results) {
    public static final Attributes NONE = new Attributes(ImmutableMap.of(), ImmutableList.of());

    public Attributes {
      results = results.stream().allMatch(Map::isEmpty) ? ImmutableList.of() : results;
    }

    /// Those of one result.
    public ImmutableMap<String, String> ofResult(int index) {
      return results.isEmpty() ? ImmutableMap.of() : results.get(index);
    }
  }

  public Graph(
      String name,
      ImmutableList<Parameter> parameters,
      ImmutableList<Node> nodes,
      ImmutableList<Value> results,
      ImmutableList<String> resultNames) {
    this(name, parameters, nodes, results, resultNames, Attributes.NONE);
  }

  public Graph {
    Checks.require(
        attributes.results().isEmpty() || attributes.results().size() == results.size(),
        "graph",
        "attributes for every result or none",
        results.size() + " results",
        attributes.results().size() + " dictionaries");
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
    return new Graph(name, parameters, newNodes, newResults, resultNames, attributes);
  }

  /// The same function by another name.
  public Graph withName(String other) {
    return new Graph(other, parameters, nodes, results, resultNames, attributes);
  }

  /// The same function of parameters that say other things of the same values.
  public Graph withParameters(ImmutableList<Parameter> others) {
    return new Graph(name, others, nodes, results, resultNames, attributes);
  }
}
