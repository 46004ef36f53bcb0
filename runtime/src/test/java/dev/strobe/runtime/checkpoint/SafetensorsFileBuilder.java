package dev.strobe.runtime.checkpoint;

import com.google.common.primitives.Longs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builds small safetensors files in memory for tests.
public final class SafetensorsFileBuilder {
  private final List<String> members = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  public SafetensorsFileBuilder f32Tensor(String name, long[] dims, float... values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return tensor(name, "F32", dims, GgufFileBuilder.ints(bits));
  }

  /// A tensor of any type name, its bytes after those before it.
  public SafetensorsFileBuilder tensor(String name, String type, long[] dims, byte[] bytes) {
    int begin = data.size();
    data.writeBytes(bytes);
    return rawMember(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
            .formatted(name, type, Longs.join(",", dims), begin, data.size()));
  }

  /// Any text as a member of the header.
  public SafetensorsFileBuilder rawMember(String json) {
    members.add(json);
    return this;
  }

  /// Bytes that no member names unless [#rawMember] does.
  public SafetensorsFileBuilder rawData(byte[] bytes) {
    data.writeBytes(bytes);
    return this;
  }

  public byte[] bytes() {
    return withHeader("{" + String.join(",", members) + "}", data.toByteArray());
  }

  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any text as the header of a file.
  static byte[] withHeader(String json, byte[] data) {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    return GgufFileBuilder.concat(GgufFileBuilder.longs(header.length), header, data);
  }
}
