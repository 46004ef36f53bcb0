package dev.strobe.cli;

import dev.strobe.artifacts.Causes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

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
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.writeString(file, text, StandardOpenOption.WRITE);
      } else {
        replace(file, text);
      }
    } catch (IOException e) {
      throw new CommandException(file + " requires a place to write, got " + Causes.oneLine(e), e);
    }
  }

  /// Refuses a place where no file can be written, before anything is computed for it.
  ///
  /// @throws CommandException if it is a folder, or lies in none
  static void requirePlace(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandException(file + " requires the name of a file, got a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandException(file + " requires an existing folder to be written to, got none");
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(part, text, StandardOpenOption.CREATE_NEW);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
