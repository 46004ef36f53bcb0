package dev.strobe.runtime.tokenizer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds given texts inside a longer one: the leftmost, and of those the longest.
final class LongestMatch {
  /// A place where one of the texts stands.
  record Match(int start, int end, int id) {}

  private final Map<String, Integer> ids;
  private final Map<Character, TreeSet<Integer>> lengthsByFirst = new HashMap<>();

  /// Looks for the keys of `ids`, all of which must be non-empty.
  LongestMatch(Map<String, Integer> ids) {
    this.ids = Map.copyOf(ids);
    for (String text : ids.keySet()) {
      lengthsByFirst
          .computeIfAbsent(text.charAt(0), first -> new TreeSet<>(Comparator.reverseOrder()))
          .add(text.length());
    }
  }

  /// Adds all matches in `text`, left to right, to `found`.
  void find(String text, List<Match> found) {
    for (int at = 0; at < text.length(); at++) {
      int length = lengthAt(text, at);
      if (length > 0) {
        int end = at + length;
        found.add(new Match(at, end, ids.getOrDefault(text.substring(at, end), -1)));
        at = end - 1;
      }
    }
  }

  private int lengthAt(String text, int at) {
    TreeSet<Integer> lengths = lengthsByFirst.get(text.charAt(at));
    if (lengths == null) {
      return 0;
    }
    for (int length : lengths) {
      if (at + length <= text.length() && ids.containsKey(text.substring(at, at + length))) {
        return length;
      }
    }
    return 0;
  }
}
