package dev.strobe.models;

/// The constants of one step program: all else is data.
///
/// @param batch rows, each a sequence of its own
/// @param tokens new tokens a row (T); shorter ones are padded
/// @param capacity positions that a global layer's cache holds (C); start + T <= C
/// @param slack most tokens of any step over the same state; local rings hold `window + slack`
/// @param outputs what is returned beside the next state
public record StepShape(int batch, int tokens, int capacity, int slack, Outputs outputs) {
  /// What a step returns beside the next state.
  public enum Outputs {
    /// Logits of the last valid token, `[batch, vocabulary]`.
    LAST_LOGITS,
    /// The id of the likeliest token after the last valid one, `[batch]`; the first of equal ones.
    LAST_TOKEN,
    /// Logits of every token, `[batch, tokens, vocabulary]`.
    ALL_LOGITS,
    /// Natural logarithms of the probability that each token is followed by the one of a further
    /// input, `targets[batch, tokens]`: `[batch, tokens]`.
    LOG_PROBABILITIES,
    /// Logits of every token, then the residual stream after the embedding, after each layer and
    /// after the final norm, each `[batch, tokens, model]`.
    HIDDEN_STATES;

    /// Whether only what follows the last valid token is computed.
    boolean isOfLast() {
      return this == LAST_LOGITS || this == LAST_TOKEN;
    }
  }

  public StepShape {
    require(batch > 0, "batch > 0", batch);
    require(tokens > 0 && tokens <= capacity, "0 < tokens <= capacity " + capacity, tokens);
    require(slack >= tokens, "slack >= tokens " + tokens, slack);
  }

  private static void require(boolean holds, String constraint, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException("step requires " + constraint + ", got " + actual);
    }
  }
}
