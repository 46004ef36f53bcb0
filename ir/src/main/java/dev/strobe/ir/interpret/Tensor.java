package dev.strobe.ir.interpret;

import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.SmallFloat;
import dev.strobe.ir.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A tensor under interpretation: the bits of every element, zero-extended, in a word each (a
/// complex element takes two, real then imaginary).
///
/// Keeping bits makes moving and bitcasting exact for every type; arithmetic decodes, computes and
/// rounds back. Written only by the op that makes it.
final class Tensor implements Datum {
  private final TensorType type;
  private final int lanes;
  private final ElementType lane;
  private final long[] words;

  private Tensor(TensorType type, long[] words) {
    this.type = type;
    this.lanes = type.element().isComplex() ? 2 : 1;
    this.lane = type.element().real();
    this.words = words;
  }

  /// A tensor of zero bits.
  static Tensor zeros(TensorType type) {
    long lanes = type.element().isComplex() ? 2 : 1;
    long count = type.elementCount() * lanes;
    Checks.require(count <= Integer.MAX_VALUE - 8, "interpreter", "less than 2^31 elements", type);
    return new Tensor(type, new long[(int) count]);
  }

  static Tensor of(Literal literal) {
    Tensor tensor = zeros(literal.type());
    ByteBuffer bytes = literal.bytes();
    int width = tensor.lane.hostBytes();
    for (int i = 0; i < tensor.words.length; i++) {
      tensor.words[i] =
          switch (width) {
            case 1 -> bytes.get(i) & tensor.mask();
            case 2 -> bytes.getShort(i * 2) & tensor.mask();
            case 4 -> bytes.getInt(i * 4) & tensor.mask();
            default -> bytes.getLong(i * 8);
          };
    }
    return tensor;
  }

  Literal literal() {
    byte[] bytes = new byte[Math.toIntExact(type.byteSize())];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int width = lane.hostBytes();
    for (long word : words) {
      switch (width) {
        case 1 -> buffer.put((byte) word);
        case 2 -> buffer.putShort((short) word);
        case 4 -> buffer.putInt((int) word);
        default -> buffer.putLong(word);
      }
    }
    return Literal.ofBytes(type, bytes);
  }

  TensorType type() {
    return type;
  }

  ElementType element() {
    return type.element();
  }

  /// Number of elements.
  int size() {
    return words.length / lanes;
  }

  /// The same elements under other dimensions.
  Tensor reshaped(TensorType other) {
    return new Tensor(other, words);
  }

  /// The value of a float element, the real part of a complex one.
  double real(int index) {
    return realLane(index * lanes);
  }

  /// The value of one lane of a float or complex element.
  double realLane(int at) {
    long word = words[at];
    return switch (lane) {
      case F64 -> Double.longBitsToDouble(word);
      case F32 -> Float.intBitsToFloat((int) word);
      case BF16 -> Float.intBitsToFloat((int) word << 16);
      default -> SmallFloat.of(lane).decode((int) word);
    };
  }

  Complex complex(int index) {
    return lane == ElementType.F32
        ? new Complex(real(index), Float.intBitsToFloat((int) words[index * 2 + 1]))
        : new Complex(real(index), Double.longBitsToDouble(words[index * 2 + 1]));
  }

  /// The value of an integer or predicate; u64 as its bits.
  long integer(int index) {
    int unused = 64 - lane.bits();
    return lane.kind() == ElementType.Kind.SIGNED ? words[index] << unused >> unused : words[index];
  }

  /// The bits of one lane, zero-extended.
  long word(int at) {
    return words[at];
  }

  /// Number of lanes.
  int wordCount() {
    return words.length;
  }

  /// Sets the bits of one lane; bits above its width are dropped.
  void setWord(int at, long word) {
    words[at] = word & mask();
  }

  /// Sets a float element, rounded to the element type.
  void setReal(int index, double value) {
    words[index * lanes] = encode(value);
  }

  void setComplex(int index, Complex value) {
    words[index * 2] = encode(value.re());
    words[index * 2 + 1] = encode(value.im());
  }

  /// Sets an integer, wrapped to the element type's width.
  void setInteger(int index, long value) {
    words[index] = value & mask();
  }

  /// All elements of a float tensor.
  double[] reals() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = real(i);
    }
    return values;
  }

  /// Copies one element, bits as they are.
  void copy(int index, Tensor source, int from) {
    for (int lane = 0; lane < lanes; lane++) {
      words[index * lanes + lane] = source.words[from * lanes + lane];
    }
  }

  /// One element as a tensor of its own.
  Tensor scalar(int index) {
    Tensor scalar = zeros(TensorType.of(type.element()));
    scalar.copy(0, this, index);
    return scalar;
  }

  /// The elements that a view names, in its order.
  Tensor read(View view, TensorType result) {
    int[] positions = view.positions();
    Tensor out = zeros(result);
    for (int i = 0; i < positions.length; i++) {
      out.copy(i, this, positions[i]);
    }
    return out;
  }

  /// Overwrites the elements that a view names with those of a tensor of as many elements.
  void write(View view, Tensor source) {
    int[] positions = view.positions();
    for (int i = 0; i < positions.length; i++) {
      copy(positions[i], source, i);
    }
  }

  /// A copy whose elements may be set.
  Tensor copy() {
    return new Tensor(type, words.clone());
  }

  private long encode(double value) {
    return switch (lane) {
      case F64 -> Double.doubleToRawLongBits(value);
      case F32 -> Float.floatToRawIntBits((float) value) & 0xFFFFFFFFL;
      default -> SmallFloat.of(lane).encode(value);
    };
  }

  private long mask() {
    return lane.bits() == 64 ? -1L : (1L << lane.bits()) - 1;
  }
}
