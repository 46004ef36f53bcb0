package dev.strobe.runtime.sampling;

import java.util.Arrays;
import java.util.BitSet;

/// The tokens that are still eligible, in the order of their ids, with a score and, once weighed, a
/// probability each. Buffers are kept from step to step. Never empty once loaded.
///
/// Exponentials come from StrictMath and sums run in a fixed order, so that every machine makes the
/// same choice.
final class Candidates {
  private int count;
  private int[] ids = new int[0];
  private double[] scores = new double[0];
  private double[] probabilities = new double[0];
  private double[] heap = new double[0];
  private int[] order = new int[0];

  static void check(float[] logits) {
    if (logits.length == 0) {
      throw new SamplingException("sampling requires logits of at least one token, got none");
    }
    for (int id = 0; id < logits.length; id++) {
      if (!Float.isFinite(logits[id])) {
        throw new SamplingException(
            "sampling requires finite logits, got " + logits[id] + " for token " + id);
      }
    }
  }

  /// Starts over with all tokens.
  void load(float[] logits) {
    check(logits);
    count = logits.length;
    if (ids.length < count) {
      ids = new int[count];
      scores = new double[count];
      probabilities = new double[count];
    }
    for (int id = 0; id < count; id++) {
      ids[id] = id;
      scores[id] = logits[id];
    }
  }

  /// Makes seen tokens less likely; all tokens must still be there.
  void penalise(BitSet seen, double penalty) {
    for (int id = seen.nextSetBit(0); id >= 0 && id < count; id = seen.nextSetBit(id + 1)) {
      scores[id] = scores[id] < 0 ? scores[id] * penalty : scores[id] / penalty;
    }
  }

  /// Applies the temperature to scores relative to the best, so that none overflows.
  void divideBy(double temperature) {
    double best = scores[indexOfBest()];
    for (int i = 0; i < count; i++) {
      scores[i] = (scores[i] - best) / temperature;
    }
  }

  /// Keeps the `k` best and their equals.
  void keepBest(int k) {
    if (k >= count) {
      return;
    }
    double threshold = kthBest(k);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      kept = keep(i, scores[i] >= threshold, kept);
    }
    count = kept;
  }

  /// Gives probabilities to the candidates by their scores.
  void weigh() {
    double best = scores[indexOfBest()];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      probabilities[i] = StrictMath.exp(scores[i] - best);
      sum += probabilities[i];
    }
    for (int i = 0; i < count; i++) {
      probabilities[i] /= sum;
    }
  }

  /// Drops the least likely as long as their probabilities add up to at most `mass`.
  void dropLeastLikely(double mass) {
    if (order.length < count) {
      order = new int[scores.length];
    }
    int cut = new LeastLikely(scores, probabilities, order).firstKept(count, mass);
    int kept = 0;
    double cutScore = scores[cut];
    for (int i = 0; i < count; i++) {
      kept = keep(i, scores[i] > cutScore || (scores[i] == cutScore && i >= cut), kept);
    }
    count = kept;
    normalise();
  }

  /// Keeps what is at least `share` times as likely as the likeliest.
  void keepAtLeast(double share) {
    double threshold = share * probabilities[indexOfBest()];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      kept = keep(i, probabilities[i] >= threshold, kept);
    }
    count = kept;
    normalise();
  }

  /// The token with the best score, the lowest id of equals.
  int best() {
    return ids[indexOfBest()];
  }

  /// The token at which the running sum of probabilities first exceeds `uniform`.
  int draw(double uniform) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += probabilities[i];
      if (sum > uniform) {
        return ids[i];
      }
    }
    // Rounding can leave the whole sum just below 1: then the last that is possible at all.
    int last = count - 1;
    while (probabilities[last] == 0) {
      last--;
    }
    return ids[last];
  }

  void writeProbabilities(double[] byId) {
    for (int i = 0; i < count; i++) {
      byId[ids[i]] = probabilities[i];
    }
  }

  private int keep(int i, boolean stays, int kept) {
    if (!stays) {
      return kept;
    }
    ids[kept] = ids[i];
    scores[kept] = scores[i];
    probabilities[kept] = probabilities[i];
    return kept + 1;
  }

  private void normalise() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += probabilities[i];
    }
    for (int i = 0; i < count; i++) {
      probabilities[i] /= sum;
    }
  }

  private int indexOfBest() {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /// The k-th largest score, by a heap of the k largest so far with the least of them on top.
  private double kthBest(int k) {
    if (heap.length < k) {
      heap = new double[k];
    }
    Arrays.fill(heap, 0, k, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      if (scores[i] > heap[0]) {
        replaceLeast(scores[i], k);
      }
    }
    return heap[0];
  }

  private void replaceLeast(double score, int k) {
    int hole = 0;
    int child = 1;
    while (child < k) {
      if (child + 1 < k && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= score) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
      child = 2 * hole + 1;
    }
    heap[hole] = score;
  }
}
