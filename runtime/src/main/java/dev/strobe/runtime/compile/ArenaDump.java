package dev.strobe.runtime.compile;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The buffers in XLA's arena of temporaries, as its dump of a buffer assignment lists them.
public final class ArenaDump {
  private static final Pattern VALUE =
      Pattern.compile(" value: <\\d+ (.+) @\\d+> \\(size=(\\d+),offset=(\\d+)\\): (\\S+)");

  private ArenaDump() {}

  /// One of XLA's temporaries.
  ///
  /// @param name of the HLO instruction that writes it
  /// @param shape as HLO text
  public record XlaBuffer(String name, String shape, long size, long offset) {}

  static ImmutableList<XlaBuffer> read(List<String> lines) {
    ImmutableList.Builder<XlaBuffer> buffers = ImmutableList.builder();
    boolean inArena = false;
    for (String line : lines) {
      if (line.startsWith("allocation ")) {
        inArena = line.contains("preallocated-temp");
      }
      Matcher value = VALUE.matcher(line);
      if (inArena && value.matches()) {
        buffers.add(
            new XlaBuffer(
                value.group(1),
                value.group(4),
                Long.parseLong(value.group(2)),
                Long.parseLong(value.group(3))));
      }
    }
    return buffers.build();
  }
}
