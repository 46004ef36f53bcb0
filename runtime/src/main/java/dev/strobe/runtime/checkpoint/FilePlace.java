package dev.strobe.runtime.checkpoint;

import dev.strobe.artifacts.Causes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Where in a file something was found, so that every complaint about it reads alike.
///
/// @param subject what is being read there, such as `tensor blk.0.attn_q.weight`, as the file has
///   it
/// @param offset bytes from the start of the file
record FilePlace(Path file, Optional<String> subject, OptionalLong offset) {
  private static final int LONGEST_TEXT = 480;

  static FilePlace of(Path file) {
    return new FilePlace(file, Optional.empty(), OptionalLong.empty());
  }

  FilePlace key(String name) {
    return new FilePlace(file, Optional.of("key ".concat(name)), offset);
  }

  FilePlace tensor(String name) {
    return new FilePlace(file, Optional.of("tensor ".concat(name)), offset);
  }

  FilePlace at(long position) {
    return new FilePlace(file, subject, OptionalLong.of(position));
  }

  CheckpointException requires(String constraint, Object actual) {
    return new CheckpointException(
        this + " requires " + constraint + ", got " + printable(String.valueOf(actual)));
  }

  CheckpointException requires(String constraint, Object actual, Throwable cause) {
    return new CheckpointException(
        this + " requires " + constraint + ", got " + printable(String.valueOf(actual)), cause);
  }

  /// The error for a file that the system does not let us use.
  CheckpointException unusable(String constraint, IOException cause) {
    return requires(constraint, Causes.oneLine(cause), cause);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(printable(file.toString()));
    subject.ifPresent(name -> text.append(": ").append(printable(name)));
    offset.ifPresent(position -> text.append(" at offset ").append(position));
    return text.toString();
  }

  /// Names come from strangers' files: keep them on one line and of a readable length.
  static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TEXT)
        .forEach(c -> clean.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    return clean.append(text.length() > LONGEST_TEXT ? "..." : "").toString();
  }

  private static boolean isPlain(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
