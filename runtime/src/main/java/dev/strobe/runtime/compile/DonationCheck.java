package dev.strobe.runtime.compile;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.runtime.device.MemoryReport;
import java.util.stream.Collectors;

/// Proves that the backend keeps state where we say that it stays.
final class DonationCheck {
  private DonationCheck() {}

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
