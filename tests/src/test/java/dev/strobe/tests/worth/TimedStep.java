package dev.strobe.tests.worth;

import com.sun.management.OperatingSystemMXBean;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A compiled program with arguments, run again and again: what it hands back as state it gets next
/// time.
final class TimedStep implements AutoCloseable {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Variant variant;
  private final List<Parameter> parameters;
  private final List<DeviceTensor> arguments = new ArrayList<>();

  /// @param weights that were uploaded already, by name; who has them closes them
  TimedStep(Variant variant, Device device, Map<String, DeviceTensor> weights) {
    this.variant = variant;
    this.parameters = variant.lowered().program().main().parameters();
    for (Parameter parameter : parameters) {
      arguments.add(
          parameter.role() instanceof Role.Weight
              ? weights.computeIfAbsent(
                  parameter.name() + parameter.tensor(), _ -> device.upload(number(parameter)))
              : device.upload(number(parameter)));
    }
  }

  /// Numbers do not matter, only that they are in range and no speed hangs on them.
  private static Literal number(Parameter parameter) {
    double value =
        switch (parameter.name()) {
          case "start" -> 0;
          case "length" -> 1;
          default -> parameter.tensor().element().isInteger() ? 1 : 0.01;
        };
    return Literal.splat(parameter.tensor(), value);
  }

  /// What some runs took, for each.
  ///
  /// @param cpu milliseconds of all threads of this process
  record Took(double wall, double cpu) {}

  Took run(int times) {
    long wall = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < times; i++) {
      once();
    }
    double scale = 1e6 * times;
    return new Took((System.nanoTime() - wall) / scale, (SYSTEM.getProcessCpuTime() - cpu) / scale);
  }

  private void once() {
    List<DeviceTensor> results = variant.executable().run(arguments);
    Object _ = results.getFirst().toLiteral();
    Map<Integer, Integer> states = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).role() instanceof Role.State(int result)) {
        states.put(result, i);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      Integer place = states.get(i);
      if (place == null) {
        results.get(i).close();
      } else {
        arguments.set(place, results.get(i)).close();
      }
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < arguments.size(); i++) {
      if (!(parameters.get(i).role() instanceof Role.Weight)) {
        arguments.get(i).close();
      }
    }
  }
}
