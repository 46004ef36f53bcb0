package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Pass;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Programs made of what the passes look for: after each pass, and fused on the real plugin, they
/// compute what they did.
///
/// 300 programs, 40 on the plugin; 2,500 each with `-Dstrobe.nightly=true`; `-Dstrobe.seed=N` runs
/// one.
final class PatternsTest {
  @Test
  void noPassChangesAnyBit() {
    Map<String, Integer> hits = new TreeMap<>();
    new SeededPrograms(RandomPatterns::of, 300).check(new ThroughEachPass(hits));
    List<String> idle =
        StandardPipelines.within(0).passes().stream()
            .map(Pass::name)
            .filter(name -> hits.getOrDefault(name, 0) == 0)
            .toList();
    assertEquals(List.of(), idle, "passes that had nothing to do, of " + hits);
  }

  @Test
  void fusedProgramsComputeTheSameOnThePlugin() {
    try (Device device = Device.open(TestModels.file("cpu-plugin"))) {
      new SeededPrograms(RandomPatterns::of, 40).check(new FusedOnPlugin(new OnPlugin(device)));
    }
  }
}
