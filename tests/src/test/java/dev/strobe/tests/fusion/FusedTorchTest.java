package dev.strobe.tests.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Literal;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.lowering.CompileOptions;
import dev.strobe.lowering.Lowering;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.runtime.device.Executable;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Fusion on a transformer of two layers that torch exported (`src/test/oracle`).
final class FusedTorchTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("strobe.root"), "tests/src/test/resources/torch");

  @Test
  void findsTheLayersOfATransformerThatTorchExported() throws IOException {
    Program before =
        StableHloReader.read(Files.readString(FOLDER.resolve("torch_transformer.mlir")));
    PassPipeline.Result fused = StandardPipelines.standard().runVerified(before, Target.of("cpu"));
    Map<String, Integer> hits = new TreeMap<>();
    for (PassReport report : fused.reports()) {
      if (report.pass().startsWith("fuse-") && report.hits() > 0) {
        hits.merge(report.pass(), report.hits(), Integer::sum);
      }
    }
    assertEquals(
        Map.of(
            "fuse-attention", 2,
            "fuse-gated-feed-forward", 2,
            "fuse-rms-norm", 5,
            "fuse-rotary", 4),
        hits);
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
    assertEquals(got, Interpreter.run(fused.program(), arguments));
    Literal want = Literal.ofBytes(got.getFirst().type(), recorded.getLast());
    requireClose(want, got.getFirst());
    requireClose(want, onPlugin(fused.program(), arguments));
  }

  private static Literal onPlugin(Program program, List<Literal> arguments) {
    List<DeviceTensor> held = new ArrayList<>();
    try (Device device = Device.open(TestModels.file("cpu-plugin"));
        Executable executable =
            device.compile(
                Lowering.lower(program, device.target()).text(),
                CompileOptions.single().toBytes())) {
      arguments.forEach(argument -> held.add(device.upload(argument)));
      held.addAll(executable.run(List.copyOf(held)));
      Literal result = held.getLast().toLiteral();
      held.forEach(DeviceTensor::close);
      return result;
    }
  }

  private static void requireClose(Literal want, Literal got) {
    for (int i = 0; i < want.type().elementCount(); i++) {
      double error = Math.abs(want.doubleAt(i) - got.doubleAt(i));
      assertTrue(error <= 1e-5 * Math.max(1, Math.abs(want.doubleAt(i))), "element " + i);
    }
  }
}
