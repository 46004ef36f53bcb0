package dev.strobe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of this process as the operating system counts it.
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /// The most that was resident at any time, in bytes; zero where the system does not tell.
  static long bytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kib -> Long.parseLong(kib) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
