package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import com.google.common.primitives.Longs;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// NumPy's array files: `.npy` read and written, `.npz` archives read (NEP 1's format, versions 1
/// to 3, little-endian, C order).
public final class NpyFile {
  private static final int LARGEST = Integer.MAX_VALUE - 64;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final String SUFFIX = ".npy";

  private NpyFile() {}

  /// Reads one array of at most 2 GiB.
  ///
  /// @throws CheckpointException if the file is not such an array
  public static NpyArray read(Path file) {
    return parser(file).array();
  }

  static NpyParser parser(Path file) {
    FilePlace place = FilePlace.of(file);
    if (!Files.isRegularFile(file)) {
      throw place.requires("an array file", Files.exists(file) ? "another kind" : "no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new NpyParser(place, in.readNBytes(LARGEST));
    } catch (IOException e) {
      throw place.unusable("a readable file", e);
    }
  }

  /// Reads all arrays of an archive, stored or deflated, by their names without `.npy`.
  ///
  /// @throws CheckpointException if the file is not an archive of such arrays
  public static ImmutableMap<String, NpyArray> readArchive(Path file) {
    FilePlace place = FilePlace.of(file);
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName();
        String key =
            name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (arrays.put(key, entry(zip, entry, place.key(name))) != null) {
          throw place.key(name).requires("a name of its own", "one that is there already");
        }
      }
    } catch (IOException e) {
      throw place.unusable("a readable .npz archive", e);
    }
    return ImmutableMap.copyOf(arrays);
  }

  private static NpyArray entry(ZipFile zip, ZipEntry entry, FilePlace place) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new NpyParser(place, in.readNBytes(LARGEST)).array();
    }
  }

  /// Writes f32 values as a [WholeFile].
  ///
  /// @throws CheckpointException if the place cannot be written to
  public static void write(Path file, ImmutableLongArray shape, float[] values) {
    write(file, shape, MemorySegment.ofArray(values));
  }

  /// As above, for native-order f32 of any size.
  ///
  /// @param values exactly the elements of `shape`
  public static void write(Path file, ImmutableLongArray shape, MemorySegment values) {
    FilePlace place = FilePlace.of(file);
    if (TensorTable.byteCount(place, shape, TensorEncoding.F32) != values.byteSize()) {
      throw new IllegalArgumentException(
          file
              + " requires f32 values of shape "
              + shape
              + ", got "
              + values.byteSize()
              + " bytes");
    }
    write(file, header("<f4", shape), values);
  }

  static void write(Path file, ByteBuffer header, MemorySegment values) {
    FilePlace place = FilePlace.of(file);
    WholeFile.requirePlace(file);
    try {
      WholeFile.write(file, out -> write(out, header, values));
    } catch (IOException e) {
      throw place.unusable("a place to write " + values.byteSize() + " bytes", e);
    }
  }

  private static void write(FileChannel out, ByteBuffer header, MemorySegment values)
      throws IOException {
    writeFully(out, header);
    for (long at = 0; at < values.byteSize(); at += CHUNK_BYTES) {
      long length = Math.min(CHUNK_BYTES, values.byteSize() - at);
      writeFully(out, bytes(values.asSlice(at, length)));
    }
  }

  /// Magic, version and description, of a length that keeps the elements aligned.
  static ByteBuffer header(String type, ImmutableLongArray shape) {
    String extents = Longs.join(", ", shape.toArray()) + (shape.length() == 1 ? "," : "");
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
    int length = (NpyParser.PREFIX_BYTES + text.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(NpyParser.MAGIC).put((byte) 1).put((byte) 0);
    header.putShort((short) (length - NpyParser.PREFIX_BYTES));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }

  /// A view where the memory allows it, and a copy of float arrays, which have no byte view.
  private static ByteBuffer bytes(MemorySegment values) {
    if (values.isNative()) {
      return values.asByteBuffer();
    }
    return ByteBuffer.wrap(values.toArray(ValueLayout.JAVA_BYTE));
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
