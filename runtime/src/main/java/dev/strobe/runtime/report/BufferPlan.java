package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.memory.ArenaGoal;
import dev.strobe.fusion.memory.ArenaPlan;
import dev.strobe.fusion.memory.ArenaPlanner;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.runtime.report.BufferRow.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// All memory of a function: arguments, outputs, and intermediates with their place in one arena.
///
/// @param rows the buffers
/// @param height bytes of the arena
record BufferPlan(ImmutableList<BufferRow> rows, long height) {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /// What XLA aligns buffers to on every platform that is known.
  private static final long ALIGNMENT = 64;

  /// Plans the memory of a function.
  ///
  /// @param names what values are called
  static BufferPlan of(Graph graph, Function<Value, String> names) {
    Lifetimes lifetimes = Lifetimes.of(graph);
    List<BufferRow> rows = new ArrayList<>();
    for (Parameter parameter : graph.parameters()) {
      String name = names.apply(parameter.value());
      long size = Sizes.bytes(parameter.value());
      String role = role(parameter.role());
      rows.add(
          new BufferRow(
              name, Kind.ARGUMENT, role, "", size, 0, lifetimes.end(), OptionalLong.empty()));
    }
    rows.addAll(made(graph, lifetimes, names));
    return placed(rows);
  }

  private static String role(Role role) {
    return switch (role) {
      case Role.Input _ -> "input";
      case Role.State _ -> "state";
      case Role.Weight _ -> "weight";
    };
  }

  /// One row for each value with memory of its own that is not an argument's.
  private static ImmutableList<BufferRow> made(
      Graph graph, Lifetimes lifetimes, Function<Value, String> names) {
    SharedMemory shared = SharedMemory.of(lifetimes);
    Map<Value, Long> last = new LinkedHashMap<>();
    lifetimes.lives().forEach((v, life) -> last.merge(shared.owner(v), life.last(), Math::max));
    Set<Value> returned = new HashSet<>();
    graph.results().forEach(result -> returned.add(shared.owner(result)));
    ImmutableList.Builder<BufferRow> rows = ImmutableList.builder();
    last.forEach(
        (value, until) -> {
          var life = lifetimes.lives().get(value);
          boolean isOutput = returned.contains(value);
          if (life == null || (SharedMemory.isMadeAtReader(life) && !isOutput)) {
            return;
          }
          int index = life.node.results().indexOf(value);
          rows.add(
              new BufferRow(
                  names.apply(value) + (index == 0 ? "" : "#" + index),
                  isOutput ? Kind.OUTPUT : Kind.TEMP,
                  life.node.op().name(),
                  life.node.location().paths().stream().findFirst().orElse(""),
                  Sizes.bytes(value),
                  life.born,
                  (isOutput ? lifetimes.end() - 1 : until) + 1,
                  OptionalLong.empty()));
        });
    return rows.build();
  }

  private static BufferPlan placed(List<BufferRow> rows) {
    List<BufferRow> temps =
        rows.stream().filter(row -> row.kind() == Kind.TEMP && row.size() > 0).toList();
    ArenaGoal goal = new ArenaGoal(OptionalLong.empty(), ALIGNMENT, LIMIT);
    ArenaPlan plan =
        new ArenaPlanner(goal)
            .plan(
                temps.stream()
                    .map(row -> new Buffer(row.id(), row.lower(), row.upper(), row.size()))
                    .toList());
    ImmutableList.Builder<BufferRow> all = ImmutableList.builder();
    rows.stream().filter(row -> row.kind() != Kind.TEMP).forEach(all::add);
    for (int i = 0; i < temps.size(); i++) {
      all.add(temps.get(i).at(plan.offsets().get(i)));
    }
    return new BufferPlan(all.build(), plan.height());
  }

  /// What the program will need: arguments, outputs and aliases as they are, intermediates as
  /// planned.
  static MemoryFigures forecast(Graph graph, BufferPlan plan, boolean donation) {
    long arguments = 0;
    long aliases = 0;
    for (Parameter parameter : graph.parameters()) {
      long size = Sizes.bytes(parameter.value());
      arguments += size;
      aliases += donation && parameter.role() instanceof Role.State ? size : 0;
    }
    int results = graph.results().size();
    // XLA returns several results through a table of pointers, which it counts among them.
    long outputs = Sizes.bytes(graph.results()) + (results > 1 ? (long) Long.BYTES * results : 0);
    long peak = arguments + outputs - aliases + plan.height();
    return new MemoryFigures(arguments, outputs, aliases, plan.height(), peak);
  }
}
