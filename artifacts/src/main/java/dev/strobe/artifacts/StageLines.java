package dev.strobe.artifacts;

import java.io.PrintStream;

/// Progress for a log: one line when a stage starts.
public final class StageLines implements FetchProgress {
  private final PrintStream out;
  private String last = "";

  public StageLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void report(Artifact artifact, Stage stage, long done, long total) {
    String line =
        switch (stage) {
          case WAITING -> "waiting for another fetch of " + artifact.name();
          case DOWNLOADING -> "fetching %s (%d MB)".formatted(artifact.name(), total / 1_000_000);
          case UNPACKING -> "unpacking " + artifact.name();
        };
    if (!line.equals(last)) {
      out.println(line);
      last = line;
    }
  }
}
