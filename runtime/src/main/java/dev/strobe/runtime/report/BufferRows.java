package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.forecast.ForecastBuffer;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.runtime.report.BufferRow.Kind;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// All memory of a program as its forecast has it: arguments, outputs, and intermediates with their
/// place in the arena.
final class BufferRows {
  private BufferRows() {}

  /// @param names what values are called
  static ImmutableList<BufferRow> of(
      Graph main, MemoryForecast forecast, Function<Value, String> names) {
    long end =
        Stream.concat(forecast.buffers().stream(), forecast.outputs().stream())
            .mapToLong(placed -> placed.buffer().upper())
            .max()
            .orElse(1);
    ImmutableList.Builder<BufferRow> rows = ImmutableList.builder();
    for (Parameter parameter : main.parameters()) {
      String name = names.apply(parameter.value());
      long size = Sizes.bytes(parameter.value());
      String role = role(parameter.role());
      rows.add(new BufferRow(name, Kind.ARGUMENT, role, "", size, 0, end, OptionalLong.empty()));
    }
    forecast.outputs().forEach(placed -> rows.add(row(placed, Kind.OUTPUT, names)));
    forecast.buffers().forEach(placed -> rows.add(row(placed, Kind.TEMP, names)));
    return rows.build();
  }

  private static String role(Role role) {
    return switch (role) {
      case Role.Input _ -> "input";
      case Role.State _ -> "state";
      case Role.Weight _ -> "weight";
    };
  }

  private static BufferRow row(ForecastBuffer placed, Kind kind, Function<Value, String> names) {
    List<Value> results = placed.writer().results();
    return new BufferRow(
        results.isEmpty() ? placed.buffer().id() : names.apply(results.getFirst()),
        kind,
        placed.writer().op().name(),
        placed.writer().location().paths().stream().findFirst().orElse(""),
        placed.buffer().size(),
        placed.buffer().lower(),
        placed.buffer().upper(),
        placed.offset());
  }
}
