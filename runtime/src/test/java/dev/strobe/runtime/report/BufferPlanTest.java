package dev.strobe.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.report.BufferRow.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPlanTest {
  @Test
  void intermediatesThatLiveTogetherDoNotOverlap() {
    CompileReport report =
        Reports.of(
            """
            func.func @main(%a: tensor<64xf32>) -> tensor<64xf32> {
              %0 = stablehlo.negate %a : tensor<64xf32>
              %1 = stablehlo.tanh %0 : tensor<64xf32>
              %2 = stablehlo.sine %1 : tensor<64xf32>
              %3 = stablehlo.add %0, %2 : tensor<64xf32>
              %4 = stablehlo.abs %3 : tensor<64xf32>
              return %4 : tensor<64xf32>
            }
            """);
    List<BufferRow> temps = temps(report);
    assertEquals(4, temps.size());
    for (BufferRow one : temps) {
      for (BufferRow other : temps) {
        boolean together = one.lower() < other.upper() && other.lower() < one.upper();
        long distance = Math.abs(one.offset().getAsLong() - other.offset().getAsLong());
        assertTrue(one == other || !together || distance >= 256, one + " and " + other);
      }
    }
    // At most three of them live at one time: negate, tanh, sine.
    assertEquals(3 * 256, report.forecast().orElseThrow().tempBytes());
    assertEquals(256, report.forecast().orElseThrow().argumentBytes());
    assertEquals(256, report.forecast().orElseThrow().outputBytes());
  }

  @Test
  void viewsAndUpdatesOfWhatIsReadNoMoreTakeNoMemory() {
    CompileReport report =
        Reports.of(
            """
            func.func @main(%a: tensor<64xf32>, %u: tensor<1xf32>, %i: tensor<i32>) -> tensor<64xf32> {
              %0 = stablehlo.negate %a : tensor<64xf32>
              %1 = stablehlo.reshape %0 : (tensor<64xf32>) -> tensor<8x8xf32>
              %2 = stablehlo.reshape %1 : (tensor<8x8xf32>) -> tensor<64xf32>
              %3 = stablehlo.dynamic_update_slice %2, %u, %i : (tensor<64xf32>, tensor<1xf32>, tensor<i32>) -> tensor<64xf32>
              %4 = stablehlo.tanh %3 : tensor<64xf32>
              return %4 : tensor<64xf32>
            }
            """);
    assertEquals(
        List.of("negate"),
        temps(report).stream().map(BufferRow::op).filter(op -> !op.equals("clamp")).toList());
  }

  @Test
  void whatALoopReadsLivesAsLongAsTheLoop() {
    CompileReport report =
        Reports.of(
            """
            func.func @main(%a: tensor<64xf32>) -> tensor<64xf32> {
              %zero = stablehlo.constant dense<0> : tensor<i32>
              %read = stablehlo.tanh %a : tensor<64xf32>
              %start = stablehlo.negate %a : tensor<64xf32>
              %0:2 = stablehlo.while(%i = %zero, %x = %start) : tensor<i32>, tensor<64xf32>
              cond {
                %n = stablehlo.constant dense<3> : tensor<i32>
                %1 = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                stablehlo.return %1 : tensor<i1>
              } do {
                %one = stablehlo.constant dense<1> : tensor<i32>
                %1 = stablehlo.add %i, %one : tensor<i32>
                %2 = stablehlo.add %x, %read : tensor<64xf32>
                %3 = stablehlo.sine %2 : tensor<64xf32>
                stablehlo.return %1, %3 : tensor<i32>, tensor<64xf32>
              }
              %4 = stablehlo.abs %0#1 : tensor<64xf32>
              return %4 : tensor<64xf32>
            }
            """);
    BufferRow read = only(report, "tanh");
    BufferRow inside = only(report, "sine");
    assertTrue(
        read.lower() < inside.lower() && inside.upper() <= read.upper(), read + " " + inside);
  }

  private static BufferRow only(CompileReport report, String op) {
    List<BufferRow> found = temps(report).stream().filter(row -> row.op().equals(op)).toList();
    assertFalse(found.isEmpty(), op);
    return found.getFirst();
  }

  private static List<BufferRow> temps(CompileReport report) {
    return report.buffers().stream().filter(row -> row.kind() == Kind.TEMP).toList();
  }
}
