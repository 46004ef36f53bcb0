package dev.strobe.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The model from its formulas, in double precision, all positions at once and no cache: the second
/// opinion on the step builder.
///
/// Sources: RMS norm arXiv 1910.07467, rotation arXiv 2104.09864, gated feed-forward arXiv
/// 2002.05202, grouped queries arXiv 2305.13245, windows and softcaps arXiv 2408.00118.
final class ReferenceTransformer {
  private final FlashConfig config;
  private final Function<String, double[]> weights;
  private final Product product;

  ReferenceTransformer(FlashConfig config, Function<String, double[]> weights) {
    this(config, weights, ReferenceTransformer::exact);
  }

  ReferenceTransformer(FlashConfig config, Function<String, double[]> weights, Product product) {
    this.config = config;
    this.weights = weights;
    this.product = product;
  }

  /// The product of a matrix, row-major, with a vector.
  interface Product {
    double[] of(double[] matrix, double[] x);
  }

  /// Logits `[position][vocabulary]`, and the residual stream after embedding, after each layer and
  /// after the final norm.
  record Result(double[][] logits, List<double[][]> hidden) {}

  Result run(int... ids) {
    List<double[][]> hidden = new ArrayList<>();
    double[][] stream = new double[ids.length][];
    for (int p = 0; p < ids.length; p++) {
      stream[p] = embedding(ids[p]);
    }
    hidden.add(stream);
    for (int layer = 0; layer < config.layers().size(); layer++) {
      stream = layer(layer, stream);
      hidden.add(stream);
    }
    double[][] last = new double[ids.length][];
    double[][] logits = new double[ids.length][];
    String head = config.tiedHead() ? "model.embed_tokens" : "lm_head";
    for (int p = 0; p < ids.length; p++) {
      last[p] = norm("model.norm", stream[p]);
      logits[p] = linear(head, last[p], false);
      if (config.logitSoftcap().isPresent()) {
        capAll(logits[p], config.logitSoftcap().getAsDouble());
      }
    }
    hidden.add(last);
    return new Result(logits, hidden);
  }

  private double[] embedding(int id) {
    double[] table = weights.apply("model.embed_tokens.weight");
    double[] row = new double[config.modelSize()];
    for (int i = 0; i < row.length; i++) {
      row[i] = table[id * row.length + i] * config.embeddingScale();
    }
    return row;
  }

  private double[][] layer(int layer, double[][] stream) {
    String name = "model.layers." + layer + ".";
    boolean post = config.norm().post();
    double[][] mixed =
        attention(layer, name + "self_attn.", normAll(name + "input_layernorm", stream));
    double[][] after = new double[stream.length][];
    for (int p = 0; p < stream.length; p++) {
      double[] half = post ? norm(name + "post_attention_layernorm", mixed[p]) : mixed[p];
      double[] middle = sum(stream[p], half);
      String before = post ? "pre_feedforward_layernorm" : "post_attention_layernorm";
      double[] out = feedForward(name + "mlp.", norm(name + before, middle));
      after[p] = sum(middle, post ? norm(name + "post_feedforward_layernorm", out) : out);
    }
    return after;
  }

  private double[][] attention(int layer, String name, double[][] x) {
    FlashConfig.Attention a = config.attention();
    boolean local = config.layers().get(layer) == LayerKind.LOCAL;
    double[][] q = new double[x.length][];
    double[][] k = new double[x.length][];
    double[][] v = new double[x.length][];
    for (int p = 0; p < x.length; p++) {
      Rotary rotary = local ? a.localRotary() : a.globalRotary();
      q[p] = rotated(name + "q", linear(name + "q_proj", x[p], a.inputBias()), p, rotary);
      k[p] = rotated(name + "k", linear(name + "k_proj", x[p], a.inputBias()), p, rotary);
      v[p] = linear(name + "v_proj", x[p], a.inputBias());
    }
    double[][] out = new double[x.length][];
    for (int p = 0; p < x.length; p++) {
      int first = local ? Math.max(0, p - a.window() + 1) : 0;
      double[] mixed = new double[a.heads() * a.headSize()];
      for (int head = 0; head < a.heads(); head++) {
        mix(head, q[p], new Seen(k, v, first, p), mixed);
      }
      out[p] = linear(name + "o_proj", mixed, a.outputBias());
    }
    return out;
  }

  /// Keys and values of the positions that a query sees, `first` to `last`.
  private record Seen(double[][] keys, double[][] values, int first, int last) {}

  private void mix(int head, double[] query, Seen seen, double[] out) {
    FlashConfig.Attention a = config.attention();
    int size = a.headSize();
    int from = head / (a.heads() / a.kvHeads()) * size;
    double[] powers = new double[seen.last() + 1];
    double total = 0;
    for (int p = seen.first(); p <= seen.last(); p++) {
      double score = 0;
      for (int i = 0; i < size; i++) {
        score += query[head * size + i] * seen.keys()[p][from + i];
      }
      score *= a.scale();
      if (a.scoreSoftcap().isPresent()) {
        score = capped(score, a.scoreSoftcap().getAsDouble());
      }
      powers[p] = Math.exp(score);
      total += powers[p];
    }
    for (int p = seen.first(); p <= seen.last(); p++) {
      for (int i = 0; i < size; i++) {
        out[head * size + i] += powers[p] / total * seen.values()[p][from + i];
      }
    }
  }

  /// Each head normed if the model does so, then turned: coordinates i and i + size / 2 are a
  /// complex number, multiplied by `e^(i * position * frequency)`. Angles, their sines and cosines
  /// are f32, as in the implementations that the checkpoints come from.
  private double[] rotated(String name, double[] x, int position, Rotary rotary) {
    int size = config.attention().headSize();
    double[] turned = new double[x.length];
    for (int head = 0; head < x.length / size; head++) {
      double[] one = Arrays.copyOfRange(x, head * size, (head + 1) * size);
      if (config.attention().queryKeyNorm()) {
        one = norm(name + "_norm", one);
      }
      for (int i = 0; i < size / 2; i++) {
        double angle = position * (float) frequency(rotary, i, size);
        double re = one[i];
        double im = one[i + size / 2];
        float cos = (float) Math.cos((float) angle);
        float sin = (float) Math.sin((float) angle);
        turned[head * size + i] = re * cos - im * sin;
        turned[head * size + i + size / 2] = re * sin + im * cos;
      }
    }
    return turned;
  }

  private double frequency(Rotary rotary, int i, int size) {
    double plain = Math.exp(-2.0 * i / size * Math.log(rotary.base()));
    return switch (rotary.scaling()) {
      case Rotary.Unscaled() -> plain;
      case Rotary.Linear(double factor) -> plain / factor;
      case Rotary.PerFrequency(String weight) -> (float) plain / (float) weights.apply(weight)[i];
      case Rotary.Llama3(double factor, double low, double high, double context) -> {
        double turns = context * plain / (2 * Math.PI);
        double keep = Math.clamp((turns - low) / (high - low), 0, 1);
        yield plain * (keep + (1 - keep) / factor);
      }
    };
  }

  private double[] feedForward(String name, double[] x) {
    double[] gate = linear(name + "gate_proj", x, config.feedForwardBias());
    double[] up = linear(name + "up_proj", x, config.feedForwardBias());
    for (int i = 0; i < gate.length; i++) {
      up[i] *= activated(gate[i]);
    }
    return linear(name + "down_proj", up, config.feedForwardBias());
  }

  private double activated(double x) {
    return switch (config.activation()) {
      case SILU -> x / (1 + Math.exp(-x));
      case GELU_TANH ->
          x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3))));
    };
  }

  private double[] linear(String name, double[] x, boolean bias) {
    double[] y = product.of(weights.apply(name + ".weight"), x);
    return bias ? sum(y, weights.apply(name + ".bias")) : y;
  }

  private static double[] exact(double[] matrix, double[] x) {
    double[] y = new double[matrix.length / x.length];
    for (int row = 0; row < y.length; row++) {
      for (int i = 0; i < x.length; i++) {
        y[row] += matrix[row * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[][] normAll(String name, double[][] x) {
    double[][] y = new double[x.length][];
    for (int p = 0; p < x.length; p++) {
      y[p] = norm(name, x[p]);
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    double[] weight = weights.apply(name + ".weight");
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double root = Math.sqrt(squares / x.length + config.norm().epsilon());
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] / root * weight[i];
    }
    return y;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static void capAll(double[] values, double cap) {
    for (int i = 0; i < values.length; i++) {
      values[i] = capped(values[i], cap);
    }
  }

  private static double capped(double x, double cap) {
    return cap * Math.tanh(x / cap);
  }
}
