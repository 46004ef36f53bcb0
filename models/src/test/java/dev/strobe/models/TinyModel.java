package dev.strobe.models;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// A configuration with weights, at one precision.
record TinyModel(FlashConfig config, TinyWeights weights, Precision precision) {
  /// Rounding of f32 over a few layers, as a part of the range of the logits.
  static final double TOLERANCE = 2e-5;

  static TinyModel random(FlashConfig config, long seed) {
    return new TinyModel(config, TinyWeights.random(config, seed), Precision.F32);
  }

  TinyModel at(Precision other) {
    return new TinyModel(config, weights, other);
  }

  /// Logits at every position by the reference implementation.
  double[][] reference(int... ids) {
    return referenceResult(ids).logits();
  }

  ReferenceTransformer.Result referenceResult(int... ids) {
    Map<String, double[]> wide = new HashMap<>();
    return new ReferenceTransformer(config, name -> wide.computeIfAbsent(name, weights::doubles))
        .run(ids);
  }

  /// Feeds `ids[from..to)` in steps of `tokens`, the last one padded, and requires the reference's
  /// logits after each.
  void requireSteps(StepRunner runner, int[] ids, int from, int to, int tokens) {
    double[][] expected = reference(ids);
    for (int start = from; start < to; start += tokens) {
      int end = Math.min(start + tokens, to);
      int[] chunk = Arrays.copyOfRange(ids, start, end);
      double[] actual = runner.last(tokens, new StepRunner.Row(start, chunk))[0];
      String what = "positions %d to %d by a step of %d".formatted(start, end - 1, tokens);
      Logits.requireClose(expected[end - 1], actual, TOLERANCE, what);
    }
  }

  /// Random token ids.
  int[] text(int length, long seed) {
    return new Random(seed).ints(length, 0, config.vocabularySize()).toArray();
  }
}
