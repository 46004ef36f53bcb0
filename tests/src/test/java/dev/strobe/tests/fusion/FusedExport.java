package dev.strobe.tests.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import java.util.Map;
import java.util.TreeMap;

/// A transformer of two layers that somebody else exported, after all passes.
final class FusedExport {
  private FusedExport() {}

  /// The program fused, in which every layer has to be found.
  static Program of(Program before) {
    PassPipeline.Result fused = StandardPipelines.standard().runVerified(before, Target.of("cpu"));
    Map<String, Integer> hits = new TreeMap<>();
    for (PassReport report : fused.reports()) {
      if (report.pass().startsWith("fuse-") && report.hits() > 0) {
        hits.merge(report.pass(), report.hits(), Integer::sum);
      }
    }
    assertEquals(
        Map.of(
            "fuse-attention", 2,
            "fuse-gated-feed-forward", 2,
            "fuse-rms-norm", 5,
            "fuse-rotary", 4),
        hits);
    return fused.program();
  }
}
