package dev.strobe.models;

/// Rotary embeddings as `config.json` states them: `rope_parameters` today, `rope_theta` with
/// `rope_scaling` before.
record HuggingFaceRotary(ConfigurationReader model) {
  /// Of a model with one kind of layer. Like transformers, `rope_scaling` wins where both are
  /// there.
  Rotary uniform(double fallbackBase) {
    String key = model.hasEntries("rope_scaling") ? "rope_scaling" : "rope_parameters";
    if (!model.hasEntries(key)) {
      return Rotary.unscaled(base(model, fallbackBase));
    }
    ConfigurationReader section = section(key);
    if (section.section("full_attention").isPresent()) {
      throw model.requires(key, "one set for all layers");
    }
    return in(section, base(model, fallbackBase));
  }

  /// Of one object of settings; its own base comes first.
  Rotary in(ConfigurationReader section, double fallbackBase) {
    section.refuse("partial_rotary_factor", 1, "1 (rotation of whole heads)");
    return new Rotary(base(section, fallbackBase), scaling(section));
  }

  private ConfigurationReader section(String key) {
    return model.section(key).orElseThrow();
  }

  private static double base(ConfigurationReader c, double fallback) {
    return c.optionalReal("rope_theta").orElse(fallback);
  }

  private Rotary.Scaling scaling(ConfigurationReader section) {
    String key = section.has("rope_type") ? "rope_type" : "type";
    String type = section.optionalText(key).orElse("default");
    return switch (type) {
      case "default" -> new Rotary.Unscaled();
      case "linear" -> new Rotary.Linear(section.real("factor"));
      case "llama3" -> llama3(section);
      default -> throw section.requires(key, "one of default, linear, llama3");
    };
  }

  private Rotary.Llama3 llama3(ConfigurationReader section) {
    String context = "original_max_position_embeddings";
    double original =
        model
            .optionalReal(context)
            .orElseGet(
                () ->
                    section
                        .optionalReal(context)
                        .orElseGet(() -> model.real("max_position_embeddings")));
    double low = section.real("low_freq_factor");
    double high = section.real("high_freq_factor");
    if (low >= high) {
      throw section.requires("high_freq_factor", "more than low_freq_factor " + low);
    }
    return new Rotary.Llama3(section.real("factor"), low, high, original);
  }
}
