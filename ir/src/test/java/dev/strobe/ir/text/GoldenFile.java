package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Compares a whole text with a file whose first lines name the action and its input.
///
/// `-Dstrobe.bless=true` writes the files anew; a machine with `CI=true` refuses that.
final class GoldenFile {
  private static final String MEND = " (bless with -Dstrobe.bless=true)";

  private GoldenFile() {}

  static void check(String action, String input, String actual) throws IOException {
    Path file = folder().resolve(input + ".mlir");
    String text =
        """
        // action: %s
        // input: %s
        // expected: the text below
        %s\
        """
            .formatted(action, input, actual);
    if (Boolean.getBoolean("strobe.bless")) {
      assertNotEquals("true", System.getenv("CI"), "blessing is for a person's own machine");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertEquals(expected(file), text, file + MEND);
  }

  private static String expected(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new AssertionError(file + " requires to exist" + MEND, e);
    }
  }

  static Path folder() {
    return Path.of(System.getProperty("strobe.root"), "ir/src/test/resources/dev/strobe/ir/text");
  }
}
