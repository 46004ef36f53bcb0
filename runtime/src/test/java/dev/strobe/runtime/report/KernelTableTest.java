package dev.strobe.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTableTest {
  private static final String HLO =
      """
      HloModule step, is_scheduled=true, entry_computation_layout={(f32[4]{0})->f32[4]{0}}

      %fused (p.0: f32[4], p.1: f32[4]) -> f32[4] {
        %p.0 = f32[4]{0} parameter(0)
        %p.1 = f32[4]{0} parameter(1)
        %t = f32[4]{0} tanh(%p.0), metadata={op_name="layers.0/act" source_file="a \\"b\\".py" source_line=7}
        ROOT %m = f32[4]{0} multiply(%t, %p.1), metadata={op_name="layers.0/gate;layers.0/up"}
      }

      %body (s: (s32[], f32[4])) -> (s32[], f32[4]) {
        %s = (s32[], f32[4]{0}) parameter(0)
        %x = f32[4]{0} get-tuple-element(%s), index=1
        %inside = f32[4]{0} sine(%x), metadata={op_name="loop/sine"}
        ROOT %out = (s32[], f32[4]{0}) tuple(%x, %inside)
      }

      %cond (s.1: (s32[], f32[4])) -> pred[] {
        %s.1 = (s32[], f32[4]{0}) parameter(0)
        ROOT %c = pred[] constant(true)
      }

      ENTRY %main (a: f32[4]) -> f32[4] {
        %a = f32[4]{0} parameter(0), metadata={op_name="a"}
        %k = f32[4]{0} fusion(%a, %a), kind=kLoop, calls=%fused
        %d = f32[4]{0} dot(%k, %a), lhs_contracting_dims={}
        %call = f32[4]{0} custom-call(%d), custom_call_target="fast(\\"x\\")", metadata={op_name="head"}
        %w = (s32[], f32[4]{0}) while(%call), condition=%cond, body=%body
        ROOT %r = f32[4]{0} get-tuple-element(%w), index=1
      }
      """;

  private final List<KernelRow> kernels = KernelTable.of(HLO);

  @Test
  void listsWhatIsLaunchedInLoopsToo() {
    assertEquals(
        List.of("k", "d", "call", "inside"), kernels.stream().map(KernelRow::name).toList());
  }

  @Test
  void aFusionHasTheLinesOfAllItHolds() {
    KernelRow fusion = kernels.getFirst();
    assertEquals(List.of("layers.0/act", "layers.0/gate", "layers.0/up"), fusion.locations());
    assertEquals(
        List.of("tanh", "multiply"), fusion.ops().stream().map(KernelRow.Op::opcode).toList());
    assertEquals("a \"b\".py:7", fusion.ops().getFirst().source());
    assertFalse(fusion.inferred());
  }

  @Test
  void aKernelWithoutMetadataIsPlacedBesideItsNeighbours() {
    KernelRow dot = kernels.get(1);
    assertTrue(dot.inferred());
    assertEquals(List.of("layers.0/act", "layers.0/gate", "layers.0/up", "head"), dot.locations());
  }

  @Test
  void aCustomCallHasItsTarget() {
    assertEquals("fast(\"x\")", kernels.get(2).target());
    assertEquals(List.of("head"), kernels.get(2).locations());
  }

  @Test
  void damagedTextGivesFewerKernelsAndNoFailure() {
    for (int end = 0; end < HLO.length(); end += 3) {
      assertTrue(KernelTable.of(HLO.substring(0, end)).size() <= kernels.size());
    }
  }
}
