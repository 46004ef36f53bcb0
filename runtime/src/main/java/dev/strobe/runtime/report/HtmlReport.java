package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A report as one page that holds all it needs: it opens from disk and asks for nothing.
///
/// The page forbids itself every request by its content security policy. Its scripts and styles lie
/// beside this class as resources; d3 comes from its WebJar.
public final class HtmlReport {
  private static final String D3 = "META-INF/resources/webjars/d3/7.9.0/";
  private static final String OWN = "dev/strobe/runtime/report/";
  private static final ImmutableList<String> SCRIPTS =
      ImmutableList.of(
          "report.js",
          "list.js",
          "details.js",
          "layout.js",
          "drawing.js",
          "graph.js",
          "memory.js",
          "kernels.js",
          "layers.js",
          "summary.js",
          "main.js");

  private HtmlReport() {}

  public static String text(CompileReport report) {
    StringBuilder scripts = new StringBuilder();
    for (String script : SCRIPTS) {
      scripts.append(resource(OWN + script)).append('\n');
    }
    // Each part is put in once, last the data, so that no text of a program is taken for a place.
    String page = resource(OWN + "page.html");
    page = replace(page, "/*style*/", resource(OWN + "page.css"));
    page = replace(page, "<!--d3 licence-->", "<!--\n" + resource(D3 + "LICENSE") + "-->");
    page = replace(page, "/*d3*/", resource(D3 + "dist/d3.min.js"));
    page = replace(page, "/*scripts*/", scripts.toString());
    return replace(page, "/*report*/", inScript(JsonReport.text(report)));
  }

  /// JSON that no HTML parser takes for markup.
  private static String inScript(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String replace(String page, String place, String with) {
    int at = page.indexOf(place);
    return page.substring(0, at) + with + page.substring(at + place.length());
  }

  private static String resource(String name) {
    try {
      return Resources.toString(Resources.getResource(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report requires its resource " + name, e);
    }
  }
}
