package dev.strobe.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.KnownArtifacts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe models`: the models that are known by name, whether they are here, and where.
@Command(
    name = "models",
    description = {
      "Lists the models known by name and where they lie.",
      "--model also takes a .gguf file or a Hugging Face folder."
    })
final class ModelsCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// One line of the list; JSON takes the names of its fields from here.
  ///
  /// @param state `ready`, or `missing`: `fetch` is then the command that brings it
  record Entry(
      String name,
      @JsonProperty("default") boolean isDefault,
      String state,
      String path,
      long bytes,
      String licence,
      String fetch) {
    static Entry of(Artifact artifact, ArtifactCache cache) {
      return new Entry(
          artifact.name(),
          artifact.name().equals(KnownArtifacts.DEFAULT_MODEL),
          cache.find(artifact).isPresent() ? "ready" : "missing",
          cache.path(artifact).toString(),
          artifact.file().bytes(),
          artifact.licence().name(),
          artifact.fetchCommand());
    }
  }

  @Override
  public Integer call() {
    List<Entry> entries =
        KnownArtifacts.ofKind(Artifact.Kind.MODEL).stream()
            .map(artifact -> Entry.of(artifact, main.cache()))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Map.of("models", entries)));
    } else {
      entries.forEach(entry -> print(entry, out));
    }
    return ExitCode.OK;
  }

  private static void print(Entry entry, PrintWriter out) {
    String mark = entry.isDefault() ? " (default)" : "";
    out.println(
        "%s%s: %s, %d MB, %s"
            .formatted(
                entry.name(), mark, entry.state(), entry.bytes() / 1_000_000, entry.licence()));
    out.println("  " + (entry.state().equals("ready") ? entry.path() : entry.fetch()));
  }
}
