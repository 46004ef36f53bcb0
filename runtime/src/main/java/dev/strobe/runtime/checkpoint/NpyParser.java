package dev.strobe.runtime.checkpoint;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the bytes of one `.npy` file: magic, version, the text of a Python dictionary, elements.
final class NpyParser {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /// Magic, version and the header length of version 1.
  static final int PREFIX_BYTES = 10;

  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(((?:\\s*\\d{1,18}\\s*,)*(?:\\s*\\d{1,18})?)\\s*\\)");

  private static final ImmutableMap<String, TensorEncoding> ENCODINGS =
      ImmutableMap.<String, TensorEncoding>builder()
          .put("<f8", TensorEncoding.F64)
          .put("<f4", TensorEncoding.F32)
          .put("<f2", TensorEncoding.F16)
          .put("<i8", TensorEncoding.I64)
          .put("<i4", TensorEncoding.I32)
          .put("<i2", TensorEncoding.I16)
          .put("|i1", TensorEncoding.I8)
          .put("|u1", TensorEncoding.U8)
          .put("|b1", TensorEncoding.BOOL)
          .buildOrThrow();

  private final FilePlace place;
  private final byte[] bytes;

  NpyParser(FilePlace place, byte[] bytes) {
    this.place = place;
    this.bytes = bytes;
  }

  /// What a file holds, its elements not yet looked at.
  ///
  /// @param type NumPy's name of the element type, such as `<f4`
  record Content(String type, ImmutableLongArray shape, MemorySegment data) {}

  NpyArray array() {
    Content content = content();
    TensorEncoding encoding = ENCODINGS.get(content.type());
    if (encoding == null) {
      throw place.requires("one of the types " + ENCODINGS.keySet(), content.type());
    }
    requireBytes(TensorTable.byteCount(place, content.shape(), encoding), content);
    return new NpyArray(content.shape(), encoding, content.data());
  }

  /// Refuses a file whose elements are more or fewer bytes than its header promises.
  void requireBytes(long wanted, Content content) {
    long actual = content.data().byteSize();
    if (wanted != actual) {
      throw place
          .at(bytes.length - actual)
          .requires(wanted + " bytes of elements", actual + " bytes");
    }
  }

  Content content() {
    if (bytes.length < PREFIX_BYTES + 2 || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, 6))) {
      throw place.at(0).requires("the magic of a NumPy array", "other bytes");
    }
    int version = bytes[6];
    if (version < 1 || version > 3) {
      throw place.at(6).requires("version 1 to 3 of the format", version);
    }
    int start = version == 1 ? PREFIX_BYTES : PREFIX_BYTES + 2;
    int length = headerLength(version);
    if (length < 0 || length > LONGEST_HEADER || length > bytes.length - start) {
      throw place.at(8).requires("a header within the file", Integer.toUnsignedString(length));
    }
    String header = new String(bytes, start, length, StandardCharsets.UTF_8);
    return content(header, start + length);
  }

  private int headerLength(int version) {
    int low = (bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8;
    return version == 1 ? low : low | (bytes[10] & 0xFF) << 16 | bytes[11] << 24;
  }

  private Content content(String header, int dataStart) {
    if (field(ORDER, header).equals("True")) {
      throw place.requires("rows in C order", "columns first (numpy.ascontiguousarray mends it)");
    }
    ImmutableLongArray.Builder extents = ImmutableLongArray.builder();
    for (String extent :
        Splitter.on(',').trimResults().omitEmptyStrings().split(field(SHAPE, header))) {
      extents.add(Long.parseLong(extent));
    }
    MemorySegment data = MemorySegment.ofArray(bytes).asSlice(dataStart).asReadOnly();
    return new Content(field(TYPE, header), extents.build(), data);
  }

  private String field(Pattern pattern, String header) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw place.requires("a header with " + pattern.pattern().split("'")[1], header);
    }
    return matcher.group(1);
  }
}
