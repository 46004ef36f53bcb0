package dev.strobe.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A lock file that one thread of one process on the machine holds at a time.
///
/// The system releases it when its holder dies, so it is never stale. The file itself stays:
/// deleting it would let two processes lock two files of one name.
final class CacheLock implements AutoCloseable {
  private static final long POLL_MILLIS = 100;
  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits for the lock.
  ///
  /// @param whileWaiting called again and again as long as another holds it
  static CacheLock acquire(Path file, Runnable whileWaiting)
      throws IOException, InterruptedException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (tryLock(channel).isEmpty()) {
        whileWaiting.run();
        Thread.sleep(POLL_MILLIS);
      }
      return new CacheLock(channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // another thread of this process has it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
