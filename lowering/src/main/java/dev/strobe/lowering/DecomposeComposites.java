package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Target;
import dev.strobe.ir.op.CompositeOp;
import java.util.List;

/// Writes out composites that a target has no form for.
record DecomposeComposites(Target target) {
  Program apply(Program program) {
    return program.withFunctions(
        program.functions().stream()
            .map(function -> function.withBody(nodes(function.nodes()), function.results()))
            .collect(toImmutableList()));
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    for (Node node : nodes) {
      Op op = node.op();
      if (op instanceof CompositeOp composite
          && !target.composites().contains(composite.compositeName())) {
        out.addAll(
            composite
                .decomposition()
                .defining(node.results(), node.location(), node.sharding(), node.attributes()));
      } else {
        out.add(node.withOp(op.withRegions(op.regions().stream().map(this::region).toList())));
      }
    }
    return out.build();
  }

  private Region region(Region region) {
    return new Region(region.parameters(), nodes(region.nodes()), region.results());
  }
}
