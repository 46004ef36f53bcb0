package dev.strobe.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LiteralFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void readsWhatItWroteBitForBit(ElementType element) {
    TensorType type = TensorType.of(element, 3, 5);
    byte[] bytes = new byte[(int) type.byteSize()];
    new Random(element.bits()).nextBytes(bytes);
    Literal literal = withoutPayloads(Literal.ofBytes(type, bytes));
    Path file = folder.resolve("a.npy");
    LiteralFile.write(file, literal);
    assertEquals(literal, LiteralFile.read(file, type));
  }

  /// A NaN of a small float is one of many in f32, so it comes back as the usual one.
  private static Literal withoutPayloads(Literal literal) {
    ElementType element = literal.type().element();
    if (!element.isFloat() || element.bits() > 16) {
      return literal;
    }
    Literal one = Literal.splat(literal.type(), 1);
    byte[] bytes = new byte[(int) literal.type().byteSize()];
    int width = element.hostBytes();
    for (int i = 0; i < literal.type().elementCount(); i++) {
      Literal source = Double.isNaN(literal.doubleAt(i)) ? one : literal;
      source.element(i).get(bytes, i * width, width);
    }
    return Literal.ofBytes(literal.type(), bytes);
  }

  @Test
  void writesTheNamesThatNumPyKnows() throws IOException {
    assertEquals("<u8", name(ElementType.U64));
    assertEquals("|i1", name(ElementType.S4));
    assertEquals("|b1", name(ElementType.PRED));
    assertEquals("<c8", name(ElementType.C64));
    assertEquals("<f4", name(ElementType.BF16));
    assertEquals("<f2", name(ElementType.F16));
  }

  private String name(ElementType element) throws IOException {
    Path file = folder.resolve("name.npy");
    LiteralFile.write(file, Literal.splat(TensorType.of(element, 2), 1));
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return text.split("'", -1)[3];
  }

  @Test
  void takesSizesThatTheTypeDoesNotKnowFromTheFile() {
    Path file = folder.resolve("c.npy");
    Literal literal = Literal.splat(TensorType.of(ElementType.S32, 2, 3), 1);
    LiteralFile.write(file, literal);
    TensorType rows = TensorType.of(ElementType.S32, TensorType.DYNAMIC, 3);
    assertEquals(literal, LiteralFile.read(file, rows));
    TensorType wider = TensorType.of(ElementType.S32, TensorType.DYNAMIC, 4);
    var e = assertThrows(CheckpointException.class, () -> LiteralFile.read(file, wider));
    assertTrue(e.toString().contains("an array of shape [?, 4], got [2, 3]"), e.toString());
  }

  @Test
  void refusesAnotherShapeOrType() {
    Path file = folder.resolve("b.npy");
    LiteralFile.write(file, Literal.splat(TensorType.of(ElementType.S32, 2), 1));
    Refusals.assertRefusal(
        file,
        () -> LiteralFile.read(file, TensorType.of(ElementType.S32, 3)),
        "requires an array of shape [3], got [2]");
    Refusals.assertRefusal(
        file,
        () -> LiteralFile.read(file, TensorType.of(ElementType.F32, 2)),
        "requires elements of tensor<2xf32> as [<f4], got <i4");
  }
}
