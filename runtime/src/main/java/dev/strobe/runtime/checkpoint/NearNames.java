package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Comparator;

/// Names that somebody may have meant, by edit distance.
final class NearNames {
  private static final int SHOWN = 3;
  private static final int COMPARED = 20_000;
  private static final int LONGEST = 128;

  private record Candidate(String name, int distance) {}

  private NearNames() {}

  static ImmutableList<String> of(String wanted, Collection<String> names) {
    return names.stream()
        .limit(COMPARED)
        .map(name -> new Candidate(FilePlace.printable(name), distance(cut(wanted), cut(name))))
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(SHOWN)
        .map(Candidate::name)
        .collect(ImmutableList.toImmutableList());
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(LONGEST, name.length()));
  }

  /// Levenshtein's distance, one row of the table at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
