package dev.strobe.lowering;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.GatherOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Clamps the starts of a `dynamic_slice` of which a `dynamic_slice` or `gather` takes a part, and
/// those of such a `dynamic_slice`.
///
/// XLA makes one of the two by adding their starts, and clamps only the sum: starts that StableHLO
/// clamps then lead elsewhere (`docs/xla-differences.md`). Clamped in words, they add up.
final class ClampedSlices {
  private final Map<Value, Node> definitions = new HashMap<>();
  private final Set<Node> sliced = new HashSet<>();
  private final boolean mayInline;

  private ClampedSlices(boolean mayInline) {
    this.mayInline = mayInline;
  }

  static Program apply(Program program) {
    ClampedSlices slices = new ClampedSlices(program.functions().size() > 1);
    program.functions().forEach(function -> slices.find(function.nodes()));
    if (slices.sliced.isEmpty()) {
      return program;
    }
    return NodeRewrite.apply(program, slices::clamped);
  }

  private void find(List<Node> nodes) {
    for (Node node : nodes) {
      node.results().forEach(result -> definitions.put(result, node));
      node.op().regions().forEach(region -> find(region.nodes()));
      switch (node.op()) {
        case DynamicSliceOp op -> {
          if (markOrigin(op.operand()) || mayInline) {
            sliced.add(node);
          }
        }
        case GatherOp op -> markOrigin(op.operand());
        default -> {}
      }
    }
  }

  /// Marks the slice that a value comes from through ops of one operand, which XLA may reorder, or
  /// simplify where it is given twice.
  private boolean markOrigin(Value value) {
    Node node = definitions.get(value);
    while (node != null && !(node.op() instanceof DynamicSliceOp)) {
      boolean passes = node.op().operands().stream().distinct().count() == 1;
      node = passes ? definitions.get(node.op().operands().getFirst()) : null;
    }
    if (node != null) {
      sliced.add(node);
    }
    return node != null;
  }

  private List<Node> clamped(Node node) {
    return node.op() instanceof DynamicSliceOp op && sliced.contains(node)
        ? clamped(node, op)
        : List.of(node);
  }

  private ImmutableList<Node> clamped(Node node, DynamicSliceOp op) {
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    List<Value> starts = new ArrayList<>();
    for (int d = 0; d < op.startIndices().size(); d++) {
      Value start = op.startIndices().get(d);
      long last = op.operand().tensor().dim(d) - op.sliceSizes().get(d);
      starts.add(isClamped(start) ? start : clamp(start, last, node.location(), out));
    }
    out.add(
        node.withOp(
            new DynamicSliceOp(op.operand(), ImmutableList.copyOf(starts), op.sliceSizes())));
    return out.build();
  }

  private boolean isClamped(Value start) {
    Node node = definitions.get(start);
    return node != null && node.op() instanceof ClampOp;
  }

  private static Value clamp(
      Value start, long last, Location location, ImmutableList.Builder<Node> out) {
    ElementType element = start.tensor().element();
    int valueBits = element.kind() == ElementType.Kind.SIGNED ? element.bits() - 1 : element.bits();
    double greatest = Math.scalb(1.0, valueBits) - 1;
    TensorType scalar = TensorType.of(element);
    Node zero = Node.of(new ConstantOp(Literal.splat(scalar, 0)), location);
    Node limit = Node.of(new ConstantOp(Literal.splat(scalar, Math.min(last, greatest))), location);
    Node clamp = Node.of(new ClampOp(zero.result(), start, limit.result()), location);
    out.add(zero, limit, clamp);
    return clamp.result();
  }
}
