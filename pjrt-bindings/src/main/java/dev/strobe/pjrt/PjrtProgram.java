package dev.strobe.pjrt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A program for a compiler: a format's name and code in it. Immutable.
public final class PjrtProgram {
  private final String format;
  private final byte[] code;

  private PjrtProgram(String format, byte[] code) {
    this.format = format;
    this.code = code;
  }

  /// A program in any format: `mlir` (StableHLO as text or bytecode) or `hlo` (a serialised
  /// HloModuleProto); plugins give `hlo_with_config`.
  ///
  /// @throws IllegalArgumentException if there is no code
  public static PjrtProgram of(String format, byte[] code) {
    if (code.length == 0) {
      throw new IllegalArgumentException("program requires code, got none");
    }
    return new PjrtProgram(format, code.clone());
  }

  /// StableHLO text, whose public function `main` is the program.
  public static PjrtProgram mlir(String text) {
    return of("mlir", text.getBytes(UTF_8));
  }

  public String format() {
    return format;
  }

  public byte[] code() {
    return code.clone();
  }

  /// The code without a copy, not to be written to.
  byte[] sharedCode() {
    return code;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PjrtProgram program
        && format.equals(program.format)
        && Arrays.equals(code, program.code);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + Arrays.hashCode(code);
  }

  @Override
  public String toString() {
    return format + " program of " + code.length + " bytes";
  }
}
