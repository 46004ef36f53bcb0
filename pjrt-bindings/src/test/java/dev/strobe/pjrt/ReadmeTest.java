package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// Holds the README's table of behaviours to the tests that it names.
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("strobe.root"));
  private static final Path README = ROOT.resolve("pjrt-bindings/README.md");
  private static final int BEHAVIOURS = 70;

  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern NAMED = Pattern.compile("`(?:(\\w+):)?(\\w+)#(\\w+)`");
  private static final Pattern ABSENT = Pattern.compile("Not (offered|here): \\w.*");

  private record Row(int number, String behaviour, String evidence) {
    static Row of(MatchResult match) {
      return new Row(Integer.parseInt(match.group(1)), match.group(2), match.group(3));
    }

    List<MatchResult> tests() {
      return NAMED.matcher(evidence).results().toList();
    }
  }

  @Test
  void everyBehaviourIsThereOnceAndInOrder() throws IOException {
    assertEquals(
        IntStream.rangeClosed(1, BEHAVIOURS).boxed().toList(),
        rows(Files.readString(README)).stream().map(Row::number).toList());
  }

  @Test
  void everyBehaviourHasATestOrAReasonForNone() throws IOException {
    for (Row row : rows(Files.readString(README))) {
      assertTrue(
          !row.tests().isEmpty() || ABSENT.matcher(row.evidence()).matches(), row.toString());
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    assertEquals(List.of(), missing(rows(Files.readString(README))));
  }

  @Test
  void aTestThatDoesNotExistIsSeen() throws IOException {
    String text =
        """
        | 1 | none | `ReadmeTest#noSuchMethod`, `NoSuchTest#method`, `ReadmeTest#missing` |
        | 2 | none | `artifacts:LocatorTest#noSuchMethod`, `nowhere:LocatorTest#method` |
        | 3 | one | `ReadmeTest#aTestThatDoesNotExistIsSeen` |
        """;
    assertEquals(
        List.of(
            "`ReadmeTest#noSuchMethod`",
            "`NoSuchTest#method`",
            "`ReadmeTest#missing`",
            "`artifacts:LocatorTest#noSuchMethod`",
            "`nowhere:LocatorTest#method`"),
        missing(rows(text)));
  }

  @Test
  void everyTestClassIsNamed() throws IOException {
    String text = Files.readString(README);
    try (Stream<Path> files =
        Files.list(ROOT.resolve("pjrt-bindings/src/test/java/dev/strobe/pjrt"))) {
      List<String> unnamed =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .filter(name -> !text.contains("`" + name))
              .sorted()
              .toList();
      assertEquals(List.of(), unnamed);
    }
  }

  private static List<Row> rows(String text) {
    return text.lines()
        .map(ROW::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> Row.of(matcher.toMatchResult()))
        .toList();
  }

  private static List<String> missing(List<Row> rows) throws IOException {
    List<String> missing = new ArrayList<>();
    for (Row row : rows) {
      for (MatchResult test : row.tests()) {
        boolean exists =
            test.group(1) == null
                ? isHere(test.group(2), test.group(3))
                : isInModule(test.group(1), test.group(2), test.group(3));
        if (!exists) {
          missing.add(test.group());
        }
      }
    }
    return missing;
  }

  private static boolean isHere(String name, String method) {
    try {
      return Arrays.stream(Class.forName("dev.strobe.pjrt." + name).getDeclaredMethods())
          .filter(candidate -> candidate.getName().equals(method))
          .anyMatch(
              candidate ->
                  candidate.isAnnotationPresent(Test.class)
                      || candidate.isAnnotationPresent(ParameterizedTest.class));
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  /// The other modules' tests are not on our class path.
  private static boolean isInModule(String module, String name, String method) throws IOException {
    Path tests = ROOT.resolve(module).resolve("src/test/java");
    if (!Files.isDirectory(tests)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(tests)) {
      List<Path> sources = files.filter(file -> file.endsWith(name + ".java")).toList();
      return sources.size() == 1
          && Files.readString(sources.getFirst()).contains("  void " + method + "(");
    }
  }
}
