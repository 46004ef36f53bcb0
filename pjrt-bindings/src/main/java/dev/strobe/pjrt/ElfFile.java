package dev.strobe.pjrt;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;

/// Just enough of an ELF shared library to say, before it is loaded, whether it is one for this
/// machine, is whole, and exports a symbol: loading runs its constructors and cannot be undone, and
/// a truncated file ends the process. Source: System V ABI, chapters 4 and 5.
final class ElfFile {
  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong XWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
  private static final int SHARED_OBJECT = 3;
  private static final int LOADABLE = 1;
  private static final int DYNAMIC_SYMBOLS = 11;
  private static final int FILE_HEADER_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;
  private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "aarch64", 183);

  private final Path path;
  private final MemorySegment bytes;

  private ElfFile(Path path, MemorySegment bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /// Refuses `path` unless it is a whole ELF shared library for this machine that exports `symbol`.
  ///
  /// @throws PjrtPluginException naming the file and what is wrong with it
  static void requireExports(Path path, String symbol) {
    try (FileChannel channel = FileChannel.open(path);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      new ElfFile(path, bytes).check(symbol);
    } catch (IOException e) {
      throw new PjrtPluginException(path + " requires a readable file, got " + e.getMessage(), e);
    } catch (IndexOutOfBoundsException e) {
      throw refuse(path, "a whole ELF file", "one that ends too early");
    }
  }

  private void check(String symbol) {
    if (bytes.byteSize() < FILE_HEADER_SIZE || bytes.get(WORD, 0) != MAGIC) {
      throw refuse(path, "an ELF shared library", "a file of another format");
    }
    int wanted = MACHINES.getOrDefault(System.getProperty("os.arch"), 0);
    int machine = bytes.get(HALF, 18);
    if (bytes.get(HALF, 4) != CLASS_64_LITTLE_ENDIAN || machine != wanted) {
      throw refuse(
          path,
          "a library for " + System.getProperty("os.arch") + " (ELF machine " + wanted + ")",
          "one for ELF machine " + machine);
    }
    if (bytes.get(HALF, 16) != SHARED_OBJECT) {
      throw refuse(path, "an ELF shared library", "an ELF file of type " + bytes.get(HALF, 16));
    }
    checkWhole();
    if (!exports(symbol)) {
      throw refuse(path, "the entry point " + symbol, "a library that does not export it");
    }
  }

  private void checkWhole() {
    for (int i = 0; i < Short.toUnsignedInt(bytes.get(HALF, 56)); i++) {
      long header = bytes.get(XWORD, 32) + (long) i * bytes.get(HALF, 54);
      long end = bytes.get(XWORD, header + 8) + bytes.get(XWORD, header + 32);
      if (bytes.get(WORD, header) == LOADABLE && (end < 0 || end > bytes.byteSize())) {
        throw refuse(path, "a file of at least " + end + " bytes", bytes.byteSize() + " bytes");
      }
    }
  }

  private boolean exports(String symbol) {
    for (int i = 0; i < Short.toUnsignedInt(bytes.get(HALF, 60)); i++) {
      long section = section(i);
      if (bytes.get(WORD, section + 4) == DYNAMIC_SYMBOLS && exports(section, symbol)) {
        return true;
      }
    }
    return false;
  }

  private boolean exports(long section, String symbol) {
    long symbols = bytes.get(XWORD, section + 24);
    long names = bytes.get(XWORD, section(bytes.get(WORD, section + 40)) + 24);
    for (long at = symbols; at < symbols + bytes.get(XWORD, section + 32); at += SYMBOL_SIZE) {
      boolean defined = bytes.get(HALF, at + 6) != 0;
      long name = names + Integer.toUnsignedLong(bytes.get(WORD, at));
      if (defined && bytes.getString(name).equals(symbol)) {
        return true;
      }
    }
    return false;
  }

  private long section(int index) {
    return bytes.get(XWORD, 40) + (long) index * bytes.get(HALF, 58);
  }

  private static PjrtPluginException refuse(Path path, String wanted, String got) {
    return new PjrtPluginException(path + " requires " + wanted + ", got " + got);
  }
}
