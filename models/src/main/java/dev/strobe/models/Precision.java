package dev.strobe.models;

import dev.strobe.ir.ElementType;

/// Element types of a build, part of every cache key.
///
/// @param weights of the weight matrices; S8 stands for symmetric integers with an f32 scale a row,
///   which meet activations in two digits of eight bits ([QuantizedProduct])
/// @param activations between layers and into products, and of biases
/// @param accumulation of products' results
/// @param normalisation inside norms and softmax, and of norms' weights
/// @param kvCache of stored keys and values
/// @param logits of the result
public record Precision(
    ElementType weights,
    ElementType activations,
    ElementType accumulation,
    ElementType normalisation,
    ElementType kvCache,
    ElementType logits) {

  public static final Precision F32 = uniform(ElementType.F32);

  /// One float type everywhere.
  public static Precision uniform(ElementType type) {
    return new Precision(type, type, type, type, type, type);
  }

  Precision withWeights(ElementType type) {
    return new Precision(type, activations, accumulation, normalisation, kvCache, logits);
  }
}
