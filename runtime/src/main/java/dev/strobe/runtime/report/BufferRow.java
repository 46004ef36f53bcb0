package dev.strobe.runtime.report;

import java.util.OptionalLong;

/// Memory that holds one or more values for some time.
///
/// @param id the key of the node that fills it, or the parameter's name after an `@`
/// @param kind what it belongs to
/// @param op what fills it
/// @param location the path in the model, empty if unknown
/// @param size in bytes
/// @param lower the step from which it is needed; steps are ops in order, calls inlined
/// @param upper the step at which it is needed no more
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
}
