import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Answers `decode.py`, which asks one side after another for a round: prefill of some ids, then
/// greedy steps.
///
/// A request is one line `{"ids": [..], "decode": n}`, the answer one line with milliseconds and
/// the chosen ids. Every step ends with its logits on the host and the arg-max taken there.
final class Rounds {
  private static final Pattern IDS = Pattern.compile("\"ids\":\\s*\\[([^\\]]*)\\]");
  private static final Pattern DECODE = Pattern.compile("\"decode\":\\s*(\\d+)");

  /// A model with one text in its cache.
  interface Text {
    /// Forgets the text, then computes these ids and returns the logits after the last one.
    float[] start(int[] ids);

    /// Computes one more id and returns the logits after it.
    float[] next(int id);
  }

  private Rounds() {}

  static void serve(Text text, int capacity, String version) throws IOException {
    System.out.printf(
        "{\"ready\": true, \"capacity\": %d, \"version\": \"%s\"}%n",
        capacity, version.replace('"', '\''));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println(round(text, ids(line), Integer.parseInt(found(DECODE, line))));
    }
  }

  private static String round(Text text, int[] ids, int steps) {
    List<Integer> chosen = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    long began = System.nanoTime();
    int next = largest(text.start(ids));
    double prefill = millisSince(began);
    for (int step = 0; step < steps; step++) {
      chosen.add(next);
      began = System.nanoTime();
      next = largest(text.next(next));
      times.add(millisSince(began));
    }
    String decode =
        times.stream()
            .map(t -> String.format(Locale.ROOT, "%.4f", t))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "{\"prefill_ms\": %.4f, \"decode_ms\": [%s], \"ids\": %s}",
        prefill,
        decode,
        chosen);
  }

  private static int largest(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }

  private static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  private static int[] ids(String line) {
    String list = found(IDS, line);
    return list.isBlank()
        ? new int[0]
        : Pattern.compile(",")
            .splitAsStream(list)
            .mapToInt(t -> Integer.parseInt(t.strip()))
            .toArray();
  }

  private static String found(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException("request requires " + pattern + ", got " + line);
    }
    return matcher.group(1);
  }
}
