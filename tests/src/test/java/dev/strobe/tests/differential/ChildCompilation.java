package dev.strobe.tests.differential;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.strobe.lowering.CompileOptions;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.Executable;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Compiles a program in a process of its own, which the plugin may end.
final class ChildCompilation {
  /// The status of a Java process that a signal has ended, after its handler has spoken.
  static final int ABORTED = 134;

  private ChildCompilation() {}

  /// The status of the process that has compiled the text; 0 if all went well.
  static int status(String text) {
    try {
      Path folder = Files.createTempDirectory("strobe-child");
      try {
        Path file = Files.writeString(folder.resolve("program.mlir"), text);
        return new ProcessBuilder(command(file))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while a program was compiled", e);
    }
  }

  private static List<String> command(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        ChildCompilation.class.getName(),
        file.toString());
  }

  /// The child's entry.
  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(Path.of(arguments[0]));
    try (Device device = Device.open(TestModels.file("cpu-plugin"));
        Executable _ = device.compile(text, CompileOptions.single().toBytes())) {
      System.exit(0);
    }
  }
}
