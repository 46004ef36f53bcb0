package dev.strobe.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.function.Executable;

/// What a refused file must look like: one line that names the file and says these words.
final class Refusals {
  private Refusals() {}

  static void assertRefused(Path file, byte[] bytes, String... words) {
    assertRefused(Fixtures.write(file, bytes), words);
  }

  static void assertRefused(Path file, String... words) {
    assertRefusal(file, () -> Checkpoints.open(file).close(), words);
  }

  static void assertRefusal(Path file, Executable action, String... words) {
    String message = message(assertThrows(CheckpointException.class, action));
    assertTrue(message.startsWith(file.toString()), message);
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }

  /// The message, after checking that it is one line of the house's form.
  static String message(CheckpointException refusal) {
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.lines().count() == 1, message);
    assertTrue(message.contains(" requires ") && message.contains(", got "), message);
    return message;
  }
}
