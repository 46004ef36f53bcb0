package dev.strobe.tests.differential;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import java.util.List;

/// Values to read in place of others of the same types, in regions too.
record Substitution(ImmutableMap<Value, Value> replaced) {
  static Substitution none() {
    return new Substitution(ImmutableMap.of());
  }

  static Substitution of(List<Value> from, List<Value> to) {
    ImmutableMap.Builder<Value, Value> replaced = ImmutableMap.builder();
    for (int i = 0; i < from.size(); i++) {
      replaced.put(from.get(i), to.get(i));
    }
    return new Substitution(replaced.buildOrThrow());
  }

  Value of(Value value) {
    return replaced.getOrDefault(value, value);
  }

  ImmutableList<Value> of(List<Value> values) {
    return values.stream().map(this::of).collect(toImmutableList());
  }

  Node of(Node node) {
    if (replaced.isEmpty()) {
      return node;
    }
    Op op = node.op().withOperands(of(node.op().operands()));
    return op.regions().isEmpty()
        ? node.withOp(op)
        : node.withOp(op.withRegions(op.regions().stream().map(this::of).toList()));
  }

  private Region of(Region region) {
    return new Region(
        region.parameters(),
        region.nodes().stream().map(this::of).collect(toImmutableList()),
        of(region.results()));
  }
}
