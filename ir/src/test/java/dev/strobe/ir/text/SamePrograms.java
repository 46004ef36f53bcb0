package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares programs by content, whatever values they are made of.
final class SamePrograms {
  private final Map<Value, Value> expectedOfActual = new HashMap<>();

  private SamePrograms() {}

  static void assertSame(Program expected, Program actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.attributes(), actual.attributes());
    assertEquals(expected.meshes(), actual.meshes());
    assertEquals(expected.functions().size(), actual.functions().size());
    for (int i = 0; i < expected.functions().size(); i++) {
      new SamePrograms().graph(expected.functions().get(i), actual.functions().get(i));
    }
  }

  private void graph(Graph expected, Graph actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.parameters().size(), actual.parameters().size());
    for (int i = 0; i < expected.parameters().size(); i++) {
      Parameter parameter = actual.parameters().get(i);
      Value value = expected.parameters().get(i).value();
      bind(ImmutableList.of(value), ImmutableList.of(parameter.value()));
      Parameter renamed =
          new Parameter(
              value,
              parameter.name(),
              parameter.role(),
              parameter.sharding(),
              parameter.attributes());
      assertEquals(expected.parameters().get(i), renamed);
    }
    nodes(expected.nodes(), actual.nodes());
    assertEquals(expected.results(), renamed(actual.results()));
    assertEquals(expected.resultNames(), actual.resultNames());
    assertEquals(expected.attributes(), actual.attributes());
  }

  private void nodes(List<Node> expected, List<Node> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Node left = expected.get(i);
      Node right = actual.get(i);
      for (int r = 0; r < left.op().regions().size(); r++) {
        region(left.op().regions().get(r), right.op().regions().get(r));
      }
      bind(left.results(), right.results());
      Node renamed =
          right
              .withOp(
                  right
                      .op()
                      .withOperands(renamed(right.op().operands()))
                      .withRegions(left.op().regions()))
              .withResults(left.results());
      assertEquals(left, renamed);
    }
  }

  private void region(Region expected, Region actual) {
    bind(expected.parameters(), actual.parameters());
    nodes(expected.nodes(), actual.nodes());
    assertEquals(expected.results(), renamed(actual.results()));
  }

  private void bind(List<Value> expected, List<Value> actual) {
    assertEquals(types(expected), types(actual));
    for (int i = 0; i < expected.size(); i++) {
      expectedOfActual.put(actual.get(i), expected.get(i));
    }
  }

  private static List<Type> types(List<Value> values) {
    return values.stream().map(Value::type).toList();
  }

  private ImmutableList<Value> renamed(List<Value> values) {
    return values.stream()
        .map(value -> expectedOfActual.getOrDefault(value, value))
        .collect(ImmutableList.toImmutableList());
  }
}
