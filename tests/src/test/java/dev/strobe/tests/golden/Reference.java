package dev.strobe.tests.golden;

import dev.strobe.runtime.checkpoint.NpyArray;
import dev.strobe.runtime.checkpoint.NpyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reference implementation's results under `resources/golden` (its README says what each is).
final class Reference {
  private static final Path ROOT =
      Path.of(System.getProperty("strobe.root"), "tests", "src", "test", "resources", "golden");

  private Reference() {}

  static Path folder(String name) {
    return ROOT.resolve(name);
  }

  static JsonNode json(String name) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(ROOT.resolve(name)))) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] array(String name) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(ROOT.resolve(name)))) {
      Path plain = Files.createTempFile("golden", ".npy");
      Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
      float[] values = NpyFile.read(plain).floats();
      Files.delete(plain);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, NpyArray> archive(String name) {
    return NpyFile.readArchive(ROOT.resolve(name));
  }

  static int[] ints(JsonNode array) {
    return array.valueStream().mapToInt(JsonNode::intValue).toArray();
  }

  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).doubleValue();
    }
    return values;
  }

  /// The index of the largest logit, the lowest of equals.
  static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}
