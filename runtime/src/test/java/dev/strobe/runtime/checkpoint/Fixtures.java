package dev.strobe.runtime.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Files under `src/test/resources/checkpoint`, made by `src/test/oracle/checkpoint_fixtures.py`
/// with gguf 0.19, numpy, ml_dtypes and safetensors.
final class Fixtures {
  private Fixtures() {}

  static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(Fixtures.class.getResourceAsStream("/checkpoint/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] floats(String name) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  static Path copy(String name, Path folder) {
    return write(folder.resolve(name), bytes(name));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
