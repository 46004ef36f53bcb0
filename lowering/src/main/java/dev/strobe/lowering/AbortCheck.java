package dev.strobe.lowering;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.SortOp;
import java.util.List;

/// Refuses valid ops on which XLA's compiler ends the process.
final class AbortCheck {
  private static final ImmutableSet<ElementType> RANDOM =
      ImmutableSet.of(
          ElementType.S32,
          ElementType.S64,
          ElementType.U32,
          ElementType.U64,
          ElementType.BF16,
          ElementType.F16,
          ElementType.F32,
          ElementType.F64);

  private AbortCheck() {}

  static void require(Program program) {
    for (Graph function : program.functions()) {
      nodes(function.nodes());
    }
  }

  private static void nodes(List<Node> nodes) {
    for (Node node : nodes) {
      require(node);
      for (Region region : node.op().regions()) {
        nodes(region.nodes());
      }
    }
  }

  private static void require(Node node) {
    if (node.op() instanceof RngOp op && !RANDOM.contains(op.type().element())) {
      String mend = "; draw in a wider type and convert the result";
      throw refusal(node, "one of the element types " + RANDOM, op.type() + mend);
    }
    if (node.op() instanceof BitcastConvertOp op && cutsComplex(op)) {
      String mend = "; take the real and imaginary parts and convert those";
      throw refusal(node, "complex types of one width", op.operand().type() + mend);
    }
    if (node.op() instanceof ConcatenateOp op
        && op.inputs().stream().anyMatch(AbortCheck::isOfTwoBits)) {
      String mend = "; convert them to wider types and the result back";
      throw refusal(node, "operands of 4 bits at least", op.inputs() + mend);
    }
    boolean moves = node.op() instanceof SortOp || node.op() instanceof SelectAndScatterOp;
    if (moves && node.op().operands().stream().anyMatch(AbortCheck::isPacked)) {
      String mend = "; convert them to wider types and the results back";
      throw refusal(node, "operands of 8 bits at least", node.op().operands() + mend);
    }
    if (node.op() instanceof SelectAndScatterOp op && op.operand().tensor().isScalar()) {
      String mend = "; reshape it to one of size one";
      throw refusal(node, "an operand with an axis", op.operand().type() + mend);
    }
  }

  private static boolean isPacked(Value value) {
    ElementType element = value.tensor().element();
    return element.bits() < 8 && !element.isBoolean();
  }

  private static boolean isOfTwoBits(Value value) {
    return value.tensor().element().bits() == 2;
  }

  private static boolean cutsComplex(BitcastConvertOp op) {
    ElementType from = op.operand().tensor().element();
    return from.isComplex() && from != op.storage().element();
  }

  private static InvalidOpException refusal(Node node, String constraint, String actual) {
    return new InvalidOpException(
        node.op().name()
            + (node.location().isUnknown() ? "" : " at " + node.location())
            + " requires "
            + constraint
            + " to be compiled by XLA, got "
            + actual);
  }
}
