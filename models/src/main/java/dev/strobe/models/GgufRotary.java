package dev.strobe.models;

import java.util.OptionalDouble;

/// Rotary embeddings as GGUF files state them, as llama.cpp reads them.
record GgufRotary(ModelSource source, ConfigurationReader keys) {
  private static final String FACTORS = "rope_freqs.weight";

  /// The model's main rotation: base, linear factor, and a tensor of factors where there is one.
  Rotary rotary(int headSize, double fallbackBase) {
    OptionalDouble width = keys.optionalReal("rope.dimension_count");
    if (width.isPresent() && width.getAsDouble() != headSize) {
      throw keys.requires("rope.dimension_count", "the whole head of " + headSize);
    }
    double base = keys.optionalReal("rope.freq_base").orElse(fallbackBase);
    Rotary.Scaling scaling = scaling();
    if (!source.tensors().containsKey(FACTORS)) {
      return new Rotary(base, scaling);
    }
    if (!scaling.equals(new Rotary.Unscaled())) {
      throw keys.requires("rope.scaling.factor", "no linear scaling beside tensor " + FACTORS);
    }
    return new Rotary(base, new Rotary.PerFrequency(FACTORS));
  }

  private Rotary.Scaling scaling() {
    String type = keys.optionalText("rope.scaling.type").orElse("linear");
    return switch (type) {
      case "none" -> new Rotary.Unscaled();
      case "linear" -> linear();
      default -> throw keys.requires("rope.scaling.type", "one of none, linear");
    };
  }

  /// Older files say `rope.scale_linear`.
  private Rotary.Scaling linear() {
    String key = keys.has("rope.scaling.factor") ? "rope.scaling.factor" : "rope.scale_linear";
    double factor = keys.realUnlessZero(key).orElse(1);
    return factor == 1 ? new Rotary.Unscaled() : new Rotary.Linear(factor);
  }
}
