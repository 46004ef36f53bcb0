package dev.strobe.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A line on a terminal that says what is being done and for how long, from the second second on.
///
/// Closing takes it away, and returns only when nothing more will be printed; closing again does
/// nothing.
final class BusyLine implements AutoCloseable {
  private static final String CLEARED = "\r\033[K";

  private final PrintStream terminal;
  private final Supplier<String> activity;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private BusyLine(PrintStream terminal, Supplier<String> activity) {
    this.terminal = terminal;
    this.activity = activity;
    this.thread = Thread.ofPlatform().daemon(true).name("strobe-busy").unstarted(this::run);
  }

  /// Starts to show an activity on standard error, if a person is there to see it.
  static BusyLine start(Supplier<String> activity) {
    BusyLine line = new BusyLine(System.err, activity);
    if (Terminal.isStandardError()) {
      line.thread.start();
    }
    return line;
  }

  /// As `start`, on any stream.
  static BusyLine on(PrintStream terminal, Supplier<String> activity) {
    BusyLine line = new BusyLine(terminal, activity);
    line.thread.start();
    return line;
  }

  private void run() {
    long began = System.nanoTime();
    boolean shown = false;
    try {
      while (!closed.await(shown ? 200 : 1000, TimeUnit.MILLISECONDS)) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        terminal.print(CLEARED + activity.get() + "… " + seconds + " s");
        terminal.flush();
        shown = true;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (shown) {
      terminal.print(CLEARED);
      terminal.flush();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
