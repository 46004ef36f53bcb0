package dev.strobe.runtime.report;

import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.runtime.device.MemoryReport;

/// Memory of one program in bytes, as forecast or as measured.
///
/// @param argumentBytes of all arguments, weights and state among them
/// @param outputBytes of all results
/// @param aliasBytes of results that take an argument's memory
/// @param tempBytes of intermediates
/// @param peakBytes what the backend calls the peak: XLA's CPU compiler counts arguments, outputs
///   and constants in it and not the intermediates
/// @param totalBytes what a run needs at its highest point, intermediates too
public record MemoryFigures(
    long argumentBytes,
    long outputBytes,
    long aliasBytes,
    long tempBytes,
    long peakBytes,
    long totalBytes) {
  static MemoryFigures of(MemoryForecast forecast) {
    return new MemoryFigures(
        forecast.argumentBytes(),
        forecast.outputBytes(),
        forecast.aliasBytes(),
        forecast.tempBytes(),
        forecast.peakBytes(),
        forecast.totalBytes());
  }

  /// What a backend reports of a compiled program.
  public static MemoryFigures of(MemoryReport report) {
    long parts =
        report.argumentBytes() + report.outputBytes() - report.aliasBytes() + report.tempBytes();
    // A peak below the sum of the parts has no intermediates in it.
    boolean lacksTemporaries = report.peakBytes() < parts;
    return new MemoryFigures(
        report.argumentBytes(),
        report.outputBytes(),
        report.aliasBytes(),
        report.tempBytes(),
        report.peakBytes(),
        lacksTemporaries ? report.peakBytes() + report.tempBytes() : report.peakBytes());
  }
}
