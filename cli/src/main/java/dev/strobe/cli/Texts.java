package dev.strobe.cli;

import dev.strobe.artifacts.Causes;
import dev.strobe.runtime.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text files that a user names.
final class Texts {
  private Texts() {}

  /// A whole file as UTF-8.
  ///
  /// @throws CommandException if it cannot be read or is something else
  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new CommandException(file + " requires UTF-8 text, got other bytes", e);
    } catch (IOException e) {
      throw new CommandException(file + " requires a readable file, got " + Causes.oneLine(e), e);
    }
  }

  /// Writes a whole file as UTF-8, or leaves what was there; a pipe or device is written as it is.
  ///
  /// @throws CommandException if it cannot be written
  static void write(Path file, String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      WholeFile.write(
          file,
          out -> {
            while (bytes.hasRemaining()) {
              out.write(bytes);
            }
          });
    } catch (IOException e) {
      throw new CommandException(file + " requires a place to write, got " + Causes.oneLine(e), e);
    }
  }
}
