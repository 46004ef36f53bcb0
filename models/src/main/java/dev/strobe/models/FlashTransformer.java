package dev.strobe.models;

import dev.strobe.ir.ArgMax;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds the one step program that prefill, chunk, decode and verification share: `step(weights,
/// state, tokens[batch, tokens], start[batch], length[batch])`, and `targets[batch, tokens]` where
/// their probabilities are asked for.
///
/// Row r holds `length[r]` valid new tokens at positions `start[r]`, `start[r] + 1`, ...; the rest
/// of the row is padding, whatever ids it has. Results come first (see [StepShape.Outputs]), then
/// the next state in the order of the state parameters. Parameters carry Hugging Face's Llama and
/// Gemma tensor names; the state's are `cache.<layer>.keys` and `.values`. The caller keeps `start
/// + tokens <= capacity`.
public final class FlashTransformer {
  private final FlashConfig config;
  private final StepShape shape;
  private final GraphBuilder b;
  private final Layers layers;
  private final Map<LayerKind, SelfAttention> attention = new EnumMap<>(LayerKind.class);
  private final List<Value> stateAfter = new ArrayList<>();
  private final List<Value> hidden = new ArrayList<>();

  private FlashTransformer(FlashConfig config, StepShape shape, Precision precision) {
    this.config = config;
    this.shape = shape;
    this.b = new GraphBuilder("step");
    this.layers = new Layers(b, precision);
  }

  /// The step program of a model for one shape.
  public static Graph step(FlashConfig config, StepShape shape, Precision precision) {
    return new FlashTransformer(config, shape, precision).build();
  }

  private Graph build() {
    TensorType ids = TensorType.of(ElementType.S32, shape.batch(), shape.tokens());
    Value tokens = b.input("tokens", ids);
    Value start = b.input("start", TensorType.of(ElementType.S32, shape.batch()));
    Value length = b.input("length", TensorType.of(ElementType.S32, shape.batch()));
    boolean scored = shape.outputs() == StepShape.Outputs.LOG_PROBABILITIES;
    Optional<Value> targets = scored ? Optional.of(b.input("targets", ids)) : Optional.empty();
    WeightMatrix table =
        layers.matrix(WeightNames.EMBEDDING, config.vocabularySize(), config.modelSize());
    Value x = embed(table, tokens);
    hidden.add(x);
    shareAcrossLayers(start);
    for (int layer = 0; layer < config.layers().size(); layer++) {
      try (var _ = b.scope("layers." + layer)) {
        x = layer(layer, x);
      }
      hidden.add(x);
    }
    try (var _ = b.scope("head")) {
      Value normed = finalNorm(x, length);
      hidden.add(normed);
      Head head = head(table);
      addResults(
          targets.map(t -> head.logProbabilities(normed, t)).orElseGet(() -> head.logits(normed)));
    }
    return b.build();
  }

  private Value embed(WeightMatrix table, Value tokens) {
    try (var _ = b.scope("embed")) {
      long rows = (long) shape.batch() * shape.tokens();
      Value looked = layers.rows(table, b.reshape(tokens, rows));
      return layers.scale(looked, config.embeddingScale());
    }
  }

  private void shareAcrossLayers(Value start) {
    for (LayerKind kind : config.layers()) {
      if (!attention.containsKey(kind)) {
        try (var _ = b.scope(kind == LayerKind.LOCAL ? "positions.local" : "positions.global")) {
          attention.put(kind, new SelfAttention(layers, config, shape, kind, start));
        }
      }
    }
  }

  private Value layer(int layer, Value x) {
    String name = "model.layers." + layer;
    double epsilon = config.norm().epsilon();
    boolean post = config.norm().post();
    Value attended;
    try (var _ = b.scope("attention")) {
      Value normed = layers.rmsNorm(x, name + ".input_layernorm", epsilon);
      attended = attend(layer, name + ".self_attn", normed);
      if (post) {
        attended = layers.rmsNorm(attended, name + ".post_attention_layernorm", epsilon);
      }
      attended = b.add(x, attended);
    }
    try (var _ = b.scope("feed_forward")) {
      String before = post ? ".pre_feedforward_layernorm" : ".post_attention_layernorm";
      Value out = feedForward(name + ".mlp", layers.rmsNorm(attended, name + before, epsilon));
      if (post) {
        out = layers.rmsNorm(out, name + ".post_feedforward_layernorm", epsilon);
      }
      return b.add(attended, out);
    }
  }

  private Value attend(int layer, String name, Value x) {
    SelfAttention kind = shared(config.layers().get(layer));
    int firstState = resultsBeforeState() + 2 * layer;
    Value keys = b.state("cache." + layer + ".keys", kind.cacheType(), firstState);
    Value values = b.state("cache." + layer + ".values", kind.cacheType(), firstState + 1);
    SelfAttention.Output out = kind.apply(name, x, keys, values);
    stateAfter.add(out.keys());
    stateAfter.add(out.values());
    return out.x();
  }

  private Value feedForward(String name, Value x) {
    boolean bias = config.feedForwardBias();
    Value gate = layers.linear(x, name + ".gate_proj", config.feedForwardSize(), bias);
    Value up = layers.linear(x, name + ".up_proj", config.feedForwardSize(), bias);
    Value gated = b.multiply(layers.activate(gate, config.activation()), up);
    return layers.linear(gated, name + ".down_proj", config.modelSize(), bias);
  }

  private Value finalNorm(Value x, Value length) {
    Value rows = shape.outputs().isOfLast() ? lastRows(x, length) : x;
    return layers.rmsNorm(rows, "model.norm", config.norm().epsilon());
  }

  private Head head(WeightMatrix table) {
    WeightMatrix weight =
        config.tiedHead()
            ? table
            : layers.matrix(WeightNames.HEAD, config.vocabularySize(), config.modelSize());
    return new Head(layers, weight, config.logitSoftcap());
  }

  /// The last valid row of each sequence: `[batch * tokens, model]` to `[batch, model]`.
  private Value lastRows(Value x, Value length) {
    if (shape.tokens() == 1) {
      return x;
    }
    Value[] rows = new Value[shape.batch()];
    for (int row = 0; row < rows.length; row++) {
      Value before = b.constant(ElementType.S32, (double) row * shape.tokens() - 1);
      Value index = b.add(KvCache.scalar(b, length, row), before);
      Value zero = b.constant(ElementType.S32, 0);
      rows[row] = b.dynamicSlice(x, List.of(index, zero), 1, config.modelSize());
    }
    return rows.length == 1 ? rows[0] : b.concatenate(0, rows);
  }

  private void addResults(Value output) {
    long batch = shape.batch();
    long tokens = shape.tokens();
    switch (shape.outputs()) {
      case LAST_LOGITS -> b.result("logits", output);
      case LAST_TOKEN -> b.result("token", likeliest(output));
      case LOG_PROBABILITIES -> b.result("log_probabilities", b.reshape(output, batch, tokens));
      case ALL_LOGITS, HIDDEN_STATES ->
          b.result("logits", b.reshape(output, batch, tokens, config.vocabularySize()));
    }
    if (shape.outputs() == StepShape.Outputs.HIDDEN_STATES) {
      for (int i = 0; i < hidden.size(); i++) {
        b.result(hiddenName(i), b.reshape(hidden.get(i), batch, tokens, config.modelSize()));
      }
    }
    for (int i = 0; i < stateAfter.size(); i++) {
      b.result("cache." + i / 2 + (i % 2 == 0 ? ".keys" : ".values"), stateAfter.get(i));
    }
  }

  private Value likeliest(Value logits) {
    try (var _ = b.scope("sample")) {
      return new ArgMax(b, CompareOp.Comparison.FLOAT).of(logits).getLast();
    }
  }

  private String hiddenName(int index) {
    if (index == 0) {
      return "embed";
    }
    int layers = config.layers().size();
    return index > layers ? "final_norm" : "layer_%02d".formatted(index - 1);
  }

  private int resultsBeforeState() {
    return shape.outputs() == StepShape.Outputs.HIDDEN_STATES ? config.layers().size() + 3 : 1;
  }

  private SelfAttention shared(LayerKind kind) {
    SelfAttention made = attention.get(kind);
    if (made == null) {
      throw new IllegalStateException("attention requires what layers of kind " + kind + " share");
    }
    return made;
  }
}
