package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.runtime.report.BufferRow.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A report for the terminal: passes, memory, parts of the model, kernels.
public final class TextReport {
  private static final int LONGEST = 10;

  private final CompileReport report;
  private final StringBuilder out = new StringBuilder();

  private TextReport(CompileReport report) {
    this.report = report;
  }

  public static String text(CompileReport report) {
    TextReport text = new TextReport(report);
    text.out.append(report.program()).append("\n\n");
    report.notes().forEach(note -> text.out.append("note: ").append(note).append("\n\n"));
    text.passes();
    text.memory();
    text.buffers();
    text.layers();
    text.kernels();
    return text.out.toString();
  }

  private void passes() {
    TextTable table =
        new TextTable().row("pass", "ms", "nodes before", "nodes after", "hits", "visits");
    for (PassRow pass : report.passes()) {
      table.row(
          pass.pass(),
          decimal(pass.milliseconds()),
          number(pass.nodesBefore()),
          number(pass.nodesAfter()),
          number(pass.hits()),
          number(pass.visits()));
    }
    table.writeTo(out);
    // With one pass chosen, every rewrite is what was asked for.
    if (report.passNames().size() == 1) {
      for (PassRow pass : report.passes()) {
        pass.rewrites().forEach(line -> out.append("  ").append(line).append('\n'));
      }
      out.append('\n');
    }
  }

  private void memory() {
    TextTable table = new TextTable().row("memory, bytes", "forecast", "measured", "difference");
    row(table, "arguments", MemoryFigures::argumentBytes);
    row(table, "outputs", MemoryFigures::outputBytes);
    row(table, "aliases", MemoryFigures::aliasBytes);
    row(table, "temporaries", MemoryFigures::tempBytes);
    row(table, "peak", MemoryFigures::peakBytes);
    table.writeTo(out);
  }

  private void row(TextTable table, String name, ToLongFunction<MemoryFigures> figure) {
    Optional<Long> forecast = report.forecast().map(figure::applyAsLong);
    Optional<Long> measured = report.measured().map(figure::applyAsLong);
    table.row(
        name,
        forecast.map(TextReport::number).orElse("-"),
        measured.map(TextReport::number).orElse("-"),
        forecast.flatMap(f -> measured.map(m -> difference(f, m))).orElse("-"));
  }

  private static String difference(long forecast, long measured) {
    if (forecast == measured) {
      return "exact";
    }
    double percent = 100.0 * (forecast - measured) / Math.max(1, measured);
    return String.format(Locale.ROOT, "%+,d (%+.1f %%)", forecast - measured, percent);
  }

  private void buffers() {
    List<BufferRow> temps =
        report.buffers().stream()
            .filter(row -> row.kind() == Kind.TEMP)
            .sorted(Comparator.comparingLong(BufferRow::size).reversed())
            .toList();
    if (temps.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable()
            .row("largest of " + temps.size() + " intermediates", "bytes", "offset", "lives");
    for (BufferRow row : temps.subList(0, Math.min(LONGEST, temps.size()))) {
      table.row(
          row.op() + " " + row.location(),
          number(row.size()),
          number(row.offset().orElse(0)),
          row.lower() + ".." + row.upper());
    }
    table.writeTo(out);
  }

  private void layers() {
    TextTable table =
        new TextTable().row("part of the model", "nodes", "flops", "bytes", "flops/byte");
    for (LayerRow layer : report.layers()) {
      if (layer.depth() <= 1) {
        table.row(
            layer.path().isEmpty() ? "(no location)" : layer.path(),
            number(layer.nodes()),
            number(layer.flops()),
            number(layer.bytes()),
            decimal(layer.flops() / (double) Math.max(1, layer.bytes())));
      }
    }
    table.writeTo(out);
  }

  private void kernels() {
    if (report.kernels().isEmpty()) {
      return;
    }
    Map<String, Long> alone = new LinkedHashMap<>();
    long fused = 0;
    for (KernelRow kernel : report.kernels()) {
      if (kernel.ops().size() > 1) {
        fused++;
      } else {
        alone.merge(
            kernel.ops().stream().findFirst().map(KernelRow.Op::opcode).orElse("relayout"),
            1L,
            Long::sum);
      }
    }
    out.append(
        String.format(
            Locale.ROOT, "%,d kernels, %,d of several ops%n", report.kernels().size(), fused));
    ImmutableList<String> ops =
        alone.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(ImmutableList.toImmutableList());
    if (!ops.isEmpty()) {
      out.append("not fused, since the backend left the op alone: ")
          .append(String.join(", ", ops))
          .append('\n');
    }
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
