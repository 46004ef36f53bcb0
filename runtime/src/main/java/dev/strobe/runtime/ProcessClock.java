package dev.strobe.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Time since the operating system started this process.
final class ProcessClock {
  /// Linux counts process start times in this unit, whatever the machine.
  private static final double TICK_MS = 10;

  /// Index of `starttime` among the fields after the command's closing parenthesis.
  private static final int START_TIME = 19;

  private ProcessClock() {}

  /// Milliseconds since process start, to 10 ms; zero where the system does not tell.
  ///
  /// Start and present are both counted from boot. `ProcessHandle` would add the start to a boot
  /// time in whole seconds, and be wrong by as much.
  static double millisecondsSinceStart() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
      return Double.parseDouble(uptime) * 1000 - Long.parseLong(fields[START_TIME]) * TICK_MS;
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }
}
