package dev.strobe.runtime;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.compile.FusedStage;
import dev.strobe.runtime.compile.OptimizedDump;
import dev.strobe.runtime.compile.OptimizedDump.Optimized;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.engine.CapacityLadder;
import dev.strobe.runtime.engine.StepGraphs;
import dev.strobe.runtime.report.CompileReport;
import dev.strobe.runtime.report.CompileReport.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Programs at each stage of their way, as text and as a report; no weights are read.
public final class Inspection {
  private Inspection() {}

  /// The program of a step of `tokens` tokens over caches of `capacity` positions, as the models
  /// module builds it.
  public static Program built(Path model, WeightType weights, int tokens, int capacity) {
    StepGraphs graphs = Model.graphs(model, weights);
    int slack = Math.max(tokens, CapacityLadder.of(graphs.config().contextLength()).widest());
    StepShape shape = new StepShape(1, tokens, capacity, slack, Outputs.LAST_LOGITS);
    return Program.of(graphs.of(shape));
  }

  /// How far a program goes before it is reported.
  public enum Depth {
    /// Passes and lowering only.
    LOWERED,
    /// Compiled, to hold the forecast against what the backend says.
    COMPILED
  }

  /// A program as StableHLO text.
  public static String text(Program program) {
    return StableHloWriter.write(program);
  }

  /// A program as each pass leaves it.
  public static ImmutableList<FusedStage> fused(Program program, Path plugin) {
    try (Device device = Device.open(plugin)) {
      return Compiler.of(device, Optional.empty()).fuse(program);
    }
  }

  /// What is handed to the backend for a program.
  public static LoweredProgram lowered(Program program, Path plugin) {
    try (Device device = Device.open(plugin)) {
      return Compiler.of(device, Optional.empty()).lower(program);
    }
  }

  /// What the backend made of a program.
  public static Optimized optimized(Program program, Path plugin) {
    try (Device device = Device.open(plugin)) {
      return OptimizedDump.of(device, Compiler.of(device, Optional.empty()).lower(program));
    }
  }

  /// All that is known of a program's way.
  ///
  /// A program that cannot be lowered, such as one of unknown sizes, is reported as far as it
  /// comes; a note says why.
  public static CompileReport report(String name, Program program, Path plugin, Depth depth) {
    try (Device device = Device.open(plugin)) {
      Compiler compiler = Compiler.of(device, Optional.empty());
      ImmutableList<FusedStage> fused = compiler.fuse(program);
      List<String> notes = new ArrayList<>();
      Optional<LoweredProgram> lowered = Optional.empty();
      Optional<MemoryForecast> forecast = Optional.empty();
      Optional<Optimized> optimized = Optional.empty();
      try {
        lowered = Optional.of(compiler.lowerFused(fused.getLast().program()));
        forecast = Optional.of(MemoryForecast.of(lowered.get().program()));
        if (depth == Depth.COMPILED) {
          optimized = Optional.of(OptimizedDump.of(device, lowered.get()));
        }
      } catch (InvalidOpException | UnsupportedOperationException e) {
        notes.add("the program was not compiled: " + e.getMessage());
      }
      Way way = new Way(device.target(), program, fused, lowered, forecast, optimized);
      return CompileReport.of(name, way, notes);
    }
  }
}
