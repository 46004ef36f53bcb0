package dev.strobe.pjrt;

import java.util.List;

/// A named value of PJRT: a client option, or an attribute of a plugin, device or topology.
public sealed interface PjrtValue {
  /// Text.
  record Text(String value) implements PjrtValue {}

  /// One 64-bit integer.
  record Int64(long value) implements PjrtValue {}

  /// A list of 64-bit integers.
  record Int64List(List<Long> values) implements PjrtValue {
    public Int64List {
      values = List.copyOf(values);
    }
  }

  /// One 32-bit float.
  record Float32(float value) implements PjrtValue {}

  /// A truth value.
  record Bool(boolean value) implements PjrtValue {}

  /// A value of a type that this version does not know; only its number is kept.
  record Opaque(int type) implements PjrtValue {}
}
