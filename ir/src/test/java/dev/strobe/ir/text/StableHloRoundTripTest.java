package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reader undoes the writer, for programs and for the texts that the writer is held to.
final class StableHloRoundTripTest {
  static Stream<Program> samples() {
    return Stream.concat(
        SamplePrograms.all().stream(),
        Stream.of(
            RegionPrograms.regions(),
            NumericPrograms.numeric(),
            QuantizedPrograms.quantized(),
            CollectivePrograms.collectives(),
            CollectivePrograms.newest(),
            DynamicPrograms.dynamics(),
            CompositePrograms.composites(),
            EffectPrograms.effects(),
            UnknownSizePrograms.unknownSizes()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheProgramThatWasWritten(Program program) {
    Program read = StableHloReader.read(StableHloWriter.write(program));
    SamePrograms.assertSame(program, read);
    assertEquals(List.of(), Verifier.verify(read));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesWhatItReadAsItWas(Program program) {
    for (StableHloWriter.Style style :
        List.of(
            StableHloWriter.Style.FULL,
            StableHloWriter.Style.EXECUTABLE,
            StableHloWriter.Style.PLAIN)) {
      String text = StableHloWriter.write(program, style);
      assertEquals(text, StableHloWriter.write(StableHloReader.read(text), style));
    }
  }

  static Stream<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GoldenFile.folder())) {
      return files.filter(file -> file.toString().endsWith(".mlir")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void readsEveryGoldenTextOfTheWriter(Path file) throws IOException {
    String text = Files.readString(file);
    boolean full = text.startsWith("// action: write full");
    StableHloWriter.Style style = full ? StableHloWriter.Style.FULL : StableHloWriter.Style.PLAIN;
    String written = StableHloWriter.write(StableHloReader.read(text), style);
    assertEquals(text.replaceAll("(?m)^//.*\n", ""), written);
  }
}
