package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import dev.strobe.tests.TestModels;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Libraries that are no PJRT plugins, or none that Strobe can drive, through the shipped jar.
class BadPluginTest {
  /// A plugin of a version and an entry point to choose; all its functions are null.
  private static final String SOURCE =
      """
      #include <stddef.h>
      struct version { size_t size; void *extensions; int major, minor; };
      struct api { size_t size; void *extensions; struct version version; void *functions[200]; };
      static struct api api = {sizeof(struct api), 0, {sizeof(struct version), 0, 0, MINOR}, {0}};
      const void *GetPjrtApi(void) { return ENTRY; }
      """;

  @TempDir private Path folder;

  @Test
  void refusesFilesThatAreNoLibraries() throws Exception {
    Path text = Files.writeString(folder.resolve("text.so"), "not a library");
    refuses(text.toString(), text + " requires an ELF shared library, got a file of another");
    Path empty = Files.createFile(folder.resolve("empty.so"));
    refuses(empty.toString(), empty + " requires an ELF shared library, got");
    refuses(folder.toString(), "--plugin requires a plugin file or one of cpu-plugin,", "no file");
    Path none = folder.resolve("none.so");
    refuses(none.toString(), "--plugin requires a plugin file", "got '" + none + "'");
  }

  @Test
  void refusesLibrariesThatAreCutShort() throws Exception {
    Path cut = folder.resolve("cut.so");
    DamagedFile.of(TestModels.file("cpu-plugin")).cutTo(5_000_000).write(cut);
    refuses(cut.toString(), cut + " requires a file of at least", "got 5000000 bytes");
  }

  @Test
  void refusesLibrariesWithoutTheEntryPoint() throws Exception {
    // The JVM's own library is there on every machine.
    Path other = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");
    refuses(other.toString(), "requires the entry point GetPjrtApi, got a library that does not");
  }

  @Test
  @EnabledIf(
      value = "hasCompiler",
      disabledReason = "no C compiler on the PATH: run 'apt-get install gcc' to run it")
  void refusesPluginsThatItCannotDrive() throws Exception {
    refuses(plugin("old", 1, "&api"), "old.so requires PJRT API 0.81 or later, got 0.1");
    refuses(plugin("null", 999, "0"), "requires a function table, got null from GetPjrtApi");
    refuses(plugin("hollow", 999, "&api"), "hollow.so requires PJRT_Error_Message, got null");
  }

  static boolean hasCompiler() {
    return compiler().isPresent();
  }

  /// The first `cc` or `gcc` on the path.
  private static Optional<Path> compiler() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(place -> !place.isEmpty())
        .flatMap(place -> Stream.of(Path.of(place, "cc"), Path.of(place, "gcc")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String plugin(String name, int minor, String entry) throws Exception {
    Path source = Files.writeString(folder.resolve("plugin.c"), SOURCE);
    Path library = folder.resolve(name + ".so");
    Process compiling =
        new ProcessBuilder(
                compiler().orElseThrow().toString(),
                "-shared",
                "-fPIC",
                "-DMINOR=" + minor,
                "-DENTRY=" + entry,
                "-o",
                library.toString(),
                source.toString())
            .inheritIO()
            .start();
    assertEquals(0, compiling.waitFor());
    return library.toString();
  }

  private void refuses(String plugin, String... words) throws Exception {
    StrobeProcess.in(folder)
        .withVariables(ImmutableMap.of("XDG_CACHE_HOME", folder.resolve("cache").toString()))
        .run("devices", "--plugin", plugin)
        .assertRefused(words);
  }
}
