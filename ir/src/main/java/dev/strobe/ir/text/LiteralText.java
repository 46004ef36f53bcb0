package dev.strobe.ir.text;

import com.google.common.io.BaseEncoding;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.SmallFloat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/// The `dense<...>` spelling of a literal; it keeps every bit pattern.
///
/// Equal elements are written once. Few elements are a list, many are the hexadecimal digits of
/// their bytes; predicates are always a list, since versions of MLIR differ in how they pack them.
/// A float is a decimal number where that reads back to the same bits, otherwise its bits.
final class LiteralText {
  private static final long LONGEST_LIST = 32;

  private LiteralText() {}

  static String of(Literal literal) {
    return "dense<" + content(literal) + ">";
  }

  /// A number as it stands in an attribute.
  static String ofF32(float value) {
    return element(Literal.scalar(ElementType.F32, value), 0);
  }

  private static String content(Literal literal) {
    long count = literal.type().elementCount();
    if (count == 0) {
      return "";
    }
    if (literal.isSplat()) {
      return element(literal, 0);
    }
    if (count > LONGEST_LIST && !literal.type().element().isBoolean()) {
      byte[] bytes = new byte[(int) literal.type().byteSize()];
      literal.bytes().get(bytes);
      return "\"0x" + BaseEncoding.base16().encode(bytes) + "\"";
    }
    StringBuilder out = new StringBuilder();
    list(literal, 0, 0, out);
    return out.toString();
  }

  /// Appends the part of the literal at `axis` that begins with element `from`; returns its end.
  private static int list(Literal literal, int axis, int from, StringBuilder out) {
    if (axis == literal.type().rank()) {
      out.append(element(literal, from));
      return from + 1;
    }
    int next = from;
    out.append('[');
    for (long i = 0; i < literal.type().dim(axis); i++) {
      out.append(i == 0 ? "" : ", ");
      next = list(literal, axis + 1, next, out);
    }
    out.append(']');
    return next;
  }

  private static String element(Literal literal, int index) {
    ElementType type = literal.type().element();
    return switch (type.kind()) {
      case BOOLEAN -> literal.longAt(index) == 0 ? "false" : "true";
      case SIGNED -> Long.toString(literal.longAt(index));
      case UNSIGNED -> Long.toUnsignedString(literal.longAt(index));
      case FLOAT -> number(type, literal.element(index), 0);
      case COMPLEX -> {
        ByteBuffer parts = literal.element(index);
        yield "(" + number(type.real(), parts, 0) + ", " + number(type.real(), parts, 1) + ")";
      }
    };
  }

  private static String number(ElementType type, ByteBuffer bytes, int index) {
    double value = ElementCodec.readDouble(type, bytes, index);
    long bits = bits(type, bytes, index);
    String text = type == ElementType.F32 ? Float.toString((float) value) : Double.toString(value);
    if (Double.isFinite(value) && parsedBits(type, text) == bits) {
      return text;
    }
    int digits = (type.bits() + 3) / 4;
    return String.format(Locale.ROOT, "0x%0" + digits + "X", bits);
  }

  /// The bits that a reader gets which parses to a double, as MLIR does, and rounds that.
  private static long parsedBits(ElementType type, String text) {
    double value = Double.parseDouble(text);
    if (type.bits() <= 16) {
      return SmallFloat.of(type).encode(value);
    }
    ByteBuffer scratch = ByteBuffer.allocate(type.hostBytes()).order(ByteOrder.LITTLE_ENDIAN);
    ElementCodec.write(type, scratch, 0, value);
    return bits(type, scratch, 0);
  }

  private static long bits(ElementType type, ByteBuffer bytes, int index) {
    return switch (type.hostBytes()) {
      case 1 -> Byte.toUnsignedLong(bytes.get(index));
      case 2 -> Short.toUnsignedLong(bytes.getShort(2 * index));
      case 4 -> Integer.toUnsignedLong(bytes.getInt(4 * index));
      default -> bytes.getLong(8 * index);
    };
  }
}
