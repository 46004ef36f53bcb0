package dev.strobe.ir.refine;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.DynamicShapeOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which functions have sizes that are not known, themselves or in what they call.
final class UnknownShapes {
  private final Program program;
  private final Map<String, Boolean> found = new HashMap<>();

  UnknownShapes(Program program) {
    this.program = program;
  }

  static boolean isUnknown(Type type) {
    return type.tensors().stream().anyMatch(tensor -> !tensor.isStatic());
  }

  boolean in(Graph function) {
    Boolean known = found.get(function.name());
    if (known == null) {
      known = anyUnknown(function.parameterTypes()) || inNodes(function.nodes());
      found.put(function.name(), known);
    }
    return known;
  }

  private boolean inNodes(List<Node> nodes) {
    return nodes.stream().anyMatch(this::inNode);
  }

  private boolean inNode(Node node) {
    if (node.op() instanceof DynamicShapeOp
        || (node.op() instanceof CustomCallOp call && ShapeCalls.owns(call))
        || node.results().stream().map(Value::type).anyMatch(UnknownShapes::isUnknown)) {
      return true;
    }
    if (node.op() instanceof CallingOp call) {
      return program.function(call.callee()).map(this::in).orElse(false);
    }
    return node.op().regions().stream().anyMatch(this::inRegion);
  }

  private boolean inRegion(Region region) {
    return anyUnknown(region.parameterTypes()) || inNodes(region.nodes());
  }

  private static boolean anyUnknown(List<Type> types) {
    return types.stream().anyMatch(UnknownShapes::isUnknown);
  }
}
