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
import java.util.stream.Collectors;

/// A report for the terminal: passes, memory, parts of the model, kernels.
public final class TextReport {
  private static final int LONGEST = 10;

  /// The machine for which parts are estimated, the first that the page offers, too.
  private static final double FLOPS = 100e9;

  private static final double BANDWIDTH = 20e9;

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
    text.composites();
    text.memory();
    text.buffers();
    text.layers();
    text.kernels();
    return text.out.toString();
  }

  private void passes() {
    TextTable table =
        new TextTable().row("pass", "ms", "nodes before", "nodes after", "hits", "left", "visits");
    for (PassRow pass : report.passes()) {
      table.row(
          pass.pass(),
          decimal(pass.milliseconds()),
          number(pass.nodesBefore()),
          number(pass.nodesAfter()),
          number(pass.hits()),
          number(pass.misses().size()),
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

  /// What became of composites, and what is not one and why: alike reasons in one line.
  private void composites() {
    if (!report.composites().isEmpty()) {
      TextTable table = new TextTable().row("composites", "count", "for the target");
      report.composites().forEach(c -> table.row(c.name(), number(c.count()), c.fate()));
      table.writeTo(out);
    }
    Map<String, List<MissRow>> reasons =
        report.passes().stream()
            .flatMap(pass -> pass.misses().stream())
            .collect(
                Collectors.groupingBy(
                    miss -> miss.pattern() + ": " + miss.why(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    if (reasons.isEmpty()) {
      return;
    }
    out.append("not fused:\n");
    reasons.forEach(
        (reason, misses) -> {
          out.append("  ").append(reason).append(", ").append(where(misses)).append('\n');
        });
    out.append('\n');
  }

  private static String where(List<MissRow> misses) {
    String first = String.join("+", misses.getFirst().location());
    String place = first.isEmpty() ? "somewhere without a location" : "at " + first;
    return misses.size() == 1 ? place : place + " and " + (misses.size() - 1) + " more";
  }

  private void memory() {
    TextTable table = new TextTable().row("memory, bytes", "forecast", "measured", "difference");
    row(table, "arguments", MemoryFigures::argumentBytes);
    row(table, "outputs", MemoryFigures::outputBytes);
    row(table, "aliases", MemoryFigures::aliasBytes);
    row(table, "temporaries", MemoryFigures::tempBytes);
    row(table, "peak as XLA says", MemoryFigures::peakBytes);
    row(table, "peak with temporaries", MemoryFigures::totalBytes);
    table.writeTo(out);
    if (!report.differences().isEmpty()) {
      out.append("buffers that only one side has:\n");
      report.differences().forEach(line -> out.append("  ").append(line).append('\n'));
      out.append('\n');
    }
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
    // Layers do the same one after the other: what differs in the layer only is one line.
    Map<String, List<BufferRow>> alike =
        temps.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.op() + " " + anyLayer(row.location()) + " " + row.size(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    TextTable table =
        new TextTable()
            .row(
                "largest of " + number(temps.size()) + " intermediates",
                "alike",
                "bytes",
                "offset",
                "steps");
    alike.values().stream()
        .limit(LONGEST)
        .forEach(
            rows -> {
              BufferRow first = rows.getFirst();
              table.row(
                  first.op() + " " + first.location(),
                  number(rows.size()),
                  number(first.size()),
                  number(first.offset().orElse(0)),
                  first.lower() + ".." + first.upper());
            });
    table.writeTo(out);
  }

  private void layers() {
    TextTable table =
        new TextTable()
            .row("part of the model", "nodes", "flops", "bytes", "flops/byte", "at least, us");
    List<LayerRow> layers = report.layers().stream().filter(layer -> layer.depth() <= 1).toList();
    for (int i = 0; i < layers.size(); ) {
      int end = i + 1;
      while (end < layers.size() && isAlike(layers.get(i), layers.get(end))) {
        end++;
      }
      LayerRow layer = layers.get(i);
      String name = layer.path().isEmpty() ? "(no location)" : layer.path();
      table.row(
          end == i + 1 ? name : name + " to " + layers.get(end - 1).path() + ", each",
          number(layer.nodes()),
          number(layer.flops()),
          number(layer.bytes()),
          decimal(layer.flops() / (double) Math.max(1, layer.bytes())),
          decimal(1e6 * layer.seconds(FLOPS, BANDWIDTH)));
      i = end;
    }
    table.writeTo(out);
    double total = layers.stream().mapToDouble(layer -> layer.seconds(FLOPS, BANDWIDTH)).sum();
    out.append(
        String.format(
            Locale.ROOT,
            "at least %,.2f us in all on a CPU of %.0f GFLOP/s and %.0f GB/s, which is an"
                + " assumption%n%n",
            1e6 * total,
            FLOPS / 1e9,
            BANDWIDTH / 1e9));
  }

  private static boolean isAlike(LayerRow one, LayerRow other) {
    return anyLayer(one.path()).equals(anyLayer(other.path()))
        && one.nodes() == other.nodes()
        && one.flops() == other.flops()
        && one.bytes() == other.bytes();
  }

  private static String anyLayer(String path) {
    return path.replaceAll("\\.\\d+", ".*");
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
