package dev.strobe.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.pjrt.HloProgram;
import dev.strobe.pjrt.HloProgram.Computation;
import dev.strobe.pjrt.HloProgram.Instruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two states of four elements through programs that copy one of them, or neither.
class StateWayTest {
  private static final Map<Integer, ImmutableLongArray> STATES =
      Map.of(0, ImmutableLongArray.of(4), 1, ImmutableLongArray.of(4));

  @Test
  void updatesAreNoRewrites() {
    assertEquals(
        List.of(),
        rewrites(whole(3, "dynamic-update-slice", List.of(0L)), whole(4, "bitcast", List.of(3L))));
  }

  @Test
  void copiesAndConversionsOfAllOfItAre() {
    for (String opcode : List.of("copy", "convert")) {
      assertEquals(
          List.of("1 rewrite.4"),
          rewrites(whole(3, "dynamic-update-slice", List.of(1L)), whole(4, opcode, List.of(3L))));
    }
  }

  @Test
  void copiesOfAPartOrOfSomethingElseAreNot() {
    assertEquals(
        List.of(),
        rewrites(
            instruction(3, "convert", List.of(2L), 0, List.of(0L), List.of()),
            whole(4, "negate", List.of(1L)),
            whole(5, "copy", List.of(4L))));
  }

  @Test
  void arePursuedIntoFusionsAndThroughTuples() {
    Computation fused =
        new Computation(
            List.of(
                instruction(20, "parameter", List.of(4L), 0, List.of(), List.of()),
                whole(21, "convert", List.of(20L))),
            21);
    assertEquals(
        List.of("1 rewrite.21"),
        rewrites(
            Map.of(7L, fused),
            instruction(3, "tuple", List.of(), 0, List.of(0L, 1L), List.of()),
            instruction(4, "get-tuple-element", List.of(4L), 1, List.of(3L), List.of()),
            instruction(5, "fusion", List.of(4L), 0, List.of(4L), List.of(7L))));
  }

  @Test
  void arePursuedIntoLoopsAndBranches() {
    Computation body =
        new Computation(
            List.of(
                instruction(20, "parameter", List.of(), 0, List.of(), List.of()),
                instruction(21, "get-tuple-element", List.of(4L), 0, List.of(20L), List.of()),
                whole(22, "copy", List.of(21L))),
            22);
    Instruction carried = instruction(3, "tuple", List.of(), 0, List.of(0L, 2L), List.of());
    assertEquals(
        List.of("0 rewrite.22"),
        rewrites(
            Map.of(7L, body),
            carried,
            instruction(4, "while", List.of(), 0, List.of(3L), List.of(7L))));
    assertEquals(
        List.of("0 rewrite.22"),
        rewrites(
            Map.of(7L, body),
            carried,
            instruction(4, "conditional", List.of(), 0, List.of(2L, 3L, 3L), List.of(8L, 7L))));
  }

  private static List<String> rewrites(Instruction... after) {
    return rewrites(Map.of(), after);
  }

  private static List<String> rewrites(Map<Long, Computation> called, Instruction... after) {
    var parameters =
        List.of(
            instruction(0, "parameter", List.of(4L), 0, List.of(), List.of()),
            instruction(1, "parameter", List.of(4L), 1, List.of(), List.of()),
            instruction(2, "parameter", List.of(4L), 2, List.of(), List.of()));
    var all = new ArrayList<>(parameters);
    all.addAll(List.of(after));
    var computations = new HashMap<>(called);
    computations.put(1L, new Computation(all, all.getLast().id()));
    return StateWay.rewrites(new HloProgram(computations, 1), STATES).stream()
        .map(rewrite -> rewrite.parameter() + " " + rewrite.instruction())
        .toList();
  }

  private static Instruction whole(long id, String opcode, List<Long> operands) {
    return instruction(id, opcode, List.of(4L), 0, operands, List.of());
  }

  private static Instruction instruction(
      long id,
      String opcode,
      List<Long> dimensions,
      int index,
      List<Long> operands,
      List<Long> called) {
    return new Instruction(id, "rewrite." + id, opcode, dimensions, index, operands, called);
  }
}
