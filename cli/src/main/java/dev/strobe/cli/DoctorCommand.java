package dev.strobe.cli;

import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.KnownArtifacts;
import dev.strobe.artifacts.PluginLocator;
import dev.strobe.runtime.device.AvailableMemory;
import dev.strobe.runtime.device.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe doctor`: what is wrong with this machine, and how to mend it. Fetches nothing.
@Command(
    name = "doctor",
    description = {
      "Checks Java, memory, disk, the plugin and the models, and says how to mend what is missing.",
      "Exit code 1 if something keeps Strobe from running."
    })
final class DoctorCommand implements Callable<Integer> {
  /// The default model in f32 with its caches and the JVM.
  private static final long MEMORY_NEEDED = 1_500_000_000L;

  private static final long DISK_NEEDED = 1_000_000_000L;

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// One finding.
  ///
  /// @param state `ok`, `note` (something optional is missing) or `problem`
  /// @param mend the command or step that helps, empty if all is well
  record Check(String name, String state, String detail, String mend) {}

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>();
    checks.add(java());
    checks.add(platform());
    checks.add(memory());
    checks.add(disk());
    checks.add(plugin());
    KnownArtifacts.ofKind(Artifact.Kind.MODEL).forEach(model -> checks.add(model(model)));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Map.of("checks", checks)));
    } else {
      checks.forEach(check -> print(check, out));
    }
    out.flush();
    boolean healthy = checks.stream().noneMatch(check -> check.state().equals("problem"));
    return healthy ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void print(Check check, PrintWriter out) {
    out.println("%-8s%-14s%s".formatted(check.state(), check.name(), check.detail()));
    if (!check.mend().isEmpty()) {
      out.println(" ".repeat(22) + "mend: " + check.mend());
    }
  }

  private static Check java() {
    int feature = Runtime.version().feature();
    return check(feature >= 25, "java", "Java " + Runtime.version(), "install a JDK 25");
  }

  private static Check platform() {
    String name = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    boolean tested = name.equals("Linux amd64");
    String mend = "use Linux on x86-64; Linux on arm64 is untested, others are not supported";
    return check(tested, "platform", name, mend);
  }

  private static Check memory() {
    OptionalLong available = AvailableMemory.bytes();
    String detail =
        available.isPresent() ? megabytes(available.getAsLong()) + " available" : "unknown";
    boolean enough = available.orElse(Long.MAX_VALUE) >= MEMORY_NEEDED;
    return check(enough, "memory", detail, "free " + megabytes(MEMORY_NEEDED) + " of memory");
  }

  private Check disk() {
    Path folder = main.cache().root();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String detail = megabytes(free) + " free at " + folder;
      String mend = "free " + megabytes(DISK_NEEDED) + ", or set XDG_CACHE_HOME to another disk";
      return check(free >= DISK_NEEDED && Files.isWritable(folder), "disk", detail, mend);
    } catch (IOException e) {
      return new Check("disk", "problem", folder + " cannot be read", "set XDG_CACHE_HOME");
    }
  }

  private Check plugin() {
    try {
      PluginLocator.Choice choice =
          new PluginLocator(main.cache(), main.environment()).locate(Optional.empty());
      try (Device device = Device.open(choice.path())) {
        return new Check("plugin", "ok", device.description() + ", " + choice.path(), "");
      }
    } catch (RuntimeException e) {
      String said = Optional.ofNullable(e.getMessage()).orElse(e.toString());
      String fetch = KnownArtifacts.named(KnownArtifacts.DEFAULT_PLUGIN).fetchCommand();
      return new Check("plugin", "problem", said, fetch);
    }
  }

  private Check model(Artifact artifact) {
    ArtifactCache cache = main.cache();
    boolean ready = cache.find(artifact).isPresent();
    return new Check(
        artifact.name(),
        ready ? "ok" : "note",
        ready ? cache.path(artifact).toString() : "not fetched",
        ready ? "" : artifact.fetchCommand());
  }

  private static Check check(boolean good, String name, String detail, String mend) {
    return new Check(name, good ? "ok" : "problem", detail, good ? "" : mend);
  }

  private static String megabytes(long bytes) {
    return bytes / 1_000_000 + " MB";
  }
}
