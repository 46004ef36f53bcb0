package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// A model that can be built: its configuration, and for each weight parameter of its graphs how to
/// make it from the checkpoint.
public record FlashModel(FlashConfig config, ImmutableMap<String, WeightExpression> weights) {}
