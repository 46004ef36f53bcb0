package dev.strobe.cli;

import dev.strobe.runtime.checkpoint.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/// A recording of one command by Java's Flight Recorder: the JVM's own events and Strobe's for
/// passes, compiling, launches and transfers.
final class Profile implements AutoCloseable {
  private final Recording recording;
  private final Path file;

  private Profile(Recording recording, Path file) {
    this.recording = recording;
    this.file = file;
  }

  /// Starts to record; [#close] writes the file.
  ///
  /// @throws dev.strobe.runtime.checkpoint.CheckpointException if there is no place for the file
  static Profile start(Path file) {
    WholeFile.requirePlace(file);
    try {
      Recording recording = new Recording(Configuration.getConfiguration("default"));
      recording.start();
      return new Profile(recording, file);
    } catch (IOException | ParseException e) {
      throw new CommandException("--profile requires a JDK with Flight Recorder, got " + e, e);
    }
  }

  @Override
  public void close() {
    try (recording) {
      recording.dump(file);
    } catch (IOException e) {
      throw new CommandException("--profile requires a file that can be written, got " + e, e);
    }
  }
}
