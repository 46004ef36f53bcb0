package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever happens to a text, reading it succeeds or is refused. A failure names the seed, which
/// replays it.
final class StableHloReaderFuzzTest {
  private static final int MUTANTS = Boolean.getBoolean("strobe.nightly") ? 100_000 : 1_000;
  private static final long FIRST_SEED = 20_260_101;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /// What a mutation puts in: whatever the reader branches on, and numbers at borders.
  private static final String[] PIECES = {
    "%0",
    "%0#1",
    ":2",
    "#loc1",
    "#a",
    "#c = #a\n",
    "!t",
    "!u = !t\n",
    "loc(",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "->",
    "<{",
    "}>",
    "\"",
    "\\",
    "//",
    "\n",
    ",",
    ":",
    "=",
    "^bb0",
    "@",
    "x",
    "-",
    "-1",
    "0",
    "1",
    "64",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1e999",
    "0x",
    "0xFF",
    "0x7FC00000",
    "tensor<",
    "tensor<?xf32>",
    "tensor<0x9223372036854775807xf32>",
    "tensor<4294967296xf32>",
    "f64",
    "i1",
    "complex<f32>",
    "dense<",
    "dense<[[",
    "dense_resource<a>",
    "{-#",
    "#-}",
    "array<i64: 1>",
    "stablehlo.add",
    "\"stablehlo.reduce\"",
    "stablehlo.while(",
    "\"stablehlo.case\"() ({",
    "\"func.func\"() ({",
    "cond {",
    "} do {",
    "init:",
    "reducer(",
    "attributes {",
    "sdy.mesh @m = <[]>",
    "stablehlo.return",
    "applies",
    "module",
    "func.func",
    "EQ",
    "\u0000",
    "\uD800",
    "é"
  };

  /// What Strobe writes, and the same in MLIR's two forms.
  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    SamplePrograms.all().forEach(program -> texts.add(StableHloWriter.write(program)));
    texts.add(StableHloWriter.write(RegionPrograms.regions()));
    texts.add(StableHloWriter.write(DynamicPrograms.dynamics()));
    texts.add(StableHloWriter.write(UnknownSizePrograms.unknownSizes()));
    try (Stream<Path> files = Files.list(GoldenFile.folder().resolve("mlir"))) {
      for (Path file : files.sorted().toList()) {
        texts.add(
            "!t = tensor<2x3xf32>\n#a = [#b, !t]\n#b = array<i64: 1>\n" + Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void readsOrRefusesMutatedPrograms() throws IOException {
    List<String> texts = texts();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + MUTANTS; seed++) {
      Random random = new Random(seed);
      String text = texts.get(random.nextInt(texts.size()));
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        text = mutated(text, random);
      }
      String mutant = text;
      assertTimeoutPreemptively(LONGEST, () -> readOrRefuse(mutant), "seed " + seed);
    }
  }

  /// What was read must also be fit to be verified and written.
  private static void readOrRefuse(String text) {
    try {
      Program program = StableHloReader.read(text);
      if (Verifier.verify(program).isEmpty()) {
        String written = StableHloWriter.write(program);
        SamePrograms.assertSame(program, StableHloReader.read(written));
      }
    } catch (StableHloParseException | InvalidOpException _) {
      // The two ways to refuse a text.
    }
  }

  private static String mutated(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(12));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, at) + piece + text.substring(at);
      case 2 -> text.substring(0, at) + piece + text.substring(end);
      case 3 -> text.substring(0, at) + text.substring(at, end).repeat(2) + text.substring(end);
      default -> swapped(text, random);
    };
  }

  /// Two lines exchanged: values used before they are defined, braces that close elsewhere.
  private static String swapped(String text, Random random) {
    String[] lines = text.split("\n", -1);
    int first = random.nextInt(lines.length);
    int second = random.nextInt(lines.length);
    String kept = lines[first];
    lines[first] = lines[second];
    lines[second] = kept;
    return String.join("\n", lines);
  }
}
