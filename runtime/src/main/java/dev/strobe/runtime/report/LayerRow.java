package dev.strobe.runtime.report;

/// A part of the model, as its locations name it.
///
/// @param path such as `layers.0` or `layers.0/attention`
/// @param depth parts of the path
/// @param nodes that lie in it
/// @param flops estimated
/// @param bytes that cross its border: what it reads from outside once each, and what others read
///   of it, which no fusion inside it can save
public record LayerRow(String path, int depth, int nodes, long flops, long bytes) {
  /// What it takes at least on a machine of so many operations and bytes a second: the roofline.
  double seconds(double flopRate, double bandwidth) {
    return Math.max(flops / flopRate, bytes / bandwidth);
  }
}
