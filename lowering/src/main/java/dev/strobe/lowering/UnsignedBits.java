package dev.strobe.lowering;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Node;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import java.util.stream.Stream;

/// Draws random bits as unsigned integers and then takes them for what they are to be.
///
/// XLA gives unsigned integers whatever type it is asked for: signed integers or floats are then of
/// another type than the ops that read them expect (`docs/xla-differences.md`).
final class UnsignedBits {
  private UnsignedBits() {}

  static Stream<Node> of(Node node, RngBitGeneratorOp op) {
    TensorType type = op.output().withElement(unsigned(op.output().element()));
    Value state = node.results().get(0);
    Value bits = new Value(type);
    Node drawn =
        node.withOp(new RngBitGeneratorOp(op.initialState(), op.algorithm(), type))
            .withResults(ImmutableList.of(state, bits));
    Node taken =
        Node.of(new BitcastConvertOp(bits, op.output()), node.location())
            .withResults(node.results().subList(1, 2));
    return Stream.of(drawn, taken);
  }

  private static ElementType unsigned(ElementType element) {
    return Stream.of(ElementType.values())
        .filter(type -> type.kind() == ElementType.Kind.UNSIGNED && type.bits() == element.bits())
        .findFirst()
        .orElseThrow();
  }
}
