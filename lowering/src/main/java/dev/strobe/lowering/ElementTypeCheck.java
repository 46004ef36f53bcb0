package dev.strobe.lowering;

import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Target;
import dev.strobe.ir.Value;
import java.util.List;

/// Refuses values of element types that a target lacks, before its compiler fails on them.
final class ElementTypeCheck {
  private final Target target;

  private ElementTypeCheck(Target target) {
    this.target = target;
  }

  static void require(Program program, Target target) {
    ElementTypeCheck check = new ElementTypeCheck(target);
    for (Graph function : program.functions()) {
      for (Parameter parameter : function.parameters()) {
        check.value("parameter " + parameter.name(), Location.UNKNOWN, parameter.value());
      }
      check.nodes(function.nodes());
    }
  }

  private void nodes(List<Node> nodes) {
    for (Node node : nodes) {
      node.results().forEach(value -> value(node.op().name(), node.location(), value));
      for (Region region : node.op().regions()) {
        region.parameters().forEach(value -> value(node.op().name(), node.location(), value));
        nodes(region.nodes());
      }
    }
  }

  private void value(String what, Location location, Value value) {
    boolean has =
        value.type().tensors().stream()
            .allMatch(tensor -> target.elementTypes().contains(tensor.element()));
    if (!has) {
      throw new InvalidOpException(
          what
              + " requires an element type that "
              + target.platform()
              + " has, got "
              + value.type()
              + (location.isUnknown() ? "" : " at " + location)
              + "; convert it to a wider type");
    }
  }
}
