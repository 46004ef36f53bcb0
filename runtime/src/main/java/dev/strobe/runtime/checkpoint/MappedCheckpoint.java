package dev.strobe.runtime.checkpoint;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// A checkpoint whose files have been read and checked; owns the arena they are mapped in.
final class MappedCheckpoint implements Checkpoint {
  private static final int SAMPLE_BYTES = 64;

  /// What a reader found in the files.
  ///
  /// @param identity headers, configuration and sizes: the bytes that tell this checkpoint from
  ///   others, beside a sample of every tensor
  record Contents(
      Path path,
      Format format,
      ImmutableMap<String, Object> configuration,
      ImmutableMap<String, TensorEntry> tensors,
      ImmutableList<MemorySegment> identity) {}

  private final Arena arena;
  private final Contents contents;
  private final Supplier<String> fingerprint;
  private final AtomicBoolean closed = new AtomicBoolean();

  MappedCheckpoint(Arena arena, Contents contents) {
    this.arena = arena;
    this.contents = contents;
    this.fingerprint = Suppliers.memoize(this::digest);
  }

  /// Reads within a new arena, which is closed again if reading fails.
  @SuppressWarnings("MustBeClosedChecker") // the checkpoint closes it
  static Checkpoint read(Function<Arena, Contents> reader) {
    Arena arena = Arena.ofShared();
    try {
      return new MappedCheckpoint(arena, reader.apply(arena));
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public Path path() {
    return contents.path();
  }

  @Override
  public Format format() {
    return contents.format();
  }

  @Override
  public ImmutableMap<String, Object> configuration() {
    return contents.configuration();
  }

  @Override
  public ImmutableMap<String, TensorEntry> tensors() {
    return contents.tensors();
  }

  @Override
  public TensorEntry tensor(String name) {
    TensorEntry entry = contents.tensors().get(name);
    if (entry == null) {
      throw FilePlace.of(path())
          .requires(
              "a tensor named " + FilePlace.printable(name),
              "none; nearest: "
                  + String.join(", ", NearNames.of(name, contents.tensors().keySet())));
    }
    return entry;
  }

  @Override
  public String fingerprint() {
    return fingerprint.get();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      arena.close();
    }
  }

  /// A cold JVM takes 70 ms for SHA-256 over a header that CRCs pass over in 5.
  private String digest() {
    MessageDigest sha = sha256();
    for (MemorySegment bytes : contents.identity()) {
      sha.update(Longs.toByteArray(bytes.byteSize()));
      sha.update(Longs.toByteArray(checksum(new CRC32(), bytes)));
      sha.update(Longs.toByteArray(checksum(new CRC32C(), bytes)));
    }
    for (TensorEntry tensor : contents.tensors().values()) {
      MemorySegment data = tensor.data();
      sha.update(data.asSlice(0, Math.min(SAMPLE_BYTES, data.byteSize())).asByteBuffer());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static long checksum(Checksum checksum, MemorySegment bytes) {
    checksum.update(bytes.asByteBuffer());
    return checksum.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
