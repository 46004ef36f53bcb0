package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.Model;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights that the device reads where the file has them give what copied ones give.
class InPlaceWeightsTest {
  private static final Path TINY = TestModels.tiny("llama");

  @TempDir private Path folder;

  @Test
  void logitsAreTheSameWhetherWeightsAreCopiedOrNot() throws IOException {
    byte[] plain = Files.readAllBytes(TINY.resolve("model.safetensors"));
    Files.copy(TINY.resolve("config.json"), folder.resolve("config.json"));
    Path file = folder.resolve("model.safetensors");
    Files.write(file, beginningAt(plain, 0));
    float[] inPlace = logits();
    Files.write(file, beginningAt(plain, 8));
    assertArrayEquals(logits(), inPlace);
  }

  private float[] logits() {
    try (Model model = Model.load(folder, TestModels.options())) {
      return Evaluation.lastLogits(model, 1, 2, 3, 4, 5);
    }
  }

  /// The file with spaces after its header, so that data begins so many bytes past a multiple of
  /// 64.
  private static byte[] beginningAt(byte[] file, int past) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(in.getLong());
    int begin = Math.ceilDiv(Long.BYTES + header, 64) * 64 + past;
    ByteBuffer out = ByteBuffer.allocate(begin + file.length - Long.BYTES - header);
    out.order(ByteOrder.LITTLE_ENDIAN).putLong(begin - Long.BYTES).put(file, Long.BYTES, header);
    byte[] spaces = new byte[begin - out.position()];
    Arrays.fill(spaces, (byte) ' ');
    return out.put(spaces)
        .put(file, Long.BYTES + header, file.length - Long.BYTES - header)
        .array();
  }
}
