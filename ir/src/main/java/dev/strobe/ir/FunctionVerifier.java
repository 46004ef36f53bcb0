package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.op.CallingOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks one function: every value defined once and before its use, types, names and roles.
final class FunctionVerifier {
  private final Graph graph;
  private final CallGraph calls;
  private final Set<Value> defined = new HashSet<>();
  private final Set<Value> visible = new HashSet<>();
  private final ImmutableList.Builder<Diagnostic> found = ImmutableList.builder();

  FunctionVerifier(Graph graph, CallGraph calls) {
    this.graph = graph;
    this.calls = calls;
  }

  ImmutableList<Diagnostic> verify() {
    Set<String> names = new HashSet<>();
    for (Parameter parameter : graph.parameters()) {
      define("parameter", Location.UNKNOWN, parameter.value());
      if (!parameter.name().isEmpty() && !names.add(parameter.name())) {
        report(Location.UNKNOWN, "graph requires distinct parameter names", parameter.name());
      }
    }
    nodes(graph.nodes());
    requireVisible("return", Location.UNKNOWN, graph.results());
    resultNames();
    states();
    return found.build();
  }

  private void nodes(List<Node> nodes) {
    for (Node node : nodes) {
      requireVisible(node.op().name(), node.location(), node.op().operands());
      node.op().regions().forEach(region -> region(node, region));
      resultTypes(node);
      if (node.op() instanceof CallingOp call) {
        calls
            .check(graph.name(), call)
            .ifPresent(fault -> found.add(new Diagnostic(graph.name(), node.location(), fault)));
      }
      node.results().forEach(value -> define(node.op().name(), node.location(), value));
    }
  }

  /// A region sees what is around it; nothing outside sees what it defines.
  private void region(Node node, Region region) {
    region.parameters().forEach(value -> define(node.op().name(), node.location(), value));
    nodes(region.nodes());
    requireVisible(node.op().name() + " body", node.location(), region.results());
    region.parameters().forEach(visible::remove);
    region.nodes().forEach(inner -> inner.results().forEach(visible::remove));
  }

  private void resultTypes(Node node) {
    List<Type> actual = new ArrayList<>();
    node.results().forEach(value -> actual.add(value.type()));
    List<Type> computed = node.op().resultTypes();
    if (!Type.allFit(actual, computed)) {
      report(node.location(), node.op().name() + " requires result types " + computed, actual);
    }
  }

  private void define(String what, Location location, Value value) {
    if (!defined.add(value)) {
      report(location, what + " requires values that nothing else defines", value);
    }
    visible.add(value);
  }

  private void requireVisible(String what, Location location, List<Value> values) {
    for (Value value : values) {
      if (!visible.contains(value)) {
        report(location, what + " requires operands defined before it", value);
      }
    }
  }

  private void resultNames() {
    Set<String> names = new HashSet<>();
    for (String name : graph.resultNames()) {
      if (!name.isEmpty() && !names.add(name)) {
        report(Location.UNKNOWN, "graph requires distinct result names", name);
      }
    }
  }

  private void states() {
    Map<Integer, String> owners = new HashMap<>();
    for (Parameter parameter : graph.parameters()) {
      if (parameter.role() instanceof Role.State(int result)) {
        state(parameter, result);
        String other = owners.putIfAbsent(result, parameter.name());
        if (other != null) {
          String what = "state " + parameter.name() + " requires a result of its own";
          report(Location.UNKNOWN, what, "result " + result + " of " + other);
        }
      }
    }
  }

  private void state(Parameter parameter, int result) {
    int count = graph.results().size();
    if (result < 0 || result >= count) {
      String what = "state " + parameter.name() + " requires one of " + count + " results";
      report(Location.UNKNOWN, what, "result " + result);
    } else if (!graph.results().get(result).type().equals(parameter.value().type())) {
      String what =
          "state " + parameter.name() + " requires a result of type " + parameter.value().type();
      report(Location.UNKNOWN, what, graph.results().get(result).type());
    }
  }

  private void report(Location location, String required, Object actual) {
    found.add(new Diagnostic(graph.name(), location, required + ", got " + actual));
  }
}
