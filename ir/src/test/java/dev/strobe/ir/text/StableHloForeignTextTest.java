package dev.strobe.ir.text;

import dev.strobe.ir.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text that MLIR has printed, in the pretty and in the generic form, reads as the program that
/// Strobe's own text stands for. `src/test/oracle/mlir_forms.py` makes the files.
final class StableHloForeignTextTest {
  /// MLIR gives ops without a location their place in the file that it has read.
  private static Program read(Path file) throws IOException {
    String text = Files.readString(file);
    return StableHloReader.read(text.replaceAll("loc\\(\"-\":\\d+:\\d+\\)", "loc(unknown)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"constants", "contractions", "elementwise", "regions", "shapes", "structure"})
  void readsBothFormsThatMlirPrints(String name) throws IOException {
    Path folder = GoldenFile.folder();
    Program expected = read(folder.resolve(name + ".mlir"));
    for (String form : List.of("pretty", "generic")) {
      Path file = folder.resolve("mlir").resolve(name + "." + form + ".mlir");
      SamePrograms.assertSame(expected, read(file));
    }
  }
}
