package dev.strobe.runtime.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builds small GGUF files in memory for tests, sound ones and, through the `raw` methods, others.
///
///     new GgufFileBuilder().string("general.architecture", "llama").u32("llama.block_count", 2)
///         .f32Tensor("token_embd.weight", new long[] {8, 4}, values).write(path)
public final class GgufFileBuilder {
  private final ByteArrayOutputStream keyValues = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensorTable = new ByteArrayOutputStream();
  private final List<byte[]> tensorData = new ArrayList<>();
  private int version = 3;
  private int alignment = 32;
  private long nextOffset;
  private long keyCount;
  private long extraKeys;
  private long extraTensors;

  public GgufFileBuilder version(int number) {
    version = number;
    return this;
  }

  /// Writes the key and aligns by it.
  public GgufFileBuilder alignment(int bytes) {
    alignment = bytes;
    return u32("general.alignment", bytes);
  }

  public GgufFileBuilder string(String key, String value) {
    return rawValue(key, 8, text(value));
  }

  public GgufFileBuilder u32(String key, long value) {
    return rawValue(key, 4, ints((int) value));
  }

  public GgufFileBuilder f32(String key, float value) {
    return rawValue(key, 6, ints(Float.floatToRawIntBits(value)));
  }

  public GgufFileBuilder bool(String key, boolean value) {
    return rawValue(key, 7, new byte[] {(byte) (value ? 1 : 0)});
  }

  public GgufFileBuilder strings(String key, List<String> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ints(8));
    out.writeBytes(longs(values.size()));
    values.forEach(value -> out.writeBytes(text(value)));
    return rawValue(key, 9, out.toByteArray());
  }

  public GgufFileBuilder floats(String key, float... values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return rawValue(key, 9, concat(ints(6), longs(values.length), ints(bits)));
  }

  public GgufFileBuilder i32s(String key, int... values) {
    return rawValue(key, 9, concat(ints(5), longs(values.length), ints(values)));
  }

  /// A key with any type number and any bytes after it.
  public GgufFileBuilder rawValue(String key, int type, byte[] value) {
    keyCount++;
    keyValues.writeBytes(concat(text(key), ints(type), value));
    return this;
  }

  /// An f32 tensor; `dims` are row-major, outermost first.
  public GgufFileBuilder f32Tensor(String name, long[] dims, float... values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return tensor(name, dims, 0, ints(bits));
  }

  /// A tensor of any ggml type number after the ones before it; `dims` outermost first.
  public GgufFileBuilder tensor(String name, long[] dims, int type, byte[] data) {
    return rawTensor(name, dims, type, data, nextOffset);
  }

  /// As [#tensor], claiming any offset while the data lies where it should.
  public GgufFileBuilder rawTensor(String name, long[] dims, int type, byte[] data, long offset) {
    tensorTable.writeBytes(concat(text(name), ints(dims.length)));
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      tensorTable.writeBytes(longs(dims[axis]));
    }
    tensorTable.writeBytes(concat(ints(type), longs(offset)));
    tensorData.add(data);
    nextOffset = aligned(nextOffset + data.length);
    return this;
  }

  /// Makes the header claim more key-values and tensors than there are.
  public GgufFileBuilder rawCounts(long moreKeys, long moreTensors) {
    extraKeys = moreKeys;
    extraTensors = moreTensors;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'G', 'G', 'U', 'F'});
    out.writeBytes(ints(version));
    out.writeBytes(longs(tensorData.size() + extraTensors, keyCount + extraKeys));
    out.writeBytes(keyValues.toByteArray());
    out.writeBytes(tensorTable.toByteArray());
    for (byte[] data : tensorData) {
      out.writeBytes(new byte[(int) (aligned(out.size()) - out.size())]);
      out.writeBytes(data);
    }
    return out.toByteArray();
  }

  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A length-prefixed text as GGUF stores it.
  static byte[] text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return concat(longs(utf8.length), utf8);
  }

  static byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    return buffer.array();
  }

  static byte[] longs(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return buffer.array();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private long aligned(long position) {
    return (position + alignment - 1) / alignment * alignment;
  }
}
