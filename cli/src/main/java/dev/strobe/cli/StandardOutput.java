package dev.strobe.cli;

import java.io.PrintWriter;

/// Standard output, whose failures Java's print streams keep to themselves.
final class StandardOutput {
  private StandardOutput() {}

  /// Hands on what was printed.
  ///
  /// @throws CommandException if the disk behind it is full or nobody reads the pipe any more
  static void flush(PrintWriter out) {
    boolean lost = out.checkError();
    if (System.out.checkError() || lost) {
      throw new CommandException(
          "standard output requires a file or pipe that takes what is printed, got a full disk or a"
              + " closed pipe");
    }
  }
}
