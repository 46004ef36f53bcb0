package dev.strobe.cli;

import dev.strobe.runtime.checkpoint.WholeFile;
import dev.strobe.runtime.report.CompileReport;
import dev.strobe.runtime.report.HtmlReport;
import dev.strobe.runtime.report.JsonReport;
import dev.strobe.runtime.report.TextReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--out`, and how a report is written.
final class ReportOption {
  /// What a report is written as.
  enum Format {
    TEXT,
    HTML,
    JSON
  }

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where it goes; standard output by default.")
  private @Nullable Path out;

  /// Refuses a place that cannot be written to before anything is computed for it.
  void check() {
    if (out != null) {
      WholeFile.requirePlace(out);
    }
  }

  void write(CompileReport report, Format format, PrintWriter standard) {
    write(
        switch (format) {
          case TEXT -> TextReport.text(report);
          case HTML -> HtmlReport.text(report);
          case JSON -> JsonReport.text(report) + "\n";
        },
        standard);
  }

  void write(String text, PrintWriter standard) {
    if (out != null) {
      Texts.write(out, text);
    } else {
      standard.print(text);
      standard.flush();
    }
  }
}
