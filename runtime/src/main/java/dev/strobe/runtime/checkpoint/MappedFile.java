package dev.strobe.runtime.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A whole file in memory, read-only, for as long as the arena lives.
record MappedFile(Path path, MemorySegment bytes) {

  static MappedFile map(Path path, Arena arena) {
    if (!Files.isRegularFile(path)) {
      throw FilePlace.of(path)
          .requires("a regular file", Files.exists(path) ? "another kind" : "no such file");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      return new MappedFile(path, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
    } catch (IOException e) {
      throw FilePlace.of(path).unusable("a readable file", e);
    }
  }

  long size() {
    return bytes.byteSize();
  }

  FilePlace place() {
    return FilePlace.of(path);
  }
}
