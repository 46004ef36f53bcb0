package dev.strobe.runtime.device;

/// Memory of a compiled program as the backend reports it, and of the process, in bytes.
///
/// @param argumentBytes of all arguments, weights and state among them
/// @param outputBytes of all results
/// @param aliasBytes of results that take an argument's memory
/// @param tempBytes of intermediates
/// @param peakBytes at the highest point, zero where the plugin does not say
/// @param residentBytes of the whole process when the report was made, zero where unknown
public record MemoryReport(
    long argumentBytes,
    long outputBytes,
    long aliasBytes,
    long tempBytes,
    long peakBytes,
    long residentBytes) {

  public static final MemoryReport NONE = new MemoryReport(0, 0, 0, 0, 0, 0);

  /// The larger of both in every field: what a run that used several programs needed.
  public MemoryReport max(MemoryReport other) {
    return new MemoryReport(
        Math.max(argumentBytes, other.argumentBytes),
        Math.max(outputBytes, other.outputBytes),
        Math.max(aliasBytes, other.aliasBytes),
        Math.max(tempBytes, other.tempBytes),
        Math.max(peakBytes, other.peakBytes),
        Math.max(residentBytes, other.residentBytes));
  }

  public MemoryReport withResidentBytes(long bytes) {
    return new MemoryReport(argumentBytes, outputBytes, aliasBytes, tempBytes, peakBytes, bytes);
  }
}
