package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks what constructors of single ops cannot see: how nodes, regions, functions and roles fit
/// together. Reports everything that is wrong, in linear time, however deep the graph.
public final class Verifier {
  private Verifier() {}

  /// All faults of a program in order of appearance; empty for a valid one.
  public static ImmutableList<Diagnostic> verify(Program program) {
    ImmutableList.Builder<Diagnostic> found = ImmutableList.builder();
    Map<String, Graph> functions = new HashMap<>();
    program.functions().forEach(function -> functions.put(function.name(), function));
    if (!functions.containsKey("main")) {
      String names = program.functions().stream().map(Graph::name).toList().toString();
      String message = "program requires a function named main, got " + names;
      found.add(new Diagnostic("", Location.UNKNOWN, message));
    }
    CallGraph calls = new CallGraph(functions);
    for (Graph function : program.functions()) {
      found.addAll(new FunctionVerifier(function, calls).verify());
    }
    calls.recursion().ifPresent(found::add);
    return found.build();
  }

  /// Throws an [InvalidOpException] that names every fault, unless there is none.
  public static void requireValid(Program program) {
    List<Diagnostic> found = verify(program);
    if (!found.isEmpty()) {
      throw new InvalidOpException(
          found.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    }
  }
}
