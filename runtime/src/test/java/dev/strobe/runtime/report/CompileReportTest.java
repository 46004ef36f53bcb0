package dev.strobe.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompileReportTest {
  private static final String TEXT =
      """
      func.func @main(%a: tensor<4xf32> loc("a"), %w: tensor<4xf32> loc("w")) -> tensor<4xf32> {
        %0 = stablehlo.tanh %a : tensor<4xf32> loc("layers.0/one")
        %1 = stablehlo.tanh %a : tensor<4xf32> loc("layers.1/two")
        %2 = stablehlo.sine %a : tensor<4xf32> loc("layers.1/dead")
        %3 = stablehlo.multiply %1, %w : tensor<4xf32> loc("layers.1/</script><b>&\\"")
        %4 = stablehlo.add %0, %3 : tensor<4xf32> loc("head")
        return %4 : tensor<4xf32>
      }
      """;

  private final CompileReport report = Reports.of(TEXT);

  @Test
  void nodesKeepTheirKeyThroughPasses() {
    assertEquals(List.of("built", "inline-calls", "eliminate-dead-code"), names().subList(0, 3));
    Set<Integer> built = keys(0);
    assertEquals(5, built.size());
    assertEquals(4, keys(2).size());
    assertEquals(3, keys(3).size());
    assertTrue(built.containsAll(keys(2)) && keys(2).containsAll(keys(3)));
    assertTrue(built.containsAll(keys(report.stages().size() - 1)));
  }

  @Test
  void passesSayWhatTheyDid() {
    PassRow dead = report.passes().get(1);
    assertEquals("eliminate-dead-code", dead.pass());
    assertEquals(5, dead.nodesBefore());
    assertEquals(4, dead.nodesAfter());
    assertEquals(List.of("removed sine at layers.1/dead"), dead.rewrites());
  }

  @Test
  void onePassIsReportedAlone() {
    CompileReport one = report.ofPass("eliminate-common-subexpressions");
    assertEquals(List.of("eliminate-common-subexpressions"), one.passNames());
    assertEquals(
        List.of("before eliminate-common-subexpressions", "eliminate-common-subexpressions"),
        one.stages().stream().map(StageRow::name).distinct().toList());
    assertTrue(TextReport.text(one).contains("merged tanh"), TextReport.text(one));
  }

  @Test
  void layersCountWhatCrossesTheirBorder() {
    LayerRow head = layer("head");
    assertEquals(1, head.nodes());
    assertEquals(4, head.flops());
    // Two operands read and one result returned, of 16 bytes each.
    assertEquals(48, head.bytes());
    assertEquals(24, head.seconds(1, 2), "bound by bytes");
    assertEquals(4, head.seconds(1, 48), "bound by arithmetic");
  }

  @Test
  void theJsonHasForecastAndMeasuredThenPassesAndBuffers() {
    JsonNode json = json(Reports.optimized(TEXT, ""));
    for (String memory : List.of("forecast", "measured")) {
      assertEquals(
          List.of(
              "argument_bytes",
              "output_bytes",
              "alias_bytes",
              "temp_bytes",
              "peak_bytes",
              "total_bytes"),
          List.copyOf(json.get(memory).propertyNames()));
    }
    assertEquals(5, json.get("measured").get("peak_bytes").longValue());
    assertEquals(32, json.get("forecast").get("argument_bytes").longValue());
    assertEquals(report.passes().size(), json.get("passes").size());
    assertEquals("argument", json.get("buffers").get(0).get("kind").stringValue());
    assertTrue(json(report).get("measured").isNull());
  }

  @Test
  void compositesSayWhatTheTargetDoesAndWhatIsNoneSaysWhy() {
    String rows = "(tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>\n";
    String head = "func.func @main(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>";
    String softmax =
        "%low = stablehlo.constant dense<0xFF800000> : tensor<f32>\n"
            + "%zero = stablehlo.constant dense<0.0> : tensor<f32>\n"
            + "%m = stablehlo.reduce(%x init: %low) applies stablehlo.maximum across dimensions ="
            + " [1] : "
            + rows
            + "%mb = stablehlo.broadcast_in_dim %m, dims = [0] : (tensor<2xf32>) ->"
            + " tensor<2x4xf32>\n"
            + "%d = stablehlo.subtract %x, %mb : tensor<2x4xf32>\n"
            + "%e = stablehlo.exponential %d : tensor<2x4xf32>\n"
            + "%s = stablehlo.reduce(%e init: %zero) applies stablehlo.add across dimensions = [1]"
            + " : "
            + rows
            + "%sb = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<2xf32>) ->"
            + " tensor<2x4xf32>\n"
            + "%y = stablehlo.divide %e, %sb : tensor<2x4xf32> loc(\"layers.0/scores\")\n";
    String fused =
        TextReport.text(Reports.of(head + ") {\n" + softmax + "return %y : tensor<2x4xf32>\n}"));
    assertTrue(
        fused.matches("(?s).*strobe\\.softmax +1 +decomposed: cpu has no form for it.*"), fused);
    assertFalse(fused.contains("not fused"), fused);
    String left =
        head
            + ", tensor<2xf32>) {\n"
            + softmax
            + "return %y, %m : tensor<2x4xf32>, tensor<2xf32>\n}";
    String text = TextReport.text(Reports.of(left));
    assertTrue(
        text.contains("strobe.softmax: its maximum along an axis is a result, at layers.0/scores"),
        text);
    String passes = json(Reports.of(left)).get("passes").toString();
    assertTrue(passes.contains("\"pattern\":\"strobe.softmax\""), passes);
  }

  @Test
  void theTextHoldsTheForecastAgainstWhatWasMeasured() {
    String text = TextReport.text(Reports.optimized(TEXT, ""));
    assertTrue(text.contains("eliminate-dead-code"), text);
    assertTrue(text.matches("(?s).*arguments +32 +1 +\\+31 .*"), text);
  }

  @Test
  void thePageHoldsTheReportAndNothingEndsItsScriptEarly() {
    String page = HtmlReport.text(report);
    Matcher data =
        Pattern.compile(
                "<script type=\"application/json\" id=\"report\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertTrue(data.find());
    assertEquals(json(report), JsonMapper.shared().readTree(data.group(1)));
    assertFalse(data.group(1).contains("<"), "markup in the data");
    assertTrue(data.group(1).contains("\\u003c/script\\u003e"));
  }

  @Test
  void thePageForbidsItselfEveryRequestAndNamesNone() {
    String page = HtmlReport.text(report);
    assertTrue(page.contains("content=\"default-src 'none'; script-src 'unsafe-inline'; "));
    for (String reference : List.of("src=", "<link", "@import", "url(", "href=\"")) {
      String markup = page.replaceAll("(?s)<script>.*?</script>", "");
      assertFalse(markup.contains(reference), reference);
    }
    assertTrue(page.contains("Mike Bostock"), "the licence of d3");
  }

  private static JsonNode json(CompileReport report) {
    return JsonMapper.shared().readTree(JsonReport.text(report));
  }

  private LayerRow layer(String path) {
    return report.layers().stream()
        .filter(row -> row.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names() {
    return report.stages().stream().map(StageRow::name).toList();
  }

  private Set<Integer> keys(int stage) {
    Set<Integer> keys = new HashSet<>();
    report.stages().get(stage).nodes().forEach(i -> keys.add(report.nodes().get(i).key()));
    return keys;
  }
}
