package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.op.CallingOp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which functions of a program are called.
final class CalledFunctions {
  private CalledFunctions() {}

  /// The program with rewritten functions, but those that were called before and are no more.
  static Program keep(Program before, ImmutableList<Graph> rewritten) {
    if (rewritten.size() == 1) {
      return before.withFunctions(rewritten);
    }
    Set<String> called = new HashSet<>(calls(before.functions()).values());
    SetMultimap<String, String> calls = calls(rewritten);
    Set<String> kept = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    rewritten.stream()
        .map(Graph::name)
        .filter(name -> name.equals("main") || !called.contains(name))
        .forEach(open::add);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (kept.add(name)) {
        open.addAll(calls.get(name));
      }
    }
    return before.withFunctions(
        rewritten.stream()
            .filter(function -> kept.contains(function.name()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static SetMultimap<String, String> calls(List<Graph> functions) {
    SetMultimap<String, String> calls = LinkedHashMultimap.create();
    functions.forEach(function -> add(function.name(), function.nodes(), calls));
    return calls;
  }

  private static void add(String caller, List<Node> nodes, SetMultimap<String, String> calls) {
    for (Node node : nodes) {
      if (node.op() instanceof CallingOp call) {
        calls.put(caller, call.callee());
      }
      node.op().regions().forEach(region -> add(caller, region.nodes(), calls));
    }
  }
}
