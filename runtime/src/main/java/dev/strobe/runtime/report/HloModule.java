package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The computations of optimised HLO text, as far as a reader of kernels needs them.
///
/// @param computations instructions by the computation's name
/// @param entry the name of the one that is run
record HloModule(ImmutableMap<String, ImmutableList<HloInstruction>> computations, String entry) {
  static HloModule read(String text) {
    Map<String, ImmutableList<HloInstruction>> computations = new HashMap<>();
    List<HloInstruction> open = new ArrayList<>();
    String name = "";
    String entry = "";
    for (String line : text.lines().toList()) {
      if (isHeader(line)) {
        name = headerName(line);
        entry = line.startsWith("ENTRY ") ? name : entry;
        open.clear();
      } else if (line.startsWith("}")) {
        computations.put(name, ImmutableList.copyOf(open));
      } else {
        Optional<HloInstruction> instruction = HloInstruction.read(line);
        instruction.ifPresent(open::add);
      }
    }
    return new HloModule(ImmutableMap.copyOf(computations), entry);
  }

  ImmutableList<HloInstruction> computation(String name) {
    return computations.getOrDefault(name, ImmutableList.of());
  }

  private static boolean isHeader(String line) {
    return (line.startsWith("%") || line.startsWith("ENTRY ")) && line.endsWith("{");
  }

  private static String headerName(String line) {
    String text = line.startsWith("ENTRY ") ? line.substring(6) : line;
    text = text.startsWith("%") ? text.substring(1) : text;
    int end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }
}
