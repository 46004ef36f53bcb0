package dev.strobe.runtime;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.compile.OptimizedDump;
import dev.strobe.runtime.compile.OptimizedDump.Optimized;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.engine.CapacityLadder;
import dev.strobe.runtime.engine.LoadedModel;
import java.nio.file.Path;
import java.util.Optional;

/// A model's programs as text at each stage of their way; no weights are read.
public final class Inspection {
  private Inspection() {}

  /// The graph of a step of `tokens` tokens over caches of `capacity` positions, as the models
  /// module builds it.
  public static Graph built(Path model, WeightType weights, int tokens, int capacity) {
    try (Checkpoint checkpoint = Checkpoints.open(model)) {
      var config = Model.describe(checkpoint).config();
      int slack = Math.max(tokens, CapacityLadder.of(config.contextLength()).widest());
      StepShape shape = new StepShape(1, tokens, capacity, slack, Outputs.LAST_LOGITS);
      return LoadedModel.graph(config, shape, weights);
    }
  }

  /// A graph as StableHLO text.
  public static String text(Graph graph) {
    return StableHloWriter.write(Program.of(graph));
  }

  /// What is handed to the backend for a graph.
  public static LoweredProgram lowered(Graph graph, Path plugin) {
    try (Device device = Device.open(plugin)) {
      return Compiler.of(device, Optional.empty()).lower(Program.of(graph));
    }
  }

  /// What the backend made of a graph.
  public static Optimized optimized(Graph graph, Path plugin) {
    try (Device device = Device.open(plugin)) {
      return OptimizedDump.of(
          device, Compiler.of(device, Optional.empty()).lower(Program.of(graph)));
    }
  }
}
