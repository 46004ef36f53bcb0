package dev.strobe.tests.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Inspection;
import dev.strobe.runtime.Inspection.Depth;
import dev.strobe.runtime.report.CompileReport;
import dev.strobe.runtime.report.HtmlReport;
import dev.strobe.tests.TestModels;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The page of a report in a real browser.
@EnabledIf(
    value = "dev.strobe.tests.report.Browser#isThere",
    disabledReason = "no browser: apt-get install chromium chromium-driver, to run it")
class ReportPageTest {
  private static final String ENTER = "\uE007";
  private static final String DOWN = "\uE015";
  private static final String RIGHT = "\uE014";
  private static final String ESCAPE = "\uE00C";

  /// How many pairs of boxes of one drawing lie on each other.
  private static final String OVERLAPS =
      "d3.sum(drawing.panes, ({boxes}) => d3.sum(d3.cross(boxes, boxes), ([a, b]) => a !== b"
          + " && Math.abs(a.x - b.x) < drawing.WIDTH - 1"
          + " && Math.abs(a.y - b.y) < drawing.HEIGHT ? 1 : 0))";

  @TempDir private Path folder;

  @Test
  void isOpenedSearchedAndExpanded() throws Exception {
    try (Browser browser = Browser.open(page(compiledModel()))) {
      assertEquals("true", text(browser, "document.documentElement.dataset.ready"));
      assertEquals(0, browser.log().size(), () -> "the page complains");
      assertEquals(
          List.of("Summary", "Graph", "Memory", "Kernels", "Layers"), texts(browser, "[role=tab]"));
      assertTrue(texts(browser, "#summary td").contains("eliminate-common-subexpressions"));
      assertTrue(texts(browser, "#summary td").contains("exact"));

      click(browser, "#tab-graph");
      assertEquals("0", text(browser, "document.querySelectorAll('#nodes .sides').length"));
      click(browser, "#expand");
      assertTrue(number(browser, "graph.list.rows.length") > 300);
      assertTrue(number(browser, "document.querySelectorAll('#nodes .row').length") < 100);

      browser.run("document.getElementById('search').focus()");
      browser.type("layers.1/attention/scores");
      assertTrue(number(browser, "document.querySelectorAll('#nodes .sides').length") > 5);
      // A node of several layers is found by each of its lines.
      JsonNode places =
          browser.run(
              "return graph.list.rows.filter(line => line.row)"
                  + ".map(({row}) => (row.after ?? row.before).location.join(' '))");
      places
          .valueStream()
          .forEach(path -> assertTrue(path.stringValue().contains("layers.1/attention/scores")));
      assertEquals(0, browser.log().size(), () -> "the page complains");
    }
  }

  @Test
  void aNodeLeadsToItsKernelsAndBack() throws Exception {
    try (Browser browser = Browser.open(page(compiledModel()))) {
      browser.run("graph.reveal(report.nodes.find(n => n.op === 'exponential').key)");
      assertEquals("exponential", texts(browser, "#details h2").getFirst());
      List<String> facts = texts(browser, "#details dd");
      assertTrue(facts.contains("layers.0/attention/scores"), facts::toString);
      assertTrue(facts.stream().anyMatch(fact -> fact.startsWith("tensor<")), facts::toString);
      browser.run("[...document.querySelectorAll('#details .link')].at(-1).click()");
      assertEquals("kernels", text(browser, "views.current"));
      assertTrue(texts(browser, "#details .link").contains("layers.0/attention/scores"));
      click(browser, "#details .link");
      assertEquals("graph", text(browser, "views.current"));
    }
  }

  @Test
  void keysAloneReachEverything() throws Exception {
    try (Browser browser = Browser.open(page(compiledModel()))) {
      browser.type("2");
      assertEquals("graph", text(browser, "views.current"));
      browser.run("document.getElementById('nodes').focus()");
      browser.type(DOWN + DOWN + RIGHT);
      assertTrue(number(browser, "document.querySelectorAll('#nodes .sides').length") > 0);
      browser.type(DOWN);
      assertEquals(1, number(browser, "document.querySelectorAll('#nodes .at').length"));
      browser.run("document.getElementById('tab-summary').focus()");
      browser.type(RIGHT + RIGHT + ENTER);
      browser.run("views.show('memory'); document.getElementById('arena').focus()");
      browser.type(RIGHT);
      assertTrue(texts(browser, "#details h2").getFirst().startsWith("buffer of "));
    }
  }

  @Test
  void drawsALayerBeforeAndAfter() throws Exception {
    try (Browser browser = Browser.open(page(compiledModel()))) {
      browser.run("views.show('graph')");
      String pass = "eliminate-common-subexpressions";
      browser.run(
          "graph.stages.selectedIndex = report.stages.findIndex(s => s.name === '%s');"
                  .formatted(pass)
              + "graph.load(); graph.list.select(graph.list.rows.findIndex("
              + "l => l.group?.path === 'layers.1')); graph.list.element.focus()");
      browser.type("d");
      List<String> captions = texts(browser, "#drawing figcaption");
      assertEquals(2, captions.size());
      assertTrue(captions.getLast().startsWith("after: " + pass), captions::toString);
      // Each node that is no constant is one box, each operand one line.
      for (String side : List.of("before", "after")) {
        int pane = side.equals("before") ? 0 : 1;
        String nodes =
            "graph.rows.map(r => r.%s).filter(n => n && n.parent < 0 && n.op !== 'constant'"
                    .formatted(side)
                + " && place(n).split('/')[0] === 'layers.1')";
        String figure = "document.querySelectorAll('#drawing figure')[" + pane + "]";
        assertEquals(
            number(browser, nodes + ".length"),
            number(browser, figure + ".querySelectorAll('.box').length")
                - number(browser, figure + ".querySelectorAll('.outside').length"));
        assertEquals(
            number(browser, "d3.sum(" + nodes + ", n => new Set(n.operands).size)"),
            number(browser, figure + ".querySelectorAll('.edge').length"));
      }
      assertTrue(number(browser, "document.querySelectorAll('#drawing .removed').length") > 0);
      assertEquals(0, number(browser, OVERLAPS), "boxes lie on each other");
      browser.type(DOWN + DOWN);
      assertEquals(
          "1", text(browser, "document.querySelectorAll('figure:first-child .at').length"));
      assertTrue(texts(browser, "#details dd").contains("@main"));
      browser.type(ESCAPE);
      assertEquals("true", text(browser, "document.getElementById('drawing').hidden"));
      assertEquals(0, browser.log().size(), () -> "the page complains");
    }
  }

  @Test
  void drawsTheArenaWithBothPeaks() throws Exception {
    try (Browser browser = Browser.open(page(compiledModel()))) {
      browser.run("views.show('memory')");
      // The canvas is drawn once the browser has laid it out.
      while (number(browser, "document.getElementById('arena').width") <= 300) {
        Thread.sleep(20);
      }
      assertEquals(2, texts(browser, "#memory .legend .line").size());
      var image = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
      Set<Integer> colors = new HashSet<>();
      for (int x = 100; x < 1000; x += 3) {
        for (int y = 150; y < 650; y += 3) {
          colors.add(image.getRGB(x, y));
        }
      }
      assertTrue(colors.size() > 4, "layers are told apart by colour, got " + colors.size());
    }
  }

  @Test
  void staysFastWithTwentyThousandNodes() throws Exception {
    StringBuilder text =
        new StringBuilder("func.func @main(%v0: tensor<4x4xf32>) -> tensor<4x4xf32> {\n");
    int count = 20_000;
    // Products are stored, so that many nodes have a buffer.
    for (int i = 1; i <= count; i++) {
      String op =
          i % 2 == 0
              ? "dot_general %%v%d, %%v0, contracting_dims = [1] x [0] : (T, T) -> T"
              : "negate %%v%d : T";
      text.append("%%v%d = stablehlo.".formatted(i))
          .append(op.replace("T", "tensor<4x4xf32>").formatted(i - 1))
          .append(" loc(\"layers.%d/part.%d\")\n".formatted(i / 500, i / 20 % 25));
    }
    text.append("return %v").append(count).append(" : tensor<4x4xf32>\n}");
    Program program = StableHloReader.read(text.toString());
    CompileReport report =
        Inspection.report("large", program, TestModels.file("cpu-plugin"), Depth.LOWERED);
    try (Browser browser = Browser.open(page(report))) {
      assertTrue(number(browser, "report.nodes.length") >= count);
      for (String step :
          List.of(
              "graph.load()",
              "graph.expandAll(true)",
              "graph.search('dot_general')",
              "graph.search('')",
              "graph.list.select(15000)",
              "graph.draw('layers.7/part.3')",
              "views.show('memory'), memory.resize()")) {
        double took =
            browser
                .run("const t = performance.now(); " + step + "; return performance.now() - t")
                .doubleValue();
        assertTrue(took < 1_000, step + " took " + took + " ms");
      }
      assertTrue(number(browser, "memory.buffers.length") >= count / 10);
      assertEquals(
          20,
          number(
              browser, "document.querySelectorAll('figure:last-child .box:not(.outside)').length"));
      browser.run("graph.draw('layers.7')");
      assertTrue(
          texts(browser, "#drawing p").getFirst().startsWith("layers.7 has 500 nodes"),
          "too many to draw");
    }
  }

  private static CompileReport compiledModel() {
    Path plugin = TestModels.file("cpu-plugin");
    Program program = Inspection.built(TestModels.tiny("llama"), WeightType.F32, 1, 64);
    return Inspection.report("tiny llama", program, plugin, Depth.COMPILED);
  }

  private Path page(CompileReport report) throws Exception {
    return Files.writeString(folder.resolve("report.html"), HtmlReport.text(report));
  }

  private static void click(Browser browser, String selector) throws Exception {
    browser.run("document.querySelector('" + selector + "').click()");
  }

  private static List<String> texts(Browser browser, String selector) throws Exception {
    JsonNode found =
        browser.run(
            "return [...document.querySelectorAll('" + selector + "')].map(e => e.textContent)");
    return found.valueStream().map(JsonNode::stringValue).toList();
  }

  private static String text(Browser browser, String expression) throws Exception {
    return browser.run("return String(" + expression + ")").stringValue();
  }

  private static long number(Browser browser, String expression) throws Exception {
    return browser.run("return " + expression).longValue();
  }
}
