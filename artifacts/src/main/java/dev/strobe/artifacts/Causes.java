package dev.strobe.artifacts;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/// What an [IOException] means, in the words of a one-line error.
public final class Causes {
  private Causes() {}

  static boolean isNoSpace(IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left") || text.contains("disk quota exceeded");
  }

  /// Which file, and what is wrong with it; never empty.
  public static String oneLine(IOException e) {
    String text =
        switch (e) {
          case AccessDeniedException denied -> "permission denied: " + denied.getFile();
          case NoSuchFileException missing -> "no such file: " + missing.getFile();
          case FileAlreadyExistsException there -> "something else there: " + there.getFile();
          case FileSystemException other -> String.valueOf(other.getMessage());
          default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    return text.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
