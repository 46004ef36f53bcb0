package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.strobe.ir.op.CallingOp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which function of a program calls which; checks calls and finds recursion.
final class CallGraph {
  private final Map<String, Graph> functions;
  private final SetMultimap<String, String> callees = LinkedHashMultimap.create();

  CallGraph(Map<String, Graph> functions) {
    this.functions = functions;
  }

  /// Notes a call; returns what is wrong with it, if anything.
  Optional<String> check(String caller, CallingOp call) {
    Graph callee = functions.get(call.callee());
    if (callee == null) {
      return Optional.of(
          call.name() + " requires a function of the program, got @" + call.callee());
    }
    callees.put(caller, call.callee());
    ImmutableList<Type> given =
        call.operands().stream().map(Value::type).collect(ImmutableList.toImmutableList());
    if (!given.equals(callee.parameterTypes())) {
      return Optional.of(
          call.name()
              + " requires arguments of types "
              + callee.parameterTypes()
              + " for @"
              + call.callee()
              + ", got "
              + given);
    }
    if (!call.resultTypes().equals(callee.resultTypes())) {
      return Optional.of(
          call.name()
              + " requires result types "
              + callee.resultTypes()
              + " of @"
              + call.callee()
              + ", got "
              + call.resultTypes());
    }
    return Optional.empty();
  }

  /// The cycle that some function's calls lead into, if there is one.
  Optional<Diagnostic> recursion() {
    Set<String> unfinished = unfinished();
    if (unfinished.isEmpty()) {
      return Optional.empty();
    }
    // Every unfinished function calls another one, so following them comes round.
    Set<String> path = new LinkedHashSet<>();
    String name = unfinished.iterator().next();
    while (path.add(name)) {
      name = callees.get(name).stream().filter(unfinished::contains).findFirst().orElseThrow();
    }
    String start = name;
    String cycle =
        Stream.concat(path.stream().dropWhile(n -> !n.equals(start)), Stream.of(start))
            .collect(Collectors.joining(" -> @", "@", ""));
    return Optional.of(
        new Diagnostic(name, Location.UNKNOWN, "call requires no recursion, got " + cycle));
  }

  /// Functions that call, in some way, a function of a cycle.
  private Set<String> unfinished() {
    SetMultimap<String, String> callers = LinkedHashMultimap.create();
    callees.forEach((caller, callee) -> callers.put(callee, caller));
    Map<String, Integer> open = new HashMap<>();
    callees.keySet().forEach(caller -> open.put(caller, callees.get(caller).size()));
    Set<String> unfinished = new LinkedHashSet<>(callees.keySet());
    Deque<String> finished = new ArrayDeque<>(functions.keySet());
    finished.removeAll(unfinished);
    while (!finished.isEmpty()) {
      for (String caller : callers.get(finished.remove())) {
        if (open.merge(caller, -1, Integer::sum) == 0) {
          unfinished.remove(caller);
          finished.add(caller);
        }
      }
    }
    return unfinished;
  }
}
