package dev.strobe.runtime.compile;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.runtime.device.Executable;
import dev.strobe.runtime.device.MemoryReport;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Proves that the backend keeps state where we say that it stays.
final class DonationCheck {
  private DonationCheck() {}

  /// Requires that nothing copies or converts a whole state: on a backend that computes in another
  /// type or order, state can be in place and still be rewritten in each step.
  ///
  /// @throws InvalidOpException naming the parameter and the instruction
  static void requireUntouched(Program program, Executable made) {
    ImmutableList<Parameter> parameters = program.main().parameters();
    Map<Integer, ImmutableLongArray> states = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).role() instanceof Role.State) {
        states.put(i, parameters.get(i).tensor().dims());
      }
    }
    made.rewrites(states).stream()
        .findFirst()
        .ifPresent(
            rewrite -> {
              throw new InvalidOpException(
                  "donation requires state %s to stay untouched but for its updates, got a %s of all of it by %%%s"
                      .formatted(
                          parameters.get(rewrite.parameter()).name(),
                          rewrite.opcode(),
                          rewrite.instruction()));
            });
  }

  /// Requires that as many bytes are aliased as there are of state.
  ///
  /// @param report of the compiled program; one without any numbers proves nothing and passes
  /// @throws InvalidOpException naming the state's parameters
  static void require(Program program, MemoryReport report) {
    ImmutableList<Parameter> state =
        program.main().parameters().stream()
            .filter(parameter -> parameter.role() instanceof Role.State)
            .collect(ImmutableList.toImmutableList());
    long declared = state.stream().mapToLong(parameter -> parameter.tensor().byteSize()).sum();
    boolean isReported = report.argumentBytes() > 0;
    if (isReported && report.aliasBytes() < declared) {
      throw new InvalidOpException(
          "donation requires %d bytes in place for state %s, got %d from the backend"
              .formatted(
                  declared,
                  state.stream().map(Parameter::name).collect(Collectors.joining(", ")),
                  report.aliasBytes()));
    }
  }
}
