package dev.strobe.artifacts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process that doesn't outlive this one: on Ctrl-C or a termination signal it is killed, and the
/// folder in which it worked is removed.
///
/// The guard is up before the process starts, since a signal may come between any two steps.
final class ChildProcess implements AutoCloseable {
  private final Path folder;
  private final Thread hook = new Thread(this::abandon, "strobe-child");
  private Optional<Process> process = Optional.empty();
  private boolean abandoned;

  private ChildProcess(Path folder) {
    this.folder = folder;
  }

  /// @param folder where the process will work
  static ChildProcess guarding(Path folder) {
    ChildProcess child = new ChildProcess(folder);
    Runtime.getRuntime().addShutdownHook(child.hook);
    return child;
  }

  synchronized Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    requireGoingOn();
    Process started = builder.start();
    process = Optional.of(started);
    return started;
  }

  /// Throws where this process is ending, so that nobody blames the child for its end.
  synchronized void requireGoingOn() throws InterruptedException {
    if (abandoned) {
      throw new InterruptedException("this process is ending");
    }
  }

  private synchronized void abandon() {
    abandoned = true;
    try {
      if (process.isPresent()) {
        process.get().destroyForcibly().waitFor(1, TimeUnit.SECONDS);
      }
      DurableFiles.deleteTree(folder);
    } catch (IOException | InterruptedException e) {
      return; // the next fetch removes what is left
    }
  }

  @Override
  public synchronized void close() {
    process.ifPresent(Process::destroy);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // ending: the hook runs
    }
  }
}
