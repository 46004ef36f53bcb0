package dev.strobe.tests.differential;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.lowering.CompileOptions;
import dev.strobe.lowering.Lowering;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.runtime.device.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds a program lowered, compiled and run by a plugin against the interpreter.
public record OnPlugin(Device device) implements Check {
  @Override
  public Optional<String> apply(RandomProgram random) {
    List<Literal> want = Interpreter.run(random.program(), random.arguments());
    return Check.difference(random, want, run(random.program(), random.arguments()));
  }

  /// Results of the program lowered for the device.
  public List<Literal> run(Program program, List<Literal> arguments) {
    return run(Lowering.lower(program, device.target()).text(), arguments);
  }

  /// Results of a program as it is.
  List<Literal> run(String text, List<Literal> arguments) {
    List<DeviceTensor> held = new ArrayList<>();
    try (Executable executable = device.compile(text, CompileOptions.single().toBytes())) {
      arguments.forEach(argument -> held.add(device.upload(argument)));
      List<DeviceTensor> got = executable.run(List.copyOf(held));
      held.addAll(got);
      return got.stream().map(DeviceTensor::toLiteral).toList();
    } finally {
      held.forEach(DeviceTensor::close);
    }
  }
}
