package dev.strobe.runtime.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens to the bytes of a file, reading it succeeds or ends in one
/// [CheckpointException]. A failure names the seed, which replays it.
final class CheckpointFuzzTest {
  private static final int MUTANTS = Boolean.getBoolean("strobe.nightly") ? 100_000 : 1_000;
  private static final long FIRST_SEED = 20_250_101;
  private static final long[] EDGES = {
    0,
    1,
    -1,
    7,
    31,
    33,
    64,
    255,
    65_536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 56,
    1L << 61,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final String JSON = "{}[]\",:0123456789-+.eE\\untf /";

  @TempDir private Path folder;

  static Stream<Arguments> wholeFiles() {
    return Stream.of(
        Arguments.of("m.gguf", Fixtures.bytes("sample.gguf")),
        Arguments.of("m.safetensors", Fixtures.bytes("sample.safetensors")),
        Arguments.of("m.npy", Fixtures.bytes("f32.npy")),
        Arguments.of("m.npz", Fixtures.bytes("arrays.npz")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholeFiles")
  void readsOrRefusesEveryMutant(String name, byte[] whole) throws IOException {
    Path file = folder.resolve(name);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + MUTANTS; seed++) {
      Files.write(file, mutant(whole, new Random(seed)));
      try {
        readAll(file);
      } catch (CheckpointException e) {
        Refusals.message(e);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name + ", seed " + seed + ": " + e, e);
      }
    }
  }

  private static void readAll(Path file) {
    if (file.toString().endsWith(".npy")) {
      NpyFile.read(file).doubles();
    } else if (file.toString().endsWith(".npz")) {
      NpyFile.readArchive(file).values().forEach(NpyArray::floats);
    } else {
      readCheckpoint(file);
    }
  }

  private static void readCheckpoint(Path file) {
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      checkpoint.fingerprint();
      for (TensorEntry tensor : checkpoint.tensors().values()) {
        float[] values = new float[(int) tensor.elements()];
        Dequantizer.decode(tensor, 0, values.length, MemorySegment.ofArray(values));
      }
    }
  }

  private static byte[] mutant(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
    if (length == 0) {
      return new byte[random.nextInt(64)];
    }
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) JSON.charAt(random.nextInt(JSON.length()));
      case 2 -> overwrite(bytes, at, EDGES[random.nextInt(EDGES.length)], random.nextBoolean());
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        return splice(bytes, at + length, bytes, at);
      }
      default -> {
        return splice(bytes, at, bytes, at + length);
      }
    }
    return bytes;
  }

  private static void overwrite(byte[] bytes, int at, long value, boolean wide) {
    for (int i = 0; i < (wide ? 8 : 4) && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  /// The first `end` bytes of `head`, then those of `tail` from `from` on.
  private static byte[] splice(byte[] head, int end, byte[] tail, int from) {
    byte[] joined = Arrays.copyOf(head, end + tail.length - from);
    System.arraycopy(tail, from, joined, end, tail.length - from);
    return joined;
  }
}
