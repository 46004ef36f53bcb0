package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// Reads the fixtures that the scripts under `src/test/oracle` write.
final class Fixture {
  private Fixture() {}

  static List<String> lines(String name) {
    try (InputStream packed = Fixture.class.getResourceAsStream(name);
        var text = new GZIPInputStream(Objects.requireNonNull(packed, name));
        var reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ElementType element(String text) {
    return ElementType.ofText(text).orElseThrow();
  }

  /// A vector of the elements whose bytes are given in hexadecimal.
  static Literal vector(ElementType element, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    int width = element.hostBytes();
    return Literal.ofBytes(TensorType.of(element, bytes.length / width), masked(element, bytes));
  }

  /// `tensor<2x3xf32>=hex`.
  static Literal tensor(String text) {
    String[] parts = text.split("=", -1);
    String body = parts[0].substring("tensor<".length(), parts[0].length() - 1);
    String[] fields = body.split("x(?!<)", -1);
    long[] dims =
        Arrays.stream(fields).limit(fields.length - 1).mapToLong(Long::parseLong).toArray();
    ElementType element = element(fields[fields.length - 1]);
    byte[] bytes = HexFormat.of().parseHex(parts[1]);
    return Literal.ofBytes(TensorType.of(element, dims), masked(element, bytes));
  }

  /// NumPy sign-extends 4-bit integers into their byte; a literal has them in the low bits.
  private static byte[] masked(ElementType element, byte[] bytes) {
    if (element.bits() >= 8) {
      return bytes;
    }
    byte[] low = bytes.clone();
    for (int i = 0; i < low.length; i++) {
      low[i] &= (byte) ((1 << element.bits()) - 1);
    }
    return low;
  }
}
