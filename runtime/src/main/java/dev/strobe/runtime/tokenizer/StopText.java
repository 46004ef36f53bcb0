package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/// Texts at which generation ends, wherever token borders fall in them.
///
/// The stop that is complete first counts; of several complete at one place, the longest. The
/// result does not depend on how the text was cut into pieces.
///
/// @param stops non-empty texts; none at all means that nothing stops
public record StopText(ImmutableList<String> stops) {

  public StopText {
    if (stops.contains("")) {
      throw new TokenizerException(
          "stop requires texts of at least one character, got an empty one");
    }
  }

  /// Stops at each of `texts`.
  public static StopText of(List<String> texts) {
    return new StopText(ImmutableList.copyOf(texts));
  }

  /// Starts watching a new text.
  public Watch watch() {
    return new Watch();
  }

  /// One text being watched; for one thread.
  public final class Watch {
    private final StringBuilder held = new StringBuilder();
    private Optional<String> stop = Optional.empty();

    private Watch() {}

    /// Takes the next piece and returns what may be shown: all but a tail that could still become a
    /// stop. Once stopped, nothing more comes.
    public String push(String piece) {
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < piece.length() && stop.isEmpty(); i++) {
        held.append(piece.charAt(i));
        stop = completeStop();
        int keep = stop.map(String::length).orElseGet(this::longestHope);
        shown.append(held, 0, held.length() - keep);
        held.delete(0, held.length() - keep);
      }
      return shown.toString();
    }

    /// The tail kept back, when no more text will come; empty if a stop was met.
    public String flush() {
      String tail = stop.isPresent() ? "" : held.toString();
      held.setLength(0);
      return tail;
    }

    /// The stop that was met, if one was.
    public Optional<String> stop() {
      return stop;
    }

    private Optional<String> completeStop() {
      Optional<String> longest = Optional.empty();
      for (String each : stops) {
        if (endsWith(each, each.length())
            && longest.map(String::length).orElse(0) < each.length()) {
          longest = Optional.of(each);
        }
      }
      return longest;
    }

    /// Length of the longest tail that begins a stop.
    private int longestHope() {
      int longest = 0;
      for (String each : stops) {
        int length = Math.min(each.length() - 1, held.length());
        while (length > longest && !endsWith(each, length)) {
          length--;
        }
        longest = Math.max(longest, length);
      }
      return longest;
    }

    private boolean endsWith(String text, int length) {
      int start = held.length() - length;
      if (start < 0) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (held.charAt(start + i) != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
