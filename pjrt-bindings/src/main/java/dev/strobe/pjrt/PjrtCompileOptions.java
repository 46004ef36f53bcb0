package dev.strobe.pjrt;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/// A serialised `xla.CompileOptionsProto`, checked for what a plugin would end the process over or
/// silently get wrong. Immutable.
public final class PjrtCompileOptions {
  /// device_ordinal -1 (no device of its own), one replica, one partition.
  private static final byte[] ONE_DEVICE =
      HexFormat.of().parseHex("1a0f08ffffffffffffffffff0120012801");

  private static final int EXECUTABLE_BUILD_OPTIONS = 3;
  private static final int DEBUG_OPTIONS = 3;
  private static final int NUM_REPLICAS = 4;
  private static final int NUM_PARTITIONS = 5;

  private final byte[] serialized;

  private PjrtCompileOptions(byte[] serialized) {
    this.serialized = serialized;
  }

  /// The defaults for a program on one device.
  public static PjrtCompileOptions oneDevice() {
    return new PjrtCompileOptions(ONE_DEVICE);
  }

  /// Options that the caller has serialised.
  ///
  /// @throws IllegalArgumentException if the bytes are no message, if replicas or partitions are
  ///   not at least 1 (unset means 0), or if there is a `debug_options` message: a sparse one
  ///   replaces every default, so set single options through `env_option_overrides`
  public static PjrtCompileOptions of(byte[] serialized) {
    byte[] copy = serialized.clone();
    check(new WireReader(MemorySegment.ofArray(copy)));
    return new PjrtCompileOptions(copy);
  }

  private static void check(WireReader options) {
    long replicas = 0;
    long partitions = 0;
    for (int field = options.nextField(); field != 0; field = options.nextField()) {
      if (field != EXECUTABLE_BUILD_OPTIONS) {
        options.skip();
        continue;
      }
      WireReader build = options.message();
      for (int inner = build.nextField(); inner != 0; inner = build.nextField()) {
        switch (inner) {
          case NUM_REPLICAS -> replicas = build.number();
          case NUM_PARTITIONS -> partitions = build.number();
          case DEBUG_OPTIONS ->
              throw new IllegalArgumentException(
                  "compile options require env_option_overrides, got debug_options, which would"
                      + " replace every default");
          default -> build.skip();
        }
      }
    }
    if (replicas < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "compile options require 1 replica and partition or more, got "
              + replicas
              + " replicas and "
              + partitions
              + " partitions");
    }
  }

  /// The message's bytes.
  public byte[] toByteArray() {
    return serialized.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PjrtCompileOptions options
        && Arrays.equals(serialized, options.serialized);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(serialized);
  }
}
