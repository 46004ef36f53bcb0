package dev.strobe.runtime.engine;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.models.StepShape;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.device.DeviceTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A compiled step of one shape with the model's weights bound to its parameters.
///
/// Arguments follow the graph's parameters: `tokens`, `start`, `length`, then weights and state
/// interleaved by layer.
final class StepProgram {
  private final StepShape shape;
  private final CompiledProgram program;
  private final DeviceTensor[] bound;
  private final int[] statePlaces;
  private final int outputs;

  StepProgram(StepShape shape, CompiledProgram program, Map<String, DeviceTensor> weights) {
    this.shape = shape;
    this.program = program;
    Graph graph = program.signature();
    List<Parameter> parameters = graph.parameters();
    this.bound = new DeviceTensor[parameters.size()];
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < bound.length; i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.role() instanceof Role.State) {
        places.add(i);
      } else if (parameter.role() instanceof Role.Weight) {
        bound[i] = Objects.requireNonNull(weights.get(parameter.name()));
      }
    }
    this.statePlaces = places.stream().mapToInt(Integer::intValue).toArray();
    this.outputs = graph.results().size() - statePlaces.length;
  }

  StepShape shape() {
    return shape;
  }

  CompiledProgram program() {
    return program;
  }

  /// The types of the state, in order.
  List<Parameter> state() {
    return Arrays.stream(statePlaces)
        .mapToObj(place -> program.signature().parameters().get(place))
        .toList();
  }

  /// What a step returned: outputs (logits first) and the next state, all owned by the caller.
  record Result(List<DeviceTensor> outputs, List<DeviceTensor> state) {}

  /// Runs one step; the given state is consumed, whatever happens.
  ///
  /// @param inputs tokens `[batch, tokens]`, start `[batch]`, length `[batch]`
  Result run(List<DeviceTensor> inputs, List<DeviceTensor> state) {
    DeviceTensor[] arguments = bound.clone();
    for (int i = 0; i < inputs.size(); i++) {
      arguments[i] = inputs.get(i);
    }
    for (int i = 0; i < statePlaces.length; i++) {
      arguments[statePlaces[i]] = state.get(i);
    }
    try {
      List<DeviceTensor> results = program.executable().run(Arrays.asList(arguments));
      return new Result(results.subList(0, outputs), results.subList(outputs, results.size()));
    } finally {
      state.forEach(DeviceTensor::close);
    }
  }
}
