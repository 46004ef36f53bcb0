package dev.strobe.ir.text;

import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads `dense<...> : tensor<...>`: one element for all, nested lists, or the bytes in
/// hexadecimal, there or in a resource of the text.
final class LiteralSyntax {
  private static final int LONGEST_NUMBER = 800;

  private final Cursor cursor;
  private final TensorType type;
  private final ElementType element;

  private LiteralSyntax(Cursor cursor, TensorType type) {
    this.cursor = cursor;
    this.type = type;
    this.element = type.element();
  }

  /// Takes a literal with its type, which stands behind it but says how to read it. Quantised
  /// elements are those of the storage type.
  static Literal read(Cursor cursor, Resources resources) {
    Cursor content = cursor.copyAt(cursor.place());
    TensorType type = QuantizedTensorType.storageOf(skip(cursor));
    boolean resource = content.tryWord("dense_resource");
    content.take(resource ? "" : "dense");
    int start = content.place();
    content.take("<");
    try {
      LiteralSyntax syntax = new LiteralSyntax(content, type);
      Literal literal = resource ? syntax.resource(resources) : syntax.content();
      content.take(">");
      return literal;
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
  }

  /// Passes over a literal; returns its type.
  static Type skip(Cursor cursor) {
    if (!cursor.tryWord("dense") && !cursor.tryWord("dense_resource")) {
      throw cursor.fail("a constant such as dense<0> : tensor<i32>");
    }
    if (cursor.peek() != '<') {
      throw cursor.fail("'<'");
    }
    cursor.skipBracketed();
    cursor.take(":");
    return TypeSyntax.type(cursor);
  }

  private Literal resource(Resources resources) {
    int start = cursor.place();
    String name = cursor.bareOrQuoted("the name of a resource");
    byte[] bytes =
        resources
            .bytes(name)
            .orElseThrow(() -> cursor.failAt(start, "a resource that the text holds", name));
    return ofBytes(bytes, start);
  }

  private Literal content() {
    return switch (cursor.peek()) {
      case '>' -> Literal.ofBytes(type, new byte[0]);
      case '"' -> blob();
      case '[' -> Literal.ofBytes(type, list());
      default -> Literal.splat(type, ByteBuffer.wrap(element()));
    };
  }

  private Literal blob() {
    int start = cursor.place();
    byte[] bytes =
        Resources.hexadecimal(cursor.string())
            .orElseThrow(
                () -> cursor.failAt(start, "the bytes of a tensor such as \"0x0000803F\""));
    boolean one = bytes.length == element.hostBytes() && bytes.length != type.byteSize();
    return one && !element.isBoolean()
        ? Literal.splat(type, ByteBuffer.wrap(bytes))
        : ofBytes(bytes, start);
  }

  private Literal ofBytes(byte[] bytes, int start) {
    if (bytes.length == type.byteSize()) {
      return Literal.ofBytes(type, bytes);
    }
    if (element.isBoolean()) {
      return packed(bytes, start);
    }
    throw cursor.failAt(start, type.byteSize() + " bytes for " + type, bytes.length + " bytes");
  }

  /// Predicates as older versions of MLIR pack them: eight in a byte, the lowest bit first.
  private Literal packed(byte[] bytes, int start) {
    long count = type.elementCount();
    if (bytes.length == 1 && (bytes[0] == 0 || bytes[0] == -1)) {
      return Literal.splat(type, bytes[0]);
    }
    if (bytes.length != Math.ceilDiv(count, 8)) {
      throw cursor.failAt(start, "bits or bytes of " + type, bytes.length + " bytes");
    }
    byte[] unpacked = new byte[(int) count];
    for (int i = 0; i < unpacked.length; i++) {
      unpacked[i] = (byte) (bytes[i / 8] >> (i % 8) & 1);
    }
    return Literal.ofBytes(type, unpacked);
  }

  /// Nested lists; `depth` lists are open, and `counts` holds how many parts each has so far.
  private byte[] list() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long[] counts = new long[type.rank()];
    int depth = 0;
    do {
      if (depth < type.rank() && cursor.tryTake("[")) {
        counts[depth++] = 0;
        if (!cursor.looksAt("]")) {
          continue;
        }
      } else if (depth == type.rank()) {
        bytes.writeBytes(element());
        counts[depth - 1]++;
      } else {
        throw cursor.fail("lists as deep as " + type);
      }
      depth = closeLists(counts, depth);
      if (depth > 0) {
        cursor.take(",");
      }
    } while (depth > 0);
    return bytes.toByteArray();
  }

  /// Closes the lists that end here; returns how many stay open.
  private int closeLists(long[] counts, int depth) {
    int open = depth;
    while (open > 0 && cursor.looksAt("]")) {
      open--;
      if (counts[open] != type.dim(open)) {
        throw cursor.fail(
            type.dim(open) + " parts of axis " + open + " of " + type + ", not " + counts[open]);
      }
      cursor.take("]");
      if (open > 0) {
        counts[open - 1]++;
      }
    }
    return open;
  }

  private byte[] element() {
    ByteBuffer bytes = ByteBuffer.allocate(element.hostBytes()).order(ByteOrder.LITTLE_ENDIAN);
    switch (element.kind()) {
      case BOOLEAN -> ElementCodec.writeLong(element, bytes, 0, predicate());
      case SIGNED, UNSIGNED -> ElementCodec.writeLong(element, bytes, 0, integer());
      case FLOAT -> number(element, bytes, 0);
      case COMPLEX -> {
        cursor.take("(");
        number(element.real(), bytes, 0);
        cursor.take(",");
        number(element.real(), bytes, 1);
        cursor.take(")");
      }
    }
    return bytes.array();
  }

  private long predicate() {
    if (cursor.tryWord("true") || cursor.tryWord("1")) {
      return 1;
    }
    if (cursor.tryWord("false") || cursor.tryWord("0")) {
      return 0;
    }
    throw cursor.fail("true or false");
  }

  private long integer() {
    int start = cursor.place();
    String text = numeral();
    try {
      BigInteger value =
          text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
      boolean fits =
          value.signum() < 0
              ? value.bitLength() < element.bits()
              : value.bitLength() <= element.bits();
      if (fits) {
        return value.longValue();
      }
    } catch (NumberFormatException _) {
      // Told below, as a number out of range is.
    }
    throw cursor.failAt(start, "an integer of type " + element);
  }

  private void number(ElementType part, ByteBuffer bytes, int index) {
    int start = cursor.place();
    String text = numeral();
    try {
      if (!text.startsWith("0x")) {
        if (!text.contains(".")) {
          throw cursor.failAt(start, "a float such as 1.0 or its bits such as 0x3F800000");
        }
        ElementCodec.write(part, bytes, index, Double.parseDouble(text));
        return;
      }
      BigInteger bits = new BigInteger(text.substring(2), 16);
      if (bits.signum() >= 0 && bits.bitLength() <= part.bits()) {
        ElementCodec.writeLong(part, bytes, index, bits.longValue());
        return;
      }
    } catch (NumberFormatException _) {
      // Told below, as bits that are too many are.
    }
    throw cursor.failAt(start, "a number of type " + part);
  }

  /// The characters of a number: digits, sign, point and exponent, or hexadecimal digits.
  private String numeral() {
    int start = cursor.place();
    String text =
        cursor.run(c -> c == '-' || c == '+' || (c != '$' && c != '_' && Cursor.isNamePart(c)));
    if (text.isEmpty() || text.length() > LONGEST_NUMBER || !isNumeral(text)) {
      throw cursor.failAt(start, "a number of type " + element);
    }
    return text;
  }

  /// Java's parsers also take hexadecimal floats, `NaN` and suffixes, which MLIR's does not.
  private static boolean isNumeral(String text) {
    return text.startsWith("0x")
        ? text.substring(2).chars().allMatch(c -> Character.digit(c, 16) >= 0)
        : text.chars().allMatch(c -> "+-.eE".indexOf(c) >= 0 || Cursor.isDigit(c));
  }
}
