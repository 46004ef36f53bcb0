package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/// A StableHLO module: functions (the one named `main` is the entry), and what only passes through:
/// module attributes (name to MLIR attribute text), and the device meshes that shardings name (name
/// to what stands between the angle brackets of `sdy.mesh @name = <["x"=2]>`, and these).
public record Program(
    String name,
    ImmutableList<Graph> functions,
    ImmutableMap<String, String> attributes,
    ImmutableMap<String, String> meshes) {

  public Program(
      String name, ImmutableList<Graph> functions, ImmutableMap<String, String> attributes) {
    this(name, functions, attributes, ImmutableMap.of());
  }

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
    return new Program(main.name(), ImmutableList.of(main.withName("main")), ImmutableMap.of());
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
    return withFunctions(replaced);
  }

  /// The program with other functions.
  public Program withFunctions(ImmutableList<Graph> others) {
    return new Program(name, others, attributes, meshes);
  }
}
