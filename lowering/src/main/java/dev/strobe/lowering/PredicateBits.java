package dev.strobe.lowering;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CompareOp;
import java.util.Arrays;
import java.util.stream.LongStream;

/// A `bitcast_convert` between predicates and elements of several bits, in arithmetic; the first
/// predicate is the lowest bit.
final class PredicateBits {
  private static final int BYTE = 8;

  private PredicateBits() {}

  /// Whether predicates become the bits of something else that has a word of its width.
  static boolean arePacked(BitcastConvertOp op) {
    return isPredicate(op.operand().tensor()) && hasWord(op.storage());
  }

  /// Whether the bits of something else that has a word of its width become predicates.
  static boolean areUnpacked(BitcastConvertOp op) {
    return isPredicate(op.storage()) && hasWord(op.operand().tensor());
  }

  private static boolean isPredicate(TensorType type) {
    return type.element().isBoolean();
  }

  private static boolean hasWord(TensorType type) {
    int bits = type.element().bits();
    return bits > 1 && Arrays.stream(ElementType.values()).anyMatch(each -> isWord(each, bits));
  }

  private static boolean isWord(ElementType element, int bits) {
    return element.kind() == ElementType.Kind.UNSIGNED && element.bits() == bits;
  }

  /// The unsigned integers of a width.
  static ElementType unsigned(int bits) {
    return Arrays.stream(ElementType.values())
        .filter(each -> isWord(each, bits))
        .findFirst()
        .orElseThrow();
  }

  static Value packed(GraphBuilder b, BitcastConvertOp op) {
    ElementType word = unsigned(op.storage().element().bits());
    Value bits = b.convert(op.operand(), unsigned(Math.max(BYTE, word.bits())));
    int last = bits.tensor().rank() - 1;
    Value places = b.iota(bits.tensor(), last);
    Value sum = b.reduceSum(b.binary(BinaryOp.Kind.SHIFT_LEFT, bits, places), last);
    return bitcast(b, b.cast(sum, word), op.storage().element());
  }

  static Value unpacked(GraphBuilder b, BitcastConvertOp op) {
    ElementType word = unsigned(op.operand().tensor().element().bits());
    ElementType wide = unsigned(Math.max(BYTE, word.bits()));
    Value bits = b.cast(bitcast(b, op.operand(), word), wide);
    int rank = bits.tensor().rank();
    long[] axes = LongStream.range(0, rank).toArray();
    Value copies = b.broadcast(bits, op.storage().dims().toArray(), axes);
    Value places = b.iota(copies.tensor(), rank);
    Value shifted = b.binary(BinaryOp.Kind.SHIFT_RIGHT_LOGICAL, copies, places);
    Value one = b.splat(copies.tensor(), 1);
    return b.compare(b.and(shifted, one), one, CompareOp.Direction.EQ);
  }

  private static Value bitcast(GraphBuilder b, Value value, ElementType element) {
    TensorType type = value.tensor();
    return type.element() == element
        ? value
        : b.emit(new BitcastConvertOp(value, type.withElement(element))).getFirst();
  }
}
