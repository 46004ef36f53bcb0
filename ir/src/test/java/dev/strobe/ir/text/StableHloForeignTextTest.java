package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.strobe.ir.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Text that MLIR has printed, in the pretty and in the generic form, reads as the program that
/// Strobe's own text stands for. `src/test/oracle/mlir_forms.py` makes the files.
final class StableHloForeignTextTest {
  private static final Path FOLDER = GoldenFile.folder();
  private static final Pattern PROPERTIES = Pattern.compile(" ?<\\{(.*)}>(?= :| \\(\\{$)");

  /// MLIR gives ops without a location their place in the file that it has read.
  private static Program read(String text) {
    return StableHloReader.read(text.replaceAll("loc\\(\"-\":\\d+:\\d+\\)", "loc(unknown)"));
  }

  private static String foreign(String name, String form) throws IOException {
    return Files.readString(FOLDER.resolve("mlir").resolve(name + "." + form + ".mlir"));
  }

  static List<String> names() {
    return List.of(
        "collectives",
        "constants",
        "contractions",
        "dynamics",
        "effects",
        "elementwise",
        "numeric",
        "regions",
        "shapes",
        "structure",
        "unknown_sizes");
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsBothFormsThatMlirPrints(String name) throws IOException {
    Program expected = read(Files.readString(FOLDER.resolve(name + ".mlir")));
    for (String form : List.of("pretty", "generic")) {
      SamePrograms.assertSame(expected, read(foreign(name, form)));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsTheFormOfBeforeOpsHadProperties(String name) throws IOException {
    Program expected = read(Files.readString(FOLDER.resolve(name + ".mlir")));
    String old = withoutProperties(foreign(name, "generic"));
    assertFalse(old.contains("<{"), old);
    SamePrograms.assertSame(expected, read(old));
  }

  /// The text with all properties moved into the dictionary behind the regions.
  private static String withoutProperties(String text) {
    Deque<String> open = new ArrayDeque<>();
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      Matcher matcher = PROPERTIES.matcher(line);
      String properties = matcher.find() ? matcher.group(1) : "";
      String moved = matcher.replaceFirst("");
      if (line.endsWith("({")) {
        open.push(properties);
      } else if (line.strip().startsWith("})")) {
        moved = withAttributes(line, open.pop());
      } else if (!properties.isEmpty()) {
        moved = moved.replaceFirst(" : ", Matcher.quoteReplacement(" {" + properties + "} : "));
      }
      out.append(moved).append('\n');
    }
    return out.toString();
  }

  private static String withAttributes(String line, String properties) {
    String before = line.contains("}) {") ? "}) {" : "}) ";
    String close = properties.isEmpty() ? "" : before.endsWith("{") ? ", " : "} ";
    String open = properties.isEmpty() || before.endsWith("{") ? "" : "{";
    return line.replaceFirst(
        Pattern.quote(before), Matcher.quoteReplacement(before + open + properties + close));
  }
}
