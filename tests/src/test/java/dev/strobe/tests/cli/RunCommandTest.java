package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.runtime.checkpoint.LiteralFile;
import dev.strobe.tests.cli.StrobeProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `strobe run` and `strobe verify` in processes of their own.
class RunCommandTest {
  private static final String SPECIAL =
      """
      func.func @main() -> (tensor<3xf32>, tensor<1xcomplex<f64>>, tensor<2xi1>, tensor<ui64>) {
        %0 = stablehlo.constant dense<[1.0, 0.0, -1.0]> : tensor<3xf32>
        %1 = stablehlo.constant dense<0.0> : tensor<3xf32>
        %2 = stablehlo.divide %0, %1 : tensor<3xf32>
        %3 = stablehlo.constant dense<(1.5, -2.0)> : tensor<1xcomplex<f64>>
        %4 = stablehlo.constant dense<[true, false]> : tensor<2xi1>
        %5 = stablehlo.constant dense<18446744073709551615> : tensor<ui64>
        return %2, %3, %4, %5 : tensor<3xf32>, tensor<1xcomplex<f64>>, tensor<2xi1>, tensor<ui64>
      }
      """;

  private static final String ADD =
      """
      func.func @main(%a: tensor<2xi32>, %b: tensor<2xi32>) -> tensor<2xi32> {
        %0 = stablehlo.add %a, %b : tensor<2xi32>
        return %0 : tensor<2xi32>
      }
      """;

  private static final String BROKEN =
      """
      func.func @main(%a: tensor<2xi32>, %b: tensor<3xi32>) -> tensor<2xi32> {
        %0 = stablehlo.add %a, %b : (tensor<2xi32>, tensor<3xi32>) -> tensor<2xi32>
        return %0 : tensor<2xi32>
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "interpreter"})
  void printsEveryKindOfElement(String device) throws Exception {
    Path program = Files.writeString(folder.resolve("special.mlir"), SPECIAL);
    Outcome outcome = strobe("run", program.toString(), "--device", device, "--json");
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertEquals(program.toString(), outcome.json().get("program").stringValue());
    assertEquals(
        "[{'type':'f32','shape':[3],'values':['Infinity','NaN','-Infinity']},"
            + "{'type':'complex<f64>','shape':[1],'values':[[1.5,-2.0]]},"
            + "{'type':'i1','shape':[2],'values':[true,false]},"
            + "{'type':'ui64','shape':[],'values':[18446744073709551615]}]",
        outcome.json().get("outputs").toString().replace('"', '\''));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "interpreter"})
  void oneThatFailsDoesNotStopTheOthers(String device) throws Exception {
    Path good = Files.writeString(folder.resolve("good.mlir"), SPECIAL);
    Path broken = Files.writeString(folder.resolve("broken.mlir"), BROKEN);
    String missing = folder.resolve("missing.mlir").toString();
    Outcome outcome =
        strobe("run", broken.toString(), missing, good.toString(), "--device", device, "--json");
    assertEquals(1, outcome.exitCode());
    List<JsonNode> lines =
        outcome.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertEquals(3, lines.size(), outcome.out());
    String fault = lines.get(0).get("error").stringValue();
    assertTrue(fault.contains("line 2"), fault);
    assertTrue(lines.get(1).get("error").stringValue().contains("no such file"), outcome.out());
    assertEquals(4, lines.get(2).get("outputs").size());
  }

  private static final String TOGETHER =
      """
      func.func @main(%x: tensor<2xi32>) -> (tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) {
        %0 = "stablehlo.all_reduce"(%x) <{replica_groups = dense<[[0, 1, 2]]> : tensor<1x3xi64>}> ({
        ^bb0(%a: tensor<i32>, %b: tensor<i32>):
          %s = stablehlo.add %a, %b : tensor<i32>
          stablehlo.return %s : tensor<i32>
        }) : (tensor<2xi32>) -> tensor<2xi32>
        %1 = "stablehlo.collective_broadcast"(%x) <{
          replica_groups = dense<[[2, 0]]> : tensor<1x2xi64>}> : (tensor<2xi32>) -> tensor<2xi32>
        %2 = "stablehlo.collective_reduce"(%x) <{
          replica_groups = dense<[[1, 0]]> : tensor<1x2xi64>}> ({
        ^bb0(%a: tensor<i32>, %b: tensor<i32>):
          %s = stablehlo.add %a, %b : tensor<i32>
          stablehlo.return %s : tensor<i32>
        }) : (tensor<2xi32>) -> tensor<2xi32>
        check.expect_eq %0, %0 : tensor<2xi32>
        return %0, %1, %2 : tensor<2xi32>, tensor<2xi32>, tensor<2xi32>
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "interpreter"})
  void replicasRunSideBySide(String device) throws Exception {
    Path program = Files.writeString(folder.resolve("together.mlir"), TOGETHER);
    StringBuilder inputs = new StringBuilder();
    for (int replica = 0; replica < 3; replica++) {
      Path file = folder.resolve("x" + replica + ".npy");
      TensorType type = TensorType.of(ElementType.S32, 2);
      LiteralFile.write(file, Literal.ofS32(type, 1 << replica, 10 << replica));
      inputs.append(inputs.isEmpty() ? "" : ",").append(file);
    }
    Path results = folder.resolve("results");
    Outcome outcome =
        strobe(
            "run",
            program.toString(),
            "--device",
            device,
            "--json",
            "--replicas",
            "3",
            "--inputs",
            inputs.toString(),
            "--out",
            results.toString());
    assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
    JsonNode outputs = outcome.json().get("outputs");
    String expected =
        """
        7,70 4,40 0,0
        7,70 0,0 3,30
        7,70 4,40 0,0
        """;
    StringBuilder actual = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      assertEquals(i / 3, outputs.get(i).get("replica").intValue());
      JsonNode values = outputs.get(i).get("values");
      actual.append(values.get(0).intValue()).append(',').append(values.get(1).intValue());
      actual.append(i % 3 == 2 ? '\n' : ' ');
    }
    assertEquals(expected, actual.toString());
    Literal written =
        LiteralFile.read(results.resolve("together.2.1.npy"), TensorType.of(ElementType.S32, 2));
    assertEquals(40, written.longAt(1));
  }

  @Test
  void readsInputsAndWritesResultsAsNumPyFiles() throws Exception {
    Path program = Files.writeString(folder.resolve("add.mlir"), ADD);
    TensorType pair = TensorType.of(ElementType.S32, 2);
    String inputs = input("a", pair, 1, 2) + "," + input("b", pair, 10, -20);
    Path results = folder.resolve("made/for/this");
    Outcome outcome =
        strobe("run", program.toString(), "--inputs", inputs, "--out", results.toString());
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertTrue(outcome.out().contains("tensor<2xi32> [11, -18]"), outcome.out());
    assertEquals(
        Literal.ofS32(pair, 11, -18), LiteralFile.read(results.resolve("add.0.npy"), pair));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "interpreter"})
  void quantisedInputsAndResultsAreTheirIntegers(String device) throws Exception {
    String type = "tensor<2x!quant.uniform<i8:f32, 0.5:1>>";
    Path program =
        Files.writeString(folder.resolve("quantized.mlir"), ADD.replace("tensor<2xi32>", type));
    TensorType storage = TensorType.of(ElementType.S8, 2);
    Path a = folder.resolve("a.npy");
    LiteralFile.write(a, Literal.ofLongs(storage, 3, -100));
    Outcome outcome =
        strobe("run", program.toString(), "--inputs", a + "," + a, "--device", device, "--json");
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertEquals(
        "[{'type':'!quant.uniform<i8:f32, 0.5:1>','shape':[2],'values':[5,-128]}]",
        outcome.json().get("outputs").toString().replace('"', '\''));
  }

  @Test
  void saysHowManyInputsAreMissing() throws Exception {
    Path program = Files.writeString(folder.resolve("add.mlir"), ADD);
    Outcome outcome = strobe("run", program.toString(), "--device", "interpreter");
    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.out().contains("@main requires 2 inputs (--inputs), got 0"), outcome.out());
  }

  @Test
  void verifyListsWhatIsWrong() throws Exception {
    Path good = Files.writeString(folder.resolve("good.mlir"), ADD);
    Path broken = Files.writeString(folder.resolve("broken.mlir"), BROKEN);
    assertEquals(0, strobe("verify", good.toString()).exitCode());
    Outcome outcome = strobe("verify", good.toString(), broken.toString());
    assertEquals(1, outcome.exitCode());
    assertEquals(1, outcome.out().lines().count(), outcome.out());
    assertTrue(outcome.out().startsWith(broken + ": line 2, column "), outcome.out());
  }

  private String input(String name, TensorType type, int... values) throws IOException {
    Path file = folder.resolve(name + ".npy");
    LiteralFile.write(file, Literal.ofS32(type, values));
    return file.toString();
  }

  private Outcome strobe(String... arguments) throws Exception {
    return StrobeProcess.in(folder).run(arguments);
  }
}
