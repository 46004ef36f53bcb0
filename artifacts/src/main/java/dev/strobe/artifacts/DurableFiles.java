package dev.strobe.artifacts;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// File operations that leave either the old state or the new one, whenever the process dies.
final class DurableFiles {
  private DurableFiles() {}

  /// Puts a finished file in its place: contents first onto the disk, then the name.
  static void publish(Path staged, Path target) throws IOException {
    force(staged, StandardOpenOption.WRITE);
    Files.createDirectories(parent(target));
    Files.move(staged, target, ATOMIC_MOVE);
    force(parent(target), StandardOpenOption.READ);
  }

  static void writeString(Path target, String text) throws IOException {
    long process = ProcessHandle.current().pid();
    Path staged = target.resolveSibling(".%s.%d.tmp".formatted(target.getFileName(), process));
    try {
      Files.writeString(staged, text);
      publish(staged, target);
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  /// Deletes a folder and all in it; what another process still writes there stays.
  static void deleteTree(Path folder) throws IOException {
    List<Path> contents;
    try (Stream<Path> walk = Files.walk(folder)) {
      contents = walk.toList().reversed();
    } catch (NoSuchFileException e) {
      return;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : contents) {
      try {
        Files.deleteIfExists(path);
      } catch (DirectoryNotEmptyException e) {
        // a process that outlived its parent still writes here
      }
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("file requires a parent folder, got " + path);
    }
    return parent;
  }
}
