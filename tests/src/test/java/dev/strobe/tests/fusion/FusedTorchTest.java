package dev.strobe.tests.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.differential.OnPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Fusion on a transformer of two layers that torch exported (`src/test/oracle`).
final class FusedTorchTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("strobe.root"), "tests/src/test/resources/torch");

  @Test
  void findsTheLayersOfATransformerThatTorchExported() throws IOException {
    Program before =
        StableHloReader.read(Files.readString(FOLDER.resolve("torch_transformer.mlir")));
    Program fused = FusedExport.of(before);
    List<byte[]> recorded =
        Files.readAllLines(FOLDER.resolve("torch_transformer.txt")).stream()
            .map(HexFormat.of()::parseHex)
            .toList();
    List<Literal> arguments = new ArrayList<>();
    before
        .main()
        .parameters()
        .forEach(p -> arguments.add(Literal.ofBytes(p.tensor(), recorded.get(arguments.size()))));
    List<Literal> got = Interpreter.run(before, arguments);
    assertEquals(got, Interpreter.run(fused, arguments));
    Literal want = Literal.ofBytes(got.getFirst().type(), recorded.getLast());
    requireClose(want, got.getFirst());
    requireClose(want, onPlugin(fused, arguments));
  }

  private static Literal onPlugin(Program program, List<Literal> arguments) {
    try (Device device = Device.open(TestModels.file("cpu-plugin"))) {
      return new OnPlugin(device).run(program, arguments).getFirst();
    }
  }

  private static void requireClose(Literal want, Literal got) {
    for (int i = 0; i < want.type().elementCount(); i++) {
      double error = Math.abs(want.doubleAt(i) - got.doubleAt(i));
      assertTrue(error <= 1e-5 * Math.max(1, Math.abs(want.doubleAt(i))), "element " + i);
    }
  }
}
