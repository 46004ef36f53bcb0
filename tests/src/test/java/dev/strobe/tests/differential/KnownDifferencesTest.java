package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Literal;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.pjrt.PjrtException;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds `docs/xla-differences.md` against the plugin: a row that no longer holds has to go, and so
/// has what lowering does about it.
final class KnownDifferencesTest {
  static Stream<KnownDifference> all() {
    return KnownDifferences.all().stream();
  }

  static Stream<KnownDifference> guarded() {
    return all().filter(KnownDifference::guarded);
  }

  @ParameterizedTest
  @MethodSource("all")
  void pluginDoesWhatTheTableSays(KnownDifference difference) {
    String text = StableHloWriter.write(difference.program(), StableHloWriter.Style.EXECUTABLE);
    List<Literal> want = Interpreter.run(difference.program(), difference.arguments());
    switch (difference.outcome()) {
      case ENDS_THE_PROCESS ->
          assertEquals(ChildCompilation.ABORTED, ChildCompilation.status(text));
      case REFUSES -> assertThrows(PjrtException.class, () -> onPlugin(text, difference));
      case COMPUTES_SOMETHING_ELSE -> assertNotEquals(want, onPlugin(text, difference));
    }
  }

  private static List<Literal> onPlugin(String text, KnownDifference difference) {
    try (Device device = Device.open(TestModels.file("cpu-plugin"))) {
      return new OnPlugin(device).run(text, difference.arguments());
    }
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void loweringGuardsAgainstIt(KnownDifference difference) {
    List<Literal> want = Interpreter.run(difference.program(), difference.arguments());
    try (Device device = Device.open(TestModels.file("cpu-plugin"))) {
      OnPlugin plugin = new OnPlugin(device);
      assertEquals(want, plugin.run(difference.program(), difference.arguments()));
    }
  }

  @Test
  void childProcessesCompileWhatIsRight() {
    RandomProgram random = RandomPrograms.of(1, 4);
    assertEquals(0, ChildCompilation.status(StableHloWriter.write(random.program())));
  }

  @Test
  void tableShowsEveryProgram() throws IOException {
    Path page = Path.of(System.getProperty("strobe.root"), "docs", "xla-differences.md");
    String text = Files.readString(page);
    for (KnownDifference difference : KnownDifferences.all()) {
      assertTrue(text.contains("| " + difference.title() + " |"), difference.title());
      String section = section(difference);
      assertTrue(text.contains(section), "the page lacks\n" + section);
    }
    assertEquals(
        KnownDifferences.all().size(), text.lines().filter(l -> l.startsWith("### ")).count());
  }

  private static String section(KnownDifference difference) {
    RandomProgram program =
        new RandomProgram(difference.program(), difference.arguments(), ImmutableMap.of());
    return "### %s\n\n```mlir\n%s```\n".formatted(difference.title(), program.text());
  }
}
