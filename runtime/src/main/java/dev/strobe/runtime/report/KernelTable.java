package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the way back from an optimised program to the model.
final class KernelTable {
  /// What launches nothing.
  private static final ImmutableSet<String> SILENT =
      ImmutableSet.of(
          "parameter",
          "constant",
          "tuple",
          "get-tuple-element",
          "bitcast",
          "after-all",
          "opt-barrier");

  private final HloModule module;
  private final Map<String, KernelRow> kernels = new LinkedHashMap<>();
  private final Map<String, List<String>> neighbours = new HashMap<>();

  private KernelTable(HloModule module) {
    this.module = module;
  }

  static ImmutableList<KernelRow> of(String hlo) {
    KernelTable table = new KernelTable(HloModule.read(hlo));
    table.addLaunched();
    return table.kernels.values().stream()
        .map(table::withPlaces)
        .collect(ImmutableList.toImmutableList());
  }

  /// The entry's instructions, then those of loops and branches.
  private void addLaunched() {
    Deque<String> open = new ArrayDeque<>(List.of(module.entry()));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String computation = open.poll();
      if (!seen.add(computation)) {
        continue;
      }
      for (HloInstruction instruction : module.computation(computation)) {
        boolean isControl =
            instruction.opcode().equals("while") || instruction.opcode().equals("conditional");
        if (isControl) {
          open.addAll(instruction.called());
        }
        add(instruction, isControl || SILENT.contains(instruction.opcode()));
      }
    }
  }

  private void add(HloInstruction instruction, boolean isSilent) {
    for (String operand : instruction.operands()) {
      neighbours.computeIfAbsent(instruction.name(), _ -> new ArrayList<>()).add(operand);
      neighbours.computeIfAbsent(operand, _ -> new ArrayList<>()).add(instruction.name());
    }
    if (!isSilent) {
      ImmutableList<KernelRow.Op> ops = ops(instruction);
      ImmutableList<String> places =
          Stream.concat(
                  instruction.locations().stream(),
                  ops.stream().flatMap(op -> op.locations().stream()))
              .distinct()
              .collect(ImmutableList.toImmutableList());
      kernels.put(
          instruction.name(),
          new KernelRow(
              instruction.name(),
              instruction.opcode(),
              instruction.target().orElse(""),
              instruction.shape(),
              ops,
              places,
              false));
    }
  }

  /// What a kernel computes, through all computations that it names.
  private ImmutableList<KernelRow.Op> ops(HloInstruction kernel) {
    List<KernelRow.Op> ops = new ArrayList<>();
    Deque<HloInstruction> open = new ArrayDeque<>(List.of(kernel));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      HloInstruction instruction = open.poll();
      boolean isShell =
          instruction.opcode().equals("fusion") || instruction.opcode().equals("call");
      if (!isShell && !SILENT.contains(instruction.opcode())) {
        ops.add(
            new KernelRow.Op(
                instruction.opcode(), instruction.locations(), instruction.source().orElse("")));
      }
      instruction.called().stream()
          .filter(seen::add)
          .forEach(name -> open.addAll(module.computation(name)));
    }
    return ImmutableList.copyOf(ops);
  }

  /// A kernel of unknown origin is placed beside the nearest that are known, two steps away at
  /// most.
  private KernelRow withPlaces(KernelRow kernel) {
    if (!kernel.locations().isEmpty()) {
      return kernel;
    }
    Set<String> near = new LinkedHashSet<>(neighbours.getOrDefault(kernel.name(), List.of()));
    Set<String> places = places(near);
    if (places.isEmpty()) {
      Set<String> further = new LinkedHashSet<>();
      near.forEach(name -> further.addAll(neighbours.getOrDefault(name, List.of())));
      places = places(further);
    }
    return kernel.near(ImmutableList.copyOf(places));
  }

  private Set<String> places(Set<String> names) {
    Set<String> places = new LinkedHashSet<>();
    for (String name : names) {
      KernelRow kernel = kernels.get(name);
      if (kernel != null) {
        places.addAll(kernel.locations());
      }
    }
    return places;
  }
}
