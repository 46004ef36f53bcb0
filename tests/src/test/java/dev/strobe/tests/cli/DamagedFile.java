package dev.strobe.tests.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The bytes of a sound file, to be spoilt one way or another; little-endian.
record DamagedFile(byte[] bytes) {

  static DamagedFile of(Path sound) throws IOException {
    return new DamagedFile(Files.readAllBytes(sound));
  }

  /// The place after the first occurrence of a text.
  int after(String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException(
          "damage requires a file with " + text + ", got one without");
    }
    return at + text.length();
  }

  DamagedFile cutTo(int length) {
    return new DamagedFile(Arrays.copyOf(bytes, length));
  }

  DamagedFile withInt(int at, int value) {
    return with(at, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  DamagedFile withLong(int at, long value) {
    return with(at, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /// Puts a text of the same length in the place of another.
  DamagedFile withText(String from, String to) {
    if (from.length() != to.length()) {
      throw new IllegalArgumentException(
          "damage requires as many letters in " + to + ", got others");
    }
    return with(after(from) - from.length(), to.getBytes(StandardCharsets.ISO_8859_1));
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes);
  }

  private DamagedFile with(int at, byte[] replacement) {
    byte[] changed = bytes.clone();
    System.arraycopy(replacement, 0, changed, at, replacement.length);
    return new DamagedFile(changed);
  }
}
