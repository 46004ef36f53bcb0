package dev.strobe.runtime.sampling;

import java.util.BitSet;

/// Chooses the tokens of one sequence.
///
/// A choice depends on the logits, the ids observed so far (with a repetition penalty only), the
/// options, the sequence's number and the position, and on nothing else: alone or in a batch, on
/// any machine, it is the same. The draw takes [Philox#uniform] and walks the remaining tokens in
/// the order of their ids until their probabilities add up to more than it. For one thread.
public final class Sampler {
  private final SamplingOptions options;
  private final long sequence;
  private final BitSet seen = new BitSet();
  private final Candidates candidates = new Candidates();

  /// @param sequence tells apart sequences that share a seed
  public Sampler(SamplingOptions options, long sequence) {
    this.options = options;
    this.sequence = sequence;
  }

  /// Takes note of ids in the text, prompt included, for the repetition penalty.
  public void observe(int... ids) {
    for (int id : ids) {
      seen.set(id);
    }
  }

  /// Forgets all observed ids, as when a conversation is cut back.
  public void forget() {
    seen.clear();
  }

  /// The token for `position`, which is the number of tokens before it.
  ///
  /// @param logits one finite number a token; left as they are
  /// @throws SamplingException if there are none, or one is NaN or infinite
  public int next(float[] logits, long position) {
    if (options.temperature() == 0 && options.repetitionPenalty() == 1) {
      return best(logits);
    }
    prepare(logits);
    if (options.temperature() == 0) {
      return candidates.best();
    }
    return candidates.draw(Philox.uniform(options.seed(), sequence, position));
  }

  /// The probability of every token under the options: what [#next] draws from.
  public double[] distribution(float[] logits) {
    double[] probabilities = new double[logits.length];
    prepare(logits);
    if (options.temperature() == 0) {
      probabilities[candidates.best()] = 1;
    } else {
      candidates.writeProbabilities(probabilities);
    }
    return probabilities;
  }

  private void prepare(float[] logits) {
    candidates.load(logits);
    if (options.repetitionPenalty() != 1) {
      candidates.penalise(seen, options.repetitionPenalty());
    }
    if (options.temperature() == 0) {
      return;
    }
    candidates.divideBy(options.temperature());
    if (options.topK() > 0) {
      candidates.keepBest(options.topK());
    }
    candidates.weigh();
    if (options.topP() < 1) {
      candidates.dropLeastLikely(1 - options.topP());
    }
    if (options.minP() > 0) {
      candidates.keepAtLeast(options.minP());
    }
  }

  private static int best(float[] logits) {
    Candidates.check(logits);
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }
}
