package dev.strobe.artifacts;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The build's fetch step: `FetchMain [--skip-unaccepted] NAME...`.
///
/// Prints nothing where everything is there. Exit code 0, 1 where something cannot be had, 2 for
/// wrong usage. With `--skip-unaccepted`, artifacts whose terms nobody has accepted are listed and
/// passed over.
public final class FetchMain {
  private static final String SKIP = "--skip-unaccepted";

  private FetchMain() {}

  public static void main(String... arguments) {
    System.exit(run(arguments, System.getenv(), System.out));
  }

  static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    List<String> names =
        new ArrayList<>(
            Arrays.stream(String.join(" ", arguments).split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    boolean skipUnaccepted = names.removeIf(SKIP::equals);
    if (names.isEmpty()) {
      out.println("usage: FetchMain [%s] NAME...".formatted(SKIP));
      return 2;
    }
    FetchProgress progress = new StageLines(out);
    ArtifactFetcher fetcher =
        new ArtifactFetcher(
            ArtifactCache.of(environment), FetchOptions.of(environment).withProgress(progress));
    int code = 0;
    for (String name : names) {
      code = Math.max(code, fetch(fetcher, name, skipUnaccepted, out));
    }
    return code;
  }

  private static int fetch(
      ArtifactFetcher fetcher, String name, boolean skipUnaccepted, PrintStream out) {
    try {
      Artifact artifact = KnownArtifacts.named(name);
      if (skipUnaccepted && isUnaccepted(fetcher, artifact)) {
        Terms terms = artifact.terms().orElseThrow();
        out.println(
            "terms not accepted: %s (set %s=%s)".formatted(name, Terms.VARIABLE, terms.key()));
        return 0;
      }
      fetcher.fetch(artifact);
      return 0;
    } catch (ArtifactException e) {
      e.details().forEach(line -> out.println("pip: " + line));
      out.println("strobe: " + e.getMessage());
      return 1;
    }
  }

  private static boolean isUnaccepted(ArtifactFetcher fetcher, Artifact artifact) {
    return artifact.terms().isPresent()
        && !artifact.terms().get().acceptedIn(fetcher.options().environment())
        && fetcher.cache().find(artifact).isEmpty();
  }
}
