package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/// A StableHLO module: functions (the one named `main` is the entry), and module attributes that
/// only pass through (name to MLIR attribute text).
public record Program(
    String name, ImmutableList<Graph> functions, ImmutableMap<String, String> attributes) {

  public Program {
    long distinct = functions.stream().map(Graph::name).distinct().count();
    Checks.require(
        distinct == functions.size(),
        "program",
        "functions with distinct names",
        functions.stream().map(Graph::name).toList());
  }

  /// A program of one graph, which becomes its `main`.
  public static Program of(Graph main) {
    Graph entry =
        new Graph("main", main.parameters(), main.nodes(), main.results(), main.resultNames());
    return new Program(main.name(), ImmutableList.of(entry), ImmutableMap.of());
  }

  /// The entry function.
  public Graph main() {
    return function("main")
        .orElseThrow(
            () ->
                new InvalidOpException(
                    "program requires a function named main, got "
                        + functions.stream().map(Graph::name).toList()));
  }

  public Optional<Graph> function(String functionName) {
    return functions.stream().filter(f -> f.name().equals(functionName)).findFirst();
  }

  /// The program with its entry function replaced by a rewritten one.
  public Program withMain(Graph main) {
    ImmutableList<Graph> replaced =
        functions.stream()
            .map(f -> f.name().equals("main") ? main : f)
            .collect(ImmutableList.toImmutableList());
    return new Program(name, replaced, attributes);
  }
}
