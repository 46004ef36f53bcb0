package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Target;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each pass on a program that it rewrites and on one that it leaves alone: a file holds how often
/// it fires, the program before and the whole text after.
///
/// `-Dstrobe.bless=true` writes what comes after anew; a machine with `CI=true` refuses that.
final class GoldenPassesTest {
  private static final String AFTER = "// after\n";
  private static final Path FOLDER =
      Path.of(
          System.getProperty("strobe.root"), "fusion/src/test/resources/dev/strobe/fusion/passes");

  static Stream<Arguments> cases() {
    return StandardPipelines.within(1).passes().stream()
        .distinct()
        .flatMap(pass -> Stream.of(Arguments.of(pass, "fires"), Arguments.of(pass, "stays")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesTheTextThatTheFileHolds(Pass pass, String which) throws IOException {
    Path file = FOLDER.resolve(pass.name() + "." + which + ".mlir");
    String text = Files.readString(file);
    String given = text.substring(0, text.indexOf(AFTER) + AFTER.length());
    PassPipeline.Result result =
        around(pass).runVerified(StableHloReader.read(given), Target.of("cpu"));
    int hits =
        result.reports().stream()
            .filter(report -> report.pass().equals(pass.name()) && report.function().equals("main"))
            .mapToInt(PassReport::hits)
            .sum();
    assertEquals("// fires: " + hits, given.lines().findFirst().orElseThrow());
    String now = given + StableHloWriter.write(result.program());
    if (Boolean.getBoolean("strobe.bless")) {
      assertNotEquals("true", System.getenv("CI"), "blessing is for a person's own machine");
      Files.writeString(file, now);
    }
    assertEquals(Files.readString(file), now, file + " (bless with -Dstrobe.bless=true)");
  }

  /// The pass after what it requires, and without what it leaves unread.
  private static PassPipeline around(Pass pass) {
    ImmutableList<Pass> cleaning = StandardPipelines.cleaning().passes();
    int own = cleaning.indexOf(pass);
    return new PassPipeline(
        own >= 0
            ? cleaning.subList(0, own + 1)
            : ImmutableList.<Pass>builder()
                .addAll(cleaning)
                .add(pass)
                .add(new EliminateDeadCode())
                .build());
  }
}
