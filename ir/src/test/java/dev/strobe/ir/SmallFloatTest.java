package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Compares with tables of another implementation, which the file's first lines describe.
final class SmallFloatTest {
  private record Row(String what, ElementType type, String from, String to) {
    int fromBits() {
      return Integer.parseUnsignedInt(from, 16);
    }

    int toBits() {
      return Integer.parseUnsignedInt(to, 16);
    }
  }

  /// Runs a check on every row of a kind, and requires rows for every narrow float.
  private static void forEach(String what, Consumer<Row> check) throws IOException {
    InputStream resource =
        Objects.requireNonNull(SmallFloatTest.class.getResourceAsStream("small_floats.txt.gz"));
    Set<ElementType> seen = EnumSet.noneOf(ElementType.class);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(l -> l.startsWith(what)).toList()) {
        String[] parts = line.split(" ");
        ElementType type = ElementType.ofText(parts[1]).orElseThrow();
        seen.add(type);
        check.accept(new Row(parts[0], type, parts[2], parts[3]));
      }
    }
    long narrow =
        EnumSet.allOf(ElementType.class).stream()
            .filter(t -> t.isFloat() && t.bits() <= 16)
            .count();
    assertTrue(seen.size() >= narrow - (what.equals("decode") ? 2 : 0), seen.toString());
  }

  private static int f32Bits(double value) {
    return Float.floatToIntBits((float) value);
  }

  @Test
  void decodesEveryCodeOfAtMostEightBits() throws IOException {
    forEach(
        "decode",
        row ->
            assertEquals(
                row.toBits(),
                f32Bits(SmallFloat.of(row.type()).decode(row.fromBits())),
                row::toString));
  }

  @Test
  void decodesAllCodesToTheDigestOfTheReference() throws IOException {
    forEach("sha256", row -> assertEquals(row.to(), digest(row.type(), row.fromBits())));
  }

  private static String digest(ElementType type, int codes) {
    ByteBuffer all = ByteBuffer.allocate(4 * codes).order(ByteOrder.LITTLE_ENDIAN);
    for (int code = 0; code < codes; code++) {
      all.putInt(f32Bits(SmallFloat.of(type).decode(code)));
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.array());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void encodesTiesOverflowSubnormalsInfinitiesAndNansAsTheReferenceDoes() throws IOException {
    List<String> wrong = new ArrayList<>();
    forEach(
        "encode",
        row -> {
          double value = f32(row.fromBits());
          int code = SmallFloat.of(row.type()).encode(value);
          if (code != row.toBits()) {
            wrong.add(row + " is " + value + " and became " + Integer.toHexString(code));
          }
        });
    assertEquals(List.of(), wrong.subList(0, Math.min(wrong.size(), 20)), wrong.size() + " wrong");
  }

  /// Widens by hand, since widening in hardware may drop the sign or payload of a NaN.
  private static double f32(int bits) {
    double value = Float.intBitsToFloat(bits);
    return Double.isNaN(value) && bits < 0 ? Double.longBitsToDouble(0xFFF8000000000000L) : value;
  }

  @Test
  void roundsDoublesOnceInsteadOfThroughF32() {
    // Just above the tie between 1 and the next bf16; rounding to f32 first would lose it.
    double aboveTie = 1 + 0x1p-8 + 0x1p-40;
    assertEquals(0x3F81, SmallFloat.of(ElementType.BF16).encode(aboveTie));
    assertEquals(0x3F80, SmallFloat.of(ElementType.BF16).encode(1 + 0x1p-8));
  }

  @Test
  void refusesTypesThatAreNotNarrowFloats() {
    assertThrows(IllegalArgumentException.class, () -> SmallFloat.of(ElementType.F32));
    assertThrows(IllegalArgumentException.class, () -> SmallFloat.of(ElementType.S8));
  }
}
