package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions;
import dev.strobe.runtime.ModelTokenizer;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.tokenizer.ControlText;
import dev.strobe.runtime.tokenizer.Tokenizer;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of the cache that somebody or something has spoilt: they are made anew, and the answer is
/// the same.
class DamagedCacheTest {
  private static final List<UnaryOperator<byte[]>> DAMAGES =
      List.of(
          bytes -> new byte[0],
          bytes -> Arrays.copyOf(bytes, 5),
          bytes -> Arrays.copyOf(bytes, bytes.length / 2),
          bytes -> flipped(bytes, 0),
          bytes -> flipped(bytes, bytes.length - 1));

  @TempDir private Path cache;

  @Test
  void aSpoiltExecutableIsCompiledAnew() throws IOException {
    Run first = run();
    assertEquals(2, first.compiled());
    assertEquals(0, run().compiled());
    for (UnaryOperator<byte[]> damage : DAMAGES) {
      spoil("executables", damage);
      Run again = run();
      assertEquals(first.generation().ids(), again.generation().ids());
      assertEquals(2, again.compiled());
      assertEquals(0, run().compiled());
    }
    assertEquals(2, files("executables").size());
  }

  @Test
  void aSpoiltTokenizerIsDerivedAnew() throws IOException {
    int[] ids = encoded();
    Path file = files("tokenizers").getFirst();
    byte[] sound = Files.readAllBytes(file);
    for (UnaryOperator<byte[]> damage : DAMAGES) {
      spoil("tokenizers", damage);
      assertArrayEquals(ids, encoded());
      assertArrayEquals(sound, Files.readAllBytes(file));
    }
    assertEquals(List.of(file), files("tokenizers"));
  }

  private record Run(Generation generation, int compiled) {}

  private Run run() {
    ModelOptions options = TestModels.options().withCacheFolder(Optional.of(cache));
    try (Model model = Model.load(TestModels.tiny("llama"), options)) {
      GenerateOptions four = GenerateOptions.greedy().withMaxTokens(4);
      Generation generation = model.generate(Prompt.ids(306, 281, 69, 192, 312), four, _ -> {});
      return new Run(generation, model.programs().executablesCompiled());
    }
  }

  private int[] encoded() {
    try (Tokenizer tokenizer = ModelTokenizer.open(TestModels.file("smollm2"), cache)) {
      return tokenizer.encode("The capital of France is", ControlText.PARSE);
    }
  }

  private void spoil(String part, UnaryOperator<byte[]> damage) throws IOException {
    List<Path> files = files(part);
    assertTrue(!files.isEmpty(), part);
    for (Path file : files) {
      Files.write(file, damage.apply(Files.readAllBytes(file)));
    }
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve(part))) {
      return files.sorted().toList();
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }
}
