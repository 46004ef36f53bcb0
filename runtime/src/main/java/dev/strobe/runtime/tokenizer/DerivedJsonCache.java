package dev.strobe.runtime.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// Keeps derived tokenizer.json texts on disk, each under a checksum.
///
/// A file is a line with the checksum of the rest, then the text. One that does not check (cut
/// short, altered) counts as absent. A folder that cannot be written costs time, not success.
///
/// @param folder need not exist
record DerivedJsonCache(Path folder) {
  /// Raised whenever what is derived changes.
  private static final int FORM = 2;

  private static final int CHECKSUM_LENGTH = 8;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,120}");
  private static final System.Logger LOG = System.getLogger(DerivedJsonCache.class.getName());

  /// The text kept under `key`, derived and kept now if there is none.
  String get(String key, Supplier<String> derive) {
    Path file = file(key);
    Optional<String> kept = read(file);
    if (kept.isPresent()) {
      return kept.get();
    }
    String derived = derive.get();
    try {
      write(file, derived);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "tokenizer not cached in " + folder, e);
    }
    return derived;
  }

  /// Where the text of `key` lies.
  Path file(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new TokenizerException(
          "tokenizer cache key requires 1 to 120 letters, digits, dots, dashes or underscores, got "
              + key);
    }
    return folder.resolve("tokenizer-" + key + "-" + FORM + ".json");
  }

  private static Optional<String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      int start = CHECKSUM_LENGTH + 1;
      if (bytes.length < start) {
        return Optional.empty();
      }
      String expected = new String(bytes, 0, CHECKSUM_LENGTH, StandardCharsets.ISO_8859_1);
      byte[] text = Arrays.copyOfRange(bytes, start, bytes.length);
      return checksum(text).equals(expected)
          ? Optional.of(new String(text, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cached tokenizer not readable: " + file, e);
      return Optional.empty();
    }
  }

  private static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, "tokenizer", ".partial");
    try {
      try (var out = Files.newOutputStream(partial)) {
        out.write((checksum(bytes) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static String checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return String.format("%08x", crc.getValue());
  }
}
