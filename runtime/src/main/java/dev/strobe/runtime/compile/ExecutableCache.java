package dev.strobe.runtime.compile;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.strobe.artifacts.Causes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Serialised executables on disk, one file a key: SHA-256 of the payload, then the payload.
///
/// A file that was cut short or changed does not match its hash and is treated as absent. Writing
/// goes through a temporary file and a rename, so a killed process leaves none half-written. A full
/// or read-only disk costs the cache, not the run.
public final class ExecutableCache {
  private static final Logger LOG = System.getLogger(ExecutableCache.class.getName());
  private static final int HASH_BYTES = 32;

  private final Optional<Path> folder;
  private final AtomicBoolean warned = new AtomicBoolean();

  private ExecutableCache(Optional<Path> folder) {
    this.folder = folder;
  }

  public static ExecutableCache in(Path folder) {
    return new ExecutableCache(Optional.of(folder));
  }

  /// A cache that holds nothing.
  public static ExecutableCache none() {
    return new ExecutableCache(Optional.empty());
  }

  /// Whether there is a file under a key, whole or not.
  boolean holds(HashCode key) {
    return file(key).isPresent();
  }

  private Optional<Path> file(HashCode key) {
    return folder.map(f -> f.resolve(key + ".pjrt")).filter(Files::isRegularFile);
  }

  /// The payload under a key, if it is there and whole.
  Optional<byte[]> find(HashCode key) {
    Optional<Path> file = file(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file.get());
      if (bytes.length < HASH_BYTES) {
        return Optional.empty();
      }
      byte[] payload = Arrays.copyOfRange(bytes, HASH_BYTES, bytes.length);
      boolean whole = Arrays.equals(hash(payload), Arrays.copyOf(bytes, HASH_BYTES));
      return whole ? Optional.of(payload) : Optional.empty();
    } catch (IOException e) {
      warn("a file that can be read", e);
      return Optional.empty();
    }
  }

  /// Keeps a payload; a failure is logged and otherwise without effect.
  void store(HashCode key, byte[] payload) {
    folder.ifPresent(
        f -> {
          try {
            write(f, f.resolve(key + ".pjrt"), payload);
          } catch (IOException e) {
            warn("a folder that can be written to", e);
          }
        });
  }

  /// A disk that refuses one program refuses them all: it is said once.
  private void warn(String constraint, IOException e) {
    if (warned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "executable cache requires {0}, got {1}; programs are compiled anew each time",
          constraint,
          Causes.oneLine(e));
    }
  }

  private static void write(Path folder, Path target, byte[] payload) throws IOException {
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "new-", ".tmp");
    try {
      ByteBuffer bytes = ByteBuffer.allocate(HASH_BYTES + payload.length);
      Files.write(temporary, bytes.put(hash(payload)).put(payload).array());
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static byte[] hash(byte[] payload) {
    return Hashing.sha256().hashBytes(payload).asBytes();
  }
}
