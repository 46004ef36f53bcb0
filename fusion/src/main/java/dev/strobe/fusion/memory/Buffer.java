package dev.strobe.fusion.memory;

/// Bytes that are needed for some time.
///
/// @param lower the instant from which it is needed
/// @param upper the instant at which it is needed no more
/// @param size in bytes
public record Buffer(String id, long lower, long upper, long size) {
  public Buffer {
    if (upper <= lower) {
      throw new InvalidBufferException(
          "buffer %s requires an upper above its lower of %d, got %d".formatted(id, lower, upper));
    }
    if (size < 0) {
      throw new InvalidBufferException(
          "buffer %s requires a size of at least 0, got %d".formatted(id, size));
    }
  }
}
