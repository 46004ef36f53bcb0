package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PluginLoadingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"NEWEST, 115, 1.20.0", "MIDDLE, 106, 1.16.1", "OLDEST, 81, 1.13.3"})
  void tellsVersionsBeforeThereIsAClient(TestPlugins which, int minor, String stableHlo) {
    PjrtPlugin plugin = which.load();
    assertEquals(new PjrtVersion(0, minor), plugin.version());
    assertEquals(stableHlo, dotted(plugin.attributes().get("stablehlo_current_version")));
    assertEquals("0.9.0", dotted(plugin.attributes().get("stablehlo_minimum_version")));
    assertInstanceOf(PjrtValue.Int64.class, plugin.attributes().get("xla_version"));
  }

  private static String dotted(PjrtValue value) {
    return String.join(
        ".", ((PjrtValue.Int64List) value).values().stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSamePluginForTheSameFile(TestPlugins which) throws IOException {
    PjrtPlugin plugin = which.load();
    Path link = Files.createSymbolicLink(folder.resolve("link.so"), plugin.path());
    assertSame(plugin, PjrtPlugin.load(link));
    List<CompletableFuture<PjrtPlugin>> loads =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> PjrtPlugin.load(link)))
            .toList();
    loads.forEach(load -> assertSame(plugin, load.join()));
  }

  @Test
  void refusesAPathWithoutAFile() {
    refuses(folder.resolve("missing.so"), "existing plugin file");
  }

  @Test
  void refusesAFolder() {
    refuses(folder, "got no regular file");
  }

  @Test
  void refusesAFileThatIsNotElf() throws IOException {
    refuses(Files.writeString(folder.resolve("text.so"), "not a library ".repeat(20)), "format");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    refuses(Files.createFile(folder.resolve("empty.so")), "ELF shared library");
  }

  @Test
  void refusesALibraryWithoutTheEntryPoint() {
    refuses(someLibrary(), "GetPjrtApi");
  }

  @Test
  void refusesALibraryForAnotherMachine() throws IOException {
    byte[] bytes = Files.readAllBytes(someLibrary());
    bytes[18] = 40; // e_machine: 32-bit Arm
    refuses(Files.write(folder.resolve("arm.so"), bytes), "ELF machine 40");
  }

  @Test
  void refusesALibraryCutShortAtAnyPoint() throws IOException {
    byte[] bytes = Files.readAllBytes(someLibrary());
    for (int length = 0; length < bytes.length; length += bytes.length / 50) {
      Path cut = Files.write(folder.resolve("cut.so"), Arrays.copyOf(bytes, length));
      assertThrows(PjrtPluginException.class, () -> PjrtPlugin.load(cut), "cut at " + length);
    }
  }

  @Test
  void refusesAnExecutable() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    assertThrows(PjrtPluginException.class, () -> PjrtPlugin.load(java));
  }

  private static Path someLibrary() {
    return Path.of(System.getProperty("java.home"), "lib", "libzip.so");
  }

  private static void refuses(Path path, String reason) {
    PjrtPluginException refusal =
        assertThrows(PjrtPluginException.class, () -> PjrtPlugin.load(path));
    assertTrue(refusal.getMessage().startsWith(path.toString()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }
}
