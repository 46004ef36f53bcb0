package dev.strobe.runtime.report;

import dev.strobe.runtime.device.MemoryReport;

/// Memory of one program in bytes, as forecast or as measured.
///
/// @param argumentBytes of all arguments, weights and state among them
/// @param outputBytes of all results
/// @param aliasBytes of results that take an argument's memory
/// @param tempBytes of intermediates
/// @param peakBytes at the highest point
public record MemoryFigures(
    long argumentBytes, long outputBytes, long aliasBytes, long tempBytes, long peakBytes) {
  /// What a backend reports of a compiled program.
  public static MemoryFigures of(MemoryReport report) {
    return new MemoryFigures(
        report.argumentBytes(),
        report.outputBytes(),
        report.aliasBytes(),
        report.tempBytes(),
        report.peakBytes());
  }
}
