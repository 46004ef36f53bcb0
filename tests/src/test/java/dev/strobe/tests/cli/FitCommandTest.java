package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.tests.TestModels;
import dev.strobe.tests.cli.StrobeProcess.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `strobe fit`, which needs neither the plugin nor weights.
class FitCommandTest {
  private static final String TINY = TestModels.tiny("llama").toString();

  @TempDir private Path folder;

  @Test
  void saysWhatIsNeededAndWhatWouldBeLess() throws Exception {
    Outcome outcome = fit("--memory", "1GiB");
    assertEquals(0, outcome.exitCode(), outcome.err());
    List<String> lines = outcome.out().lines().toList();
    assertTrue(
        lines.get(0).matches("fits: [\\d,]+ MB of 1,074 MB for 1 x \\d+ tokens in chunks of \\d+"),
        outcome.out());
    assertTrue(
        lines.get(1).matches("  weights [\\d,]+ MB, caches [\\d,]+ MB, temporaries [\\d,]+ MB"),
        outcome.out());
    assertTrue(
        lines
            .get(2)
            .matches("  at most [\\d,]+ tokens of cache a sequence, or [\\d,]+ sequences of .*"),
        outcome.out());
    assertTrue(lines.get(3).startsWith("  with attention in chunks: "), outcome.out());
    assertTrue(lines.get(4).startsWith("  with chunks of "), outcome.out());
  }

  @Test
  void printsTheSameAsJson() throws Exception {
    JsonNode fit = json("--memory", "1GiB", "--context", "256", "--batch", "2");
    assertTrue(fit.get("fits").booleanValue());
    assertEquals(1L << 30, fit.get("memory_bytes").longValue());
    assertEquals(256, fit.get("context").intValue());
    assertEquals(2, fit.get("batch").intValue());
    long parts =
        fit.get("weight_bytes").longValue()
            + fit.get("cache_bytes").longValue()
            + fit.get("temp_bytes").longValue();
    assertTrue(parts > 0 && parts <= fit.get("total_bytes").longValue(), fit::toString);
    assertTrue(fit.get("sequences").longValue() >= 2, fit::toString);
    for (JsonNode change : fit.get("changes")) {
      assertTrue(change.get("total_bytes").longValue() < fit.get("total_bytes").longValue());
    }
  }

  @Test
  void saysWhatDoesNotFitAndHowMuchWould() throws Exception {
    JsonNode fit = json("--memory", "1MB");
    assertFalse(fit.get("fits").booleanValue());
    assertEquals(0, fit.get("sequences").longValue());
    assertTrue(fit.get("kv_tokens").intValue() < fit.get("context").intValue(), fit::toString);
    Outcome text = fit("--memory", "1MB");
    assertEquals(0, text.exitCode(), text.err());
    assertTrue(text.out().startsWith("does not fit: "), text.out());
  }

  @Test
  void aDeviceHasItsMemoryAndAnUnknownOneIsRefused() throws Exception {
    assertEquals(16L << 30, json("--device", "tpu-v5e").get("memory_bytes").longValue());
    fit("--device", "abacus").assertRefused("--device requires cpu or one of", "got abacus");
  }

  @Test
  void whatIsOutOfRangeIsRefused() throws Exception {
    fit("--memory", "1GiB", "--context", "0").assertRefused("--context requires 1 to", "got 0");
    fit("--memory", "1GiB", "--batch", "0").assertRefused("--batch requires 1 to", "got 0");
    fit("--memory", "1GiB", "--chunk", "-1").assertRefused("--chunk requires 1 to", "got -1");
  }

  @Test
  void narrowWeightsNeedLess() throws Exception {
    long whole = json("--memory", "1GiB").get("weight_bytes").longValue();
    long half = json("--memory", "1GiB", "--weights", "bf16").get("weight_bytes").longValue();
    long bytes = json("--memory", "1GiB", "--weights", "int8").get("weight_bytes").longValue();
    assertTrue(bytes < half && half < whole, () -> bytes + ", " + half + ", " + whole);
  }

  private JsonNode json(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--json");
    Outcome outcome = fit(arguments.toArray(String[]::new));
    assertEquals(0, outcome.exitCode(), outcome.err());
    return outcome.json();
  }

  private Outcome fit(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("fit", "--model", TINY));
    arguments.addAll(List.of(more));
    return StrobeProcess.in(folder).run(arguments.toArray(String[]::new));
  }
}
