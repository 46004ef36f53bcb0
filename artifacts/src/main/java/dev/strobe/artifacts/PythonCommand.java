package dev.strobe.artifacts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the Python that runs pip, and knows how to install one.
final class PythonCommand {
  /// Environment variable that names the Python to use.
  static final String VARIABLE = "STROBE_PYTHON";

  private static final List<Installer> INSTALLERS =
      List.of(
          new Installer("apt-get", "sudo apt-get install python3-pip"),
          new Installer("dnf", "sudo dnf install python3-pip"),
          new Installer("zypper", "sudo zypper install python3-pip"),
          new Installer("pacman", "sudo pacman -S python-pip"),
          new Installer("apk", "sudo apk add py3-pip"),
          new Installer("brew", "brew install python"));

  private PythonCommand() {}

  private record Installer(String program, String command) {}

  /// The path of the user's Python; an [ArtifactException] that names the installing command if
  /// there is none.
  static Path locate(Map<String, String> environment) {
    String chosen = environment.getOrDefault(VARIABLE, "");
    if (!chosen.isEmpty()) {
      return onPath(chosen, environment)
          .orElseThrow(
              () ->
                  new ArtifactException(
                      "%s requires a Python with pip, got '%s', which cannot be run"
                          .formatted(VARIABLE, chosen)));
    }
    return onPath("python3", environment)
        .or(() -> onPath("python", environment))
        .orElseThrow(
            () ->
                new ArtifactException(
                    "fetching requires python3 with pip on PATH, got none (%s, or set %s)"
                        .formatted(installCommand(environment), VARIABLE)));
  }

  /// The command that installs pip here.
  static String installCommand(Map<String, String> environment) {
    return INSTALLERS.stream()
        .filter(installer -> onPath(installer.program(), environment).isPresent())
        .map(installer -> "install it with: " + installer.command())
        .findFirst()
        .orElse("install Python 3 with pip");
  }

  private static Optional<Path> onPath(String program, Map<String, String> environment) {
    if (program.contains(File.separator)) {
      return Optional.of(Path.of(program)).filter(PythonCommand::isProgram);
    }
    return List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(PythonCommand::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
