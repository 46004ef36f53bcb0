package dev.strobe.tests.worth;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Program;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.lowering.Lowering;
import dev.strobe.pjrt.HloProgram;
import dev.strobe.pjrt.PjrtException;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.Executable;
import java.util.List;

/// A program that went through some passes, compiled.
record Variant(LoweredProgram lowered, Executable executable) implements AutoCloseable {
  /// What launches nothing.
  private static final ImmutableSet<String> SILENT =
      ImmutableSet.of(
          "parameter", "constant", "tuple", "get-tuple-element", "bitcast", "after-all");

  static LoweredProgram lower(Program program, Device device) {
    return Lowering.lower(program, device.target());
  }

  static Variant of(LoweredProgram lowered, Device device) {
    return new Variant(lowered, device.compile(lowered.text(), lowered.options().toBytes()));
  }

  /// What the backend is given, but where it comes from.
  static List<String> said(LoweredProgram lowered) {
    return lowered
        .text()
        .lines()
        .filter(line -> !line.startsWith("#loc"))
        .map(line -> line.replaceAll(" loc\\(.*\\)", ""))
        .toList();
  }

  /// How many instructions the entry launches.
  long kernels() {
    HloProgram program = executable.optimized();
    return program.computations().entrySet().stream()
        .filter(each -> each.getKey() == program.entry())
        .flatMap(each -> each.getValue().instructions().stream())
        .filter(each -> !SILENT.contains(each.opcode()))
        .count();
  }

  /// Opcodes and shapes of all instructions, in some order.
  List<String> instructions() {
    return executable.optimized().computations().values().stream()
        .flatMap(each -> each.instructions().stream())
        .map(each -> each.opcode() + each.dimensions())
        .sorted()
        .toList();
  }

  int textBytes() {
    return lowered.text().length();
  }

  /// None where the plugin cannot write it, as with a sort in it.
  int executableBytes() {
    try {
      return executable.serialize().map(bytes -> bytes.length).orElse(0);
    } catch (PjrtException _) {
      return 0;
    }
  }

  long temporaries() {
    return executable.memory().tempBytes();
  }

  @Override
  public void close() {
    executable.close();
  }
}
