package dev.strobe.runtime.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Byte-pair merges of a SentencePiece-style vocabulary, which stores only a score for each piece.
///
/// SentencePiece joins, again and again, the two neighbours whose joined piece scores best, the
/// leftmost of equals. What happens inside a stretch of text does not depend on its surroundings as
/// long as nothing is joined across its borders; so a piece is only ever made from the two halves
/// that are left when it is tokenised alone. One merge a piece says all, where listing every split
/// of every piece takes more than twice as many and leaves their order to chance.
final class ScoreMerges {
  private final Map<String, Double> scores;

  private ScoreMerges(Map<String, Double> scores) {
    this.scores = scores;
  }

  /// Merges as `left right`, best first; `pieces` must hold no spaces.
  static List<String> of(List<String> pieces, double[] scores) {
    Map<String, Double> byPiece = HashMap.newHashMap(pieces.size());
    for (int i = 0; i < scores.length; i++) {
      byPiece.put(pieces.get(i), scores[i]);
    }
    ScoreMerges merges = new ScoreMerges(byPiece);
    record Ranked(double score, String merge) {}
    List<Ranked> ranked = new ArrayList<>(scores.length);
    for (int i = 0; i < scores.length; i++) {
      String piece = pieces.get(i);
      int cut = merges.lastCut(piece);
      if (cut > 0) {
        ranked.add(new Ranked(scores[i], piece.substring(0, cut) + " " + piece.substring(cut)));
      }
    }
    ranked.sort(Comparator.comparingDouble((Ranked each) -> each.score).reversed());
    return ranked.stream().map(Ranked::merge).toList();
  }

  /// Where the last two parts of `piece` meet when it is merged alone; 0 if it never gets there.
  private int lastCut(String piece) {
    int[] starts = codePointStarts(piece);
    int parts = starts.length - 1;
    while (parts > 2) {
      int best = bestPair(piece, starts, parts);
      if (best < 0) {
        return 0;
      }
      System.arraycopy(starts, best + 2, starts, best + 1, parts - best - 1);
      parts--;
    }
    return parts == 2 ? starts[1] : 0;
  }

  private int bestPair(String piece, int[] starts, int parts) {
    int best = -1;
    double bestScore = 0;
    for (int i = 0; i + 1 < parts; i++) {
      Double score = scores.get(piece.substring(starts[i], starts[i + 2]));
      if (score != null && (best < 0 || score > bestScore)) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  /// Offsets of all code points, and the length.
  private static int[] codePointStarts(String piece) {
    int[] starts = new int[piece.codePointCount(0, piece.length()) + 1];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      at += at < piece.length() ? Character.charCount(piece.codePointAt(at)) : 0;
    }
    return starts;
  }
}
