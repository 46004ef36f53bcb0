package dev.strobe.cli;

import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.FetchProgress;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// A progress bar on standard error for each stage of a fetch.
final class FetchBar implements FetchProgress, AutoCloseable {
  private static final int MEGABYTE = 1_000_000;
  private Optional<ProgressBar> bar = Optional.empty();
  private String title = "";

  @Override
  public void report(Artifact artifact, Stage stage, long done, long total) {
    String wanted =
        switch (stage) {
          case WAITING -> "waiting for another fetch of " + artifact.name();
          case DOWNLOADING -> "fetching " + artifact.name();
          case UNPACKING -> "unpacking " + artifact.name();
        };
    if (!wanted.equals(title)) {
      close();
      title = wanted;
      bar = Optional.of(started(wanted, total));
    }
    bar.ifPresent(shown -> shown.stepTo(Math.min(done, total)));
  }

  private static ProgressBar started(String title, long total) {
    return new ProgressBarBuilder()
        .setTaskName(title)
        .setInitialMax(total > 0 ? total : -1)
        .setUnit(" MB", MEGABYTE)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
