package dev.strobe.runtime.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Files written in one step: readers see the old file or the whole new one, and a failure leaves
/// what was there. What is no regular file, such as a pipe, is written to as it is.
public final class WholeFile {
  private WholeFile() {}

  /// What is in a file.
  public interface Content {
    void writeTo(FileChannel out) throws IOException;
  }

  /// Refuses a place where no file can be written, before anything is computed for it.
  ///
  /// @throws CheckpointException if it is a folder, or lies in none
  public static void requirePlace(Path file) {
    if (Files.isDirectory(file)) {
      throw FilePlace.of(file).requires("the name of a file", "a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw FilePlace.of(file).requires("an existing folder to be written to", "none");
    }
  }

  public static void write(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(file, StandardOpenOption.WRITE, content);
    } else {
      replace(file, content);
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      write(part, StandardOpenOption.CREATE_NEW, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(part, e);
      throw e;
    }
  }

  private static void write(Path file, StandardOpenOption how, Content content) throws IOException {
    try (FileChannel out = FileChannel.open(file, how, StandardOpenOption.WRITE)) {
      content.writeTo(out);
    }
  }

  private static void discard(Path part, IOException cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
