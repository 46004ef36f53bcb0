package dev.strobe.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocatorTest {
  @TempDir Path folder;
  private Path one = Path.of("unset");
  private Path two = Path.of("unset");
  private Path three = Path.of("unset");

  @BeforeEach
  void start() throws IOException {
    one = Files.createFile(folder.resolve("one.so"));
    two = Files.createFile(folder.resolve("two.so"));
    three = Files.createFile(folder.resolve("three.so"));
  }

  @Test
  void theExplicitPluginWinsThenOurVariableThenTheSharedOne() {
    Map<String, String> both =
        Map.of("STROBE_PLUGIN", two.toString(), "PJRT_NAMES_AND_LIBRARY_PATHS", "cpu:" + three);
    Optional<String> none = Optional.empty();
    assertEquals(
        new PluginLocator.Choice(one, "--plugin"), plugins(both).locate(Optional.of(one + "")));
    assertEquals(new PluginLocator.Choice(two, "STROBE_PLUGIN"), plugins(both).locate(none));
    Map<String, String> shared = Map.of("PJRT_NAMES_AND_LIBRARY_PATHS", "a:" + three + ",b:" + one);
    assertEquals(
        new PluginLocator.Choice(three, "PJRT_NAMES_AND_LIBRARY_PATHS"),
        plugins(shared).locate(none));
  }

  @Test
  void withoutAnyChoiceTheDefaultPluginOfTheCacheIsNamed() {
    ArtifactMissingException e =
        assertThrows(
            ArtifactMissingException.class, () -> plugins(Map.of()).locate(Optional.empty()));
    assertEquals("cpu-plugin", e.artifact().name());
  }

  @Test
  void aPluginMayBeChosenByItsKnownName() {
    ArtifactMissingException e =
        assertThrows(
            ArtifactMissingException.class,
            () -> plugins(Map.of()).locate(Optional.of("cpu-plugin-0.81")));
    assertEquals("cpu-plugin-0.81", e.artifact().name());
  }

  @Test
  void aChosenPluginMustExistAndTheErrorNamesWhoChoseIt() {
    for (Map<String, String> environment :
        List.of(
            Map.of("STROBE_PLUGIN", "/no/plugin.so"),
            Map.of("PJRT_NAMES_AND_LIBRARY_PATHS", "cpu:/no/plugin.so"))) {
      String chosenBy = environment.keySet().iterator().next();
      ArtifactException e =
          assertThrows(
              ArtifactException.class, () -> plugins(environment).locate(Optional.empty()));
      assertTrue(e.getMessage().startsWith(chosenBy + " requires a plugin file"), e.getMessage());
      assertTrue(e.getMessage().contains("'/no/plugin.so'"), e.getMessage());
    }
  }

  @Test
  void refusesASharedVariableWithoutAPath() {
    ArtifactException e =
        assertThrows(
            ArtifactException.class,
            () -> plugins(Map.of("PJRT_NAMES_AND_LIBRARY_PATHS", "cpu")).locate(Optional.empty()));
    assertTrue(e.getMessage().contains("requires name:path,..., got 'cpu'"), e.getMessage());
  }

  @Test
  void aModelIsAKnownNameAFileOrAFolder() throws IOException {
    assertEquals(one, models().locate(one.toString()));
    Files.createFile(folder.resolve("config.json"));
    assertEquals(folder, models().locate(folder.toString()));
    ArtifactMissingException e =
        assertThrows(ArtifactMissingException.class, () -> models().locate("smollm2"));
    assertTrue(e.getMessage().contains("./strobe fetch smollm2"), e.getMessage());
  }

  @Test
  void refusesAFolderWithoutAConfiguration() {
    ArtifactException e =
        assertThrows(ArtifactException.class, () -> models().locate(folder.toString()));
    assertEquals(
        "model folder requires a config.json, got " + folder + " without one", e.getMessage());
  }

  @Test
  void listsTheKnownModelsWhereThereIsNoneOfThatName() {
    ArtifactException e = assertThrows(ArtifactException.class, () -> models().locate("nosuch"));
    assertEquals(
        "model requires a known name (smollm2, gemma3-270m), a .gguf file or a Hugging Face folder,"
            + " got 'nosuch'",
        e.getMessage());
  }

  private PluginLocator plugins(Map<String, String> environment) {
    return new PluginLocator(new ArtifactCache(folder.resolve("cache")), environment);
  }

  private ModelLocator models() {
    return new ModelLocator(new ArtifactCache(folder.resolve("cache")));
  }
}
