package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.tests.TestModels;
import dev.strobe.tests.cli.StrobeProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `strobe compile --format ...` and `strobe inspect`, with the real plugin.
class InspectCommandTest {
  private static final String TINY = TestModels.tiny("llama").toString();

  @TempDir private Path folder;

  @Test
  void theForecastIsHeldAgainstWhatXlaMeasured() throws Exception {
    for (String phase : List.of("prefill", "decode")) {
      Outcome outcome =
          strobe(
              "compile",
              "--model",
              TINY,
              "--phase",
              phase,
              "--stage",
              "planned",
              "--tokens",
              "8",
              "--capacity",
              "64",
              "--format",
              "json");
      assertEquals(0, outcome.exitCode(), outcome.err());
      JsonNode forecast = outcome.json().get("forecast");
      JsonNode measured = outcome.json().get("measured");
      assertTrue(measured.get("alias_bytes").longValue() > 0);
      for (String exact : List.of("argument_bytes", "output_bytes", "alias_bytes")) {
        assertEquals(measured.get(exact), forecast.get(exact), phase + " " + exact);
      }
      assertTrue(outcome.json().get("passes").size() >= 2);
      assertTrue(outcome.json().get("buffers").size() > 50);
      assertTrue(outcome.json().get("kernels").size() > 50);
    }
  }

  @Test
  void onlyTheLaterStagesCompile() throws Exception {
    JsonNode fused =
        strobe("compile", "--model", TINY, "--stage", "fused", "--format", "json").json();
    assertTrue(fused.get("measured").isNull());
    assertFalse(fused.get("forecast").isNull());
    assertEquals(0, fused.get("kernels").size());
  }

  @Test
  void printsTheProgramAfterOnePass() throws Exception {
    Outcome outcome =
        strobe("compile", "--model", TINY, "--stage", "fused", "--pass", "eliminate-dead-code");
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertTrue(outcome.out().startsWith("module"), outcome.out());
    strobe("compile", "--model", TINY, "--stage", "fused", "--pass", "nothing")
        .assertRefused("--pass requires one of inline-calls", "got nothing");
  }

  @Test
  void inspectsAnyProgram() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("p.mlir"),
            """
            func.func @main(%a: tensor<4x4xf32>) -> tensor<4x4xf32> {
              %0 = stablehlo.dot_general %a, %a, contracting_dims = [1] x [0] : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32> loc("model/square")
              %1 = stablehlo.tanh %0 : tensor<4x4xf32> loc("model/act")
              return %1 : tensor<4x4xf32>
            }
            """);
    Outcome text = strobe("inspect", program.toString());
    assertEquals(0, text.exitCode(), text.err());
    assertTrue(text.out().contains("eliminate-dead-code") && text.out().contains("kernels"));
    Path page = folder.resolve("p.html");
    Outcome html =
        strobe("inspect", program.toString(), "--format", "html", "--out", page.toString());
    assertEquals(0, html.exitCode(), html.err());
    assertEquals("", html.out());
    assertTrue(Files.readString(page).startsWith("<!doctype html>"));
  }

  @Test
  void aProgramOfUnknownSizesIsReportedAsFarAsItComes() throws Exception {
    Path program =
        Files.writeString(
            folder.resolve("d.mlir"),
            """
            func.func @main(%a: tensor<?xf32>) -> tensor<?xf32> {
              %0 = stablehlo.tanh %a : tensor<?xf32>
              return %0 : tensor<?xf32>
            }
            """);
    Outcome outcome = strobe("inspect", program.toString(), "--format", "json");
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertTrue(outcome.json().get("forecast").isNull());
    String note = outcome.json().get("notes").get(0).stringValue();
    assertTrue(note.startsWith("the program was not compiled: "), note);
  }

  @Test
  void whatCannotBeReadIsRefusedInOneLine() throws Exception {
    Path damaged = Files.writeString(folder.resolve("x.mlir"), "func.func @main(");
    strobe("inspect", damaged.toString()).assertRefused("line 1");
    strobe("inspect", folder.resolve("none.mlir").toString()).assertRefused("none.mlir");
  }

  @Test
  void aProfileHoldsPassesCompilingLaunchesAndTransfers() throws Exception {
    Set<String> found = new HashSet<>();
    // A program that was compiled before goes through no pass.
    found.addAll(recorded("compile", "--model", TINY, "--stage", "fused"));
    found.addAll(
        recorded("generate", "--model", TINY, "--token-ids", "3,4,5", "--max-tokens", "4"));
    List<String> wanted =
        List.of("strobe.Pass", "strobe.Compile", "strobe.Execute", "strobe.Transfer");
    assertTrue(found.containsAll(wanted), found::toString);
    strobe("models", "--profile", folder.resolve("no/x.jfr").toString()).assertRefused("x.jfr");
  }

  /// Names of the events of a command.
  private Set<String> recorded(String... arguments) throws Exception {
    Path profile = folder.resolve(arguments[0] + ".jfr");
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--profile", profile.toString()));
    Outcome outcome = strobe(command.toArray(String[]::new));
    assertEquals(0, outcome.exitCode(), outcome.err());
    return RecordingFile.readAllEvents(profile).stream()
        .map(event -> event.getEventType().getName())
        .collect(Collectors.toSet());
  }

  private Outcome strobe(String... arguments) throws Exception {
    return StrobeProcess.in(folder).run(arguments);
  }
}
