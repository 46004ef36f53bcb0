package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.refine.RefineShapes;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Programs that JAX exported read, verify, print back, and give on both devices what JAX computed:
/// its functions over its types, and a transformer of known and of unknown sizes, fused too.
/// `src/test/oracle/jax_programs.py` makes them.
final class JaxProgramsTest {
  private static final Path FILE =
      Path.of(
          System.getProperty("strobe.root"), "tests/src/test/resources/jax/jax_programs.txt.gz");

  /// Units in the last place of a program's narrowest float, at the largest magnitude of a result:
  /// twice what the worst of these programs (`igammac_float64`) is away from mpmath, in JAX (8) as
  /// in the interpreter (9). Nearly all are within 2.
  private static final double UNITS = 18;

  private static final Map<String, Double> UNIT =
      Map.of("f64>", 0x1p-52, "f32>", 0x1p-23, "f16>", 0x1p-10, "bf16>", 0x1p-7);

  private static Device device;

  @BeforeAll
  static void open() {
    device = Device.open(TestModels.file("cpu-plugin"));
  }

  @AfterAll
  static void close() {
    device.close();
  }

  private static List<JsonNode> programs() throws IOException {
    try (var text = new GZIPInputStream(Files.newInputStream(FILE));
        var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }
  }

  @Test
  void bothDevicesComputeWhatJaxComputes() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<JsonNode> programs = programs();
    for (JsonNode each : programs) {
      check(each, wrong);
    }
    assertEquals(List.of(), wrong);
    assertTrue(programs.size() > 800, "programs: " + programs.size());
  }

  private static void check(JsonNode each, List<String> wrong) {
    String text = each.get("text").stringValue();
    Program read = StableHloReader.read(text);
    String name = each.get("name").stringValue();
    assertEquals(List.of(), Verifier.verify(read), name);
    String written = StableHloWriter.write(read);
    assertEquals(written, StableHloWriter.write(StableHloReader.read(written)), name);
    List<Literal> arguments = arguments(each);
    Program program = RefineShapes.refineFor(read, arguments);
    double unit =
        UNIT.entrySet().stream()
            .filter(unitOf -> text.matches("(?s).*[x<]" + unitOf.getKey() + ".*"))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElse(0);
    compare(each, Interpreter.run(program, arguments), unit)
        .forEach(fault -> wrong.add(name + " in the interpreter: " + fault));
    compare(each, new OnPlugin(device).run(program, arguments), unit)
        .forEach(fault -> wrong.add(name + " on the plugin: " + fault));
    if (name.contains("transformer")) {
      Program fused = StandardPipelines.standard().runVerified(program, device.target()).program();
      assertTrue(isFused(fused), name);
      compare(each, new OnPlugin(device).run(fused, arguments), unit)
          .forEach(fault -> wrong.add(name + " fused on the plugin: " + fault));
    }
  }

  private static boolean isFused(Program program) {
    return program.main().nodes().stream().anyMatch(node -> node.op() instanceof CompositeOp);
  }

  /// Arguments are matrices of f32.
  private static List<Literal> arguments(JsonNode each) {
    return each.get("arguments")
        .valueStream()
        .map(hex -> HexFormat.of().parseHex(hex.stringValue()))
        .map(bytes -> Literal.ofBytes(TensorType.of(ElementType.F32, 2, 3, 4), bytes))
        .toList();
  }

  private static List<String> compare(JsonNode each, List<Literal> results, double unit) {
    assertEquals(each.get("results").size(), results.size());
    return IntStream.range(0, results.size())
        .filter(i -> !agree(each.get("results").get(i).stringValue(), results.get(i), unit))
        .mapToObj(i -> "result " + i + " is " + results.get(i))
        .toList();
  }

  private static boolean agree(String hex, Literal actual, double unit) {
    Literal expected = Literal.ofBytes(actual.type(), HexFormat.of().parseHex(hex));
    if (actual.equals(expected)) {
      return true;
    }
    ElementType element = actual.type().element();
    if (!element.isFloat() && !element.isComplex()) {
      return false;
    }
    double[] want = parts(expected);
    double[] got = parts(actual);
    double largest = 0;
    for (double value : want) {
      largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    double allowed = UNITS * unit * largest;
    return IntStream.range(0, want.length)
        .allMatch(
            i -> Double.compare(want[i], got[i]) == 0 || Math.abs(want[i] - got[i]) <= allowed);
  }

  /// The numbers of a tensor, of complex ones the real and the imaginary parts.
  private static double[] parts(Literal literal) {
    ElementType part = literal.type().element().real();
    byte[] bytes = new byte[literal.bytes().remaining()];
    literal.bytes().get(bytes);
    int count = bytes.length / part.hostBytes();
    Literal numbers = Literal.ofBytes(TensorType.of(part, count), bytes);
    return IntStream.range(0, count).mapToDouble(numbers::doubleAt).toArray();
  }
}
