import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks or applies google-java-format over every hand-written source file of the project. Usage:
/// `Format check|apply ROOT`. Runs as a single source file on the toolchain's JDK.
final class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    var formatter = new Formatter();
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(root)) {
      String text = Files.readString(file);
      String formatted = formatter.formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        continue;
      }
      wrong.add(root.relativize(file).toString());
      if (apply) {
        Files.writeString(file, formatted);
      }
    }
    if (!wrong.isEmpty()) {
      System.out.println((apply ? "formatted " : "not formatted: ") + String.join(", ", wrong));
      if (!apply) {
        System.out.println("mend with: mvn -N initialize -Dformat=apply");
        System.exit(1);
      }
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Format::isHandWritten).sorted().toList();
    }
  }

  private static boolean isHandWritten(Path file) {
    String path = file.toString();
    return path.endsWith(".java")
        && !path.contains("/target/")
        && !path.contains("/pjrt/raw/")
        && !path.contains("/.git/");
  }
}
