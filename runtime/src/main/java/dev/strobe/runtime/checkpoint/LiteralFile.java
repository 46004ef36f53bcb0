package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Literals of every element type as NumPy files.
///
/// NumPy itself has no floats below f16, no bf16 and no integers below eight bits. Such floats are
/// written as f32, which holds them exactly, and read from f32 (rounded) or from the raw bytes that
/// the ml_dtypes package saves (`V1`, `V2`); narrow integers take a byte each.
public final class LiteralFile {
  private LiteralFile() {}

  /// Reads an array as a literal of the given type; sizes that it does not know are the array's.
  ///
  /// @throws CheckpointException if the file holds no array of that type
  public static Literal read(Path file, TensorType wanted) {
    NpyParser parser = NpyFile.parser(file);
    NpyParser.Content content = parser.content();
    FilePlace place = FilePlace.of(file);
    TensorType type = wanted.withDims(content.shape().stream());
    if (!type.fits(wanted)) {
      throw place.requires("an array of shape " + wanted.shapeText(), content.shape());
    }
    if (readable(type.element()).contains(content.type())) {
      parser.requireBytes(type.byteSize(), content);
      return Literal.ofBytes(type, content.data().toArray(ValueLayout.JAVA_BYTE));
    }
    if (isSmallFloat(type.element()) && content.type().equals("<f4")) {
      parser.requireBytes(type.elementCount() * Float.BYTES, content);
      return rounded(type, content.data());
    }
    throw place.requires("elements of " + type + " as " + readable(type.element()), content.type());
  }

  /// Writes a literal in one step; readers see the old file or the whole new one.
  ///
  /// @throws CheckpointException if the place cannot be written to
  public static void write(Path file, Literal literal) {
    TensorType type = literal.type();
    MemorySegment values =
        isSmallFloat(type.element())
            ? MemorySegment.ofArray(floats(literal))
            : MemorySegment.ofArray(bytes(literal));
    NpyFile.write(file, NpyFile.header(written(type.element()), type.dims()), values);
  }

  private static String written(ElementType element) {
    return isSmallFloat(element) ? "<f4" : readable(element).getFirst();
  }

  private static ImmutableList<String> readable(ElementType element) {
    return switch (element.kind()) {
      case BOOLEAN -> ImmutableList.of("|b1");
      case SIGNED -> ImmutableList.of(number('i', element.hostBytes()));
      case UNSIGNED -> ImmutableList.of(number('u', element.hostBytes()));
      case COMPLEX -> ImmutableList.of(number('c', element.hostBytes()));
      case FLOAT -> {
        int width = element.hostBytes();
        yield isSmallFloat(element)
            ? ImmutableList.of("|V" + width, "<V" + width, "<f" + width)
            : ImmutableList.of(number('f', width));
      }
    };
  }

  private static String number(char kind, int bytes) {
    return (bytes == 1 ? "|" : "<") + kind + bytes;
  }

  /// Whether NumPy lacks the type: all below 32 bits but f16.
  private static boolean isSmallFloat(ElementType element) {
    return element.isFloat() && element.bits() < 32 && element != ElementType.F16;
  }

  private static Literal rounded(TensorType type, MemorySegment data) {
    byte[] bytes = new byte[Math.toIntExact(type.byteSize())];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfFloat layout =
        ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < type.elementCount(); i++) {
      ElementCodec.write(type.element(), out, i, data.getAtIndex(layout, i));
    }
    return Literal.ofBytes(type, bytes);
  }

  private static float[] floats(Literal literal) {
    float[] values = new float[Math.toIntExact(literal.type().elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) literal.doubleAt(i);
    }
    return values;
  }

  /// The host form, in which narrow signed integers have their sign in all bits.
  private static byte[] bytes(Literal literal) {
    byte[] bytes = literal.segment().toArray(ValueLayout.JAVA_BYTE);
    ElementType element = literal.type().element();
    if (element.kind() == ElementType.Kind.SIGNED && element.bits() < 8) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) literal.longAt(i);
      }
    }
    return bytes;
  }
}
