package dev.strobe.runtime.report;

import java.util.OptionalLong;

/// Memory that holds one or more values for some time.
///
/// @param id the node's key, or the parameter's name after an `@`
/// @param kind what it belongs to
/// @param op what fills it
/// @param location the path in the model, empty if unknown
/// @param size in bytes
/// @param lower the instant from which it is needed
/// @param upper the instant at which it is needed no more
/// @param offset in the arena, for intermediates
public record BufferRow(
    String id,
    Kind kind,
    String op,
    String location,
    long size,
    long lower,
    long upper,
    OptionalLong offset) {
  /// What memory belongs to.
  public enum Kind {
    ARGUMENT,
    OUTPUT,
    TEMP
  }

  BufferRow at(long place) {
    return new BufferRow(id, kind, op, location, size, lower, upper, OptionalLong.of(place));
  }
}
