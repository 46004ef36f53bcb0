package dev.strobe.runtime.engine;

import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.Target;
import dev.strobe.models.StepShape;
import dev.strobe.runtime.compile.ProgramForecast;
import java.util.OptionalLong;

/// What one step of a model needs in memory, in bytes, as forecast.
///
/// @param weights of the model as they are kept
/// @param caches keys and values of all rows
/// @param temporaries of the step
/// @param total all of it at the highest point, inputs and outputs too
public record StepMemory(long weights, long caches, long temporaries, long total) {
  /// Forecasts a step as XLA's CPU compiler would plan it.
  ///
  /// @param tempBytes that it is to be compiled within
  public static StepMemory of(StepGraphs graphs, StepShape shape, OptionalLong tempBytes) {
    Graph graph = graphs.of(shape);
    MemoryForecast forecast = ProgramForecast.of(graph, Target.of("cpu"), tempBytes);
    return new StepMemory(
        bytes(graph, Role.Weight.class),
        bytes(graph, Role.State.class),
        forecast.tempBytes(),
        forecast.totalBytes());
  }

  private static long bytes(Graph graph, Class<? extends Role> role) {
    return graph.parameters().stream()
        .filter(parameter -> role.isInstance(parameter.role()))
        .map(Parameter::tensor)
        .mapToLong(type -> type.byteSize())
        .sum();
  }
}
