package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.PassReport;
import java.util.List;

/// What one pass did to a program.
///
/// @param milliseconds that it took
/// @param nodesBefore nodes that went in, those of regions included, like `nodesAfter`
/// @param hits how often it rewrote something
/// @param visits nodes that it looked at
/// @param rewrites one line a rewrite
/// @param misses what looked like its pattern and was left
public record PassRow(
    String pass,
    double milliseconds,
    int nodesBefore,
    int nodesAfter,
    int hits,
    long visits,
    ImmutableList<String> rewrites,
    ImmutableList<MissRow> misses) {
  /// One row for a pass over all functions of a program.
  static PassRow of(String pass, List<PassReport> functions) {
    return new PassRow(
        pass,
        functions.stream().mapToLong(report -> report.time().toNanos()).sum() / 1e6,
        functions.stream().mapToInt(PassReport::nodesBefore).sum(),
        functions.stream().mapToInt(PassReport::nodesAfter).sum(),
        functions.stream().mapToInt(PassReport::hits).sum(),
        functions.stream().mapToLong(PassReport::visits).sum(),
        functions.stream()
            .flatMap(report -> report.rewrites().stream())
            .collect(ImmutableList.toImmutableList()),
        functions.stream()
            .flatMap(report -> report.misses().stream())
            .map(MissRow::of)
            .collect(ImmutableList.toImmutableList()));
  }
}
