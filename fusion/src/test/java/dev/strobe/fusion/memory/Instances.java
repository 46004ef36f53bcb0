package dev.strobe.fusion.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// The published instances beside the tests, by file name.
final class Instances {
  private Instances() {}

  static List<Buffer> read(String name) {
    return BufferTable.read(name, text(name)).buffers();
  }

  static String text(String name) {
    try (InputStream file = Instances.class.getResourceAsStream(name + ".gz");
        InputStream plain = new GZIPInputStream(Objects.requireNonNull(file, name))) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
