package dev.strobe.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small text beside a cached file that says with which hash it was verified, so that nobody
/// hashes hundreds of megabytes twice.
///
/// It holds the hash and the file's modification time; whoever rewrites the file changes the time
/// and thereby withdraws the record.
final class VerifiedRecord {
  private VerifiedRecord() {}

  static boolean vouchesFor(Path file, PinnedFile pinned) {
    try {
      return Files.readString(recordOf(file)).equals(text(file, pinned));
    } catch (IOException e) {
      return false; // no readable record vouches for nothing
    }
  }

  /// Call only after the file's hash was found right.
  static void write(Path file, PinnedFile pinned) throws IOException {
    DurableFiles.writeString(recordOf(file), text(file, pinned));
  }

  private static Path recordOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".verified");
  }

  private static String text(Path file, PinnedFile pinned) throws IOException {
    return "%s %d%n".formatted(pinned.sha256(), Files.getLastModifiedTime(file).toMillis());
  }
}
