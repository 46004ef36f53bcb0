package dev.strobe.tests.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.tests.TestModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The programs that README.md shows are those beside this test, and they do what it says.
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("strobe.root"));
  private static final Path SOURCES =
      ROOT.resolve("tests").resolve("src/test/java/dev/strobe/tests/readme");

  @ParameterizedTest
  @ValueSource(strings = {"GenerateExample", "GraphExample", "SiluTest"})
  void showsTheProgramThatIsCompiledHere(String name) throws IOException {
    String source = Files.readString(SOURCES.resolve(name + ".java"));
    String shown = source.substring(source.indexOf("import"));
    assertTrue(Files.readString(ROOT.resolve("README.md")).contains(shown), name);
  }

  @Test
  void theGraphExamplePrintsAProgramAndTwoEqualResults() {
    List<String> lines = printed(GraphExample::run).lines().toList();
    assertTrue(lines.stream().anyMatch(line -> line.contains("stablehlo.logistic")));
    List<String> last = lines.subList(lines.size() - 2, lines.size());
    assertEquals(last.getFirst().substring(0, 6), last.getLast().substring(0, 6));
  }

  @Test
  void theGenerateExamplePrintsText() {
    String text = printed(() -> GenerateExample.answer(TestModels.file("smollm2")));
    assertTrue(text.contains("sky"), text);
  }

  private static String printed(Runnable example) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
