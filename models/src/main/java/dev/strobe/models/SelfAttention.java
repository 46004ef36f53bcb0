package dev.strobe.models;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.UnaryOp;

/// Grouped-query attention over a cache, for one layer kind of one step.
///
/// What only depends on positions (rotation, mask) is built once and shared by all layers of the
/// kind.
final class SelfAttention {
  private static final DotGeneralOp.Dimensions SCORES =
      new DotGeneralOp.Dimensions(
          ImmutableLongArray.of(0, 1),
          ImmutableLongArray.of(0, 1),
          ImmutableLongArray.of(3),
          ImmutableLongArray.of(3));
  private static final DotGeneralOp.Dimensions MIX =
      new DotGeneralOp.Dimensions(
          ImmutableLongArray.of(0, 1),
          ImmutableLongArray.of(0, 1),
          ImmutableLongArray.of(3),
          ImmutableLongArray.of(2));

  private final Layers layers;
  private final GraphBuilder b;
  private final FlashConfig config;
  private final StepShape shape;
  private final KvCache cache;
  private final Value start;
  private final Value cosine;
  private final Value sine;
  private final Value mask;

  SelfAttention(Layers layers, FlashConfig config, StepShape shape, LayerKind kind, Value start) {
    this.layers = layers;
    this.b = layers.builder();
    this.config = config;
    this.shape = shape;
    this.cache = KvCache.of(kind, config, shape);
    this.start = start;
    Value positions = positions();
    Value angles = angles(positions, config.attention().rotary(kind));
    this.cosine = b.unary(UnaryOp.Kind.COSINE, angles);
    this.sine = b.unary(UnaryOp.Kind.SINE, angles);
    this.mask = cache.visible(b, positions);
  }

  /// What a layer returns.
  record Output(Value x, Value keys, Value values) {}

  TensorType cacheType() {
    return cache.type(config.attention(), shape, layers.precision().kvCache());
  }

  /// One layer: x `[rows, model]`, caches `[batch, kvHeads, slots, headSize]`; the result is
  /// `[rows, model]` before the residual is added.
  Output apply(String name, Value x, Value keys, Value values) {
    FlashConfig.Attention a = config.attention();
    Value q = heads(name + ".q", x, a.heads());
    Value k = heads(name + ".k", x, a.kvHeads());
    Value v = project(name + ".v", x, a.kvHeads());
    Value newKeys;
    Value newValues;
    try (var _ = b.scope("cache")) {
      newKeys = cache.write(b, keys, stored(k), start);
      newValues = cache.write(b, values, stored(v), start);
    }
    Value mixed = attend(grouped(q), used(newKeys), used(newValues));
    Value out = layers.linear(mixed, name + ".o_proj", config.modelSize(), a.outputBias());
    return new Output(out, newKeys, newValues);
  }

  /// Projected, normed and rotated heads, `[batch, tokens, heads, headSize]`.
  private Value heads(String name, Value x, int count) {
    Value projected = project(name, x, count);
    if (config.attention().queryKeyNorm()) {
      projected = layers.rmsNorm(projected, name + "_norm", config.norm().epsilon());
    }
    return rotate(projected);
  }

  private Value project(String name, Value x, int count) {
    FlashConfig.Attention a = config.attention();
    Value flat = layers.linear(x, name + "_proj", (long) count * a.headSize(), a.inputBias());
    return b.reshape(flat, shape.batch(), shape.tokens(), count, a.headSize());
  }

  /// The first half of each head is the real part, the second the imaginary one.
  private Value rotate(Value x) {
    TensorType type = x.tensor();
    long half = type.dim(3) / 2;
    Value real = b.slice(x, 3, 0, half);
    Value imaginary = b.slice(x, 3, half, 2 * half);
    long[] sizes = real.tensor().dims().toArray();
    Value cos = layers.cast(b.broadcast(cosine, sizes, 0, 1, 3), type.element());
    Value sin = layers.cast(b.broadcast(sine, sizes, 0, 1, 3), type.element());
    return b.concatenate(
        3,
        b.subtract(b.multiply(real, cos), b.multiply(imaginary, sin)),
        b.add(b.multiply(imaginary, cos), b.multiply(real, sin)));
  }

  /// `[batch, tokens, kvHeads, headSize]` as stored, `[batch, kvHeads, tokens, headSize]`.
  private Value stored(Value x) {
    Value moved = shape.tokens() == 1 ? swapUnitTokens(x) : b.transpose(x, 0, 2, 1, 3);
    return layers.cast(moved, layers.precision().kvCache());
  }

  private Value used(Value cached) {
    return layers.cast(cached, layers.precision().activations());
  }

  private Value swapUnitTokens(Value x) {
    TensorType type = x.tensor();
    return b.reshape(x, type.dim(0), type.dim(2), 1, type.dim(3));
  }

  /// Queries by the key head they share: `[batch, kvHeads, tokens * group, headSize]`.
  private Value grouped(Value q) {
    FlashConfig.Attention a = config.attention();
    long rows = (long) shape.tokens() * a.groupSize();
    if (shape.tokens() == 1) {
      return b.reshape(q, shape.batch(), a.kvHeads(), rows, a.headSize());
    }
    Value split =
        b.reshape(q, shape.batch(), shape.tokens(), a.kvHeads(), a.groupSize(), a.headSize());
    return b.reshape(
        b.transpose(split, 0, 2, 1, 3, 4), shape.batch(), a.kvHeads(), rows, a.headSize());
  }

  private Value attend(Value q, Value keys, Value values) {
    FlashConfig.Attention a = config.attention();
    long[] byToken = {shape.batch(), a.kvHeads(), shape.tokens(), a.groupSize(), cache.slots()};
    Value probabilities;
    try (var _ = b.scope("scores")) {
      Value raw = layers.dot(layers.scale(q, a.scale()), keys, SCORES);
      Value scores = b.reshape(layers.cast(raw, layers.precision().normalisation()), byToken);
      if (a.scoreSoftcap().isPresent()) {
        scores = layers.softcap(scores, a.scoreSoftcap().getAsDouble());
      }
      Value hidden = b.splat(scores.tensor(), -1e30);
      Value masked = b.select(b.broadcast(mask, byToken, 0, 2, 4), scores, hidden);
      probabilities = layers.cast(layers.softmax(masked), layers.precision().activations());
    }
    long rows = (long) shape.tokens() * a.groupSize();
    Value flat = b.reshape(probabilities, shape.batch(), a.kvHeads(), rows, cache.slots());
    Value mixed = layers.cast(layers.dot(flat, values, MIX), layers.precision().activations());
    return ungrouped(mixed);
  }

  /// `[batch, kvHeads, tokens * group, headSize]` to `[batch * tokens, heads * headSize]`.
  private Value ungrouped(Value mixed) {
    FlashConfig.Attention a = config.attention();
    long rows = (long) shape.batch() * shape.tokens();
    long width = (long) a.heads() * a.headSize();
    if (shape.tokens() == 1) {
      return b.reshape(mixed, rows, width);
    }
    Value split =
        b.reshape(mixed, shape.batch(), a.kvHeads(), shape.tokens(), a.groupSize(), a.headSize());
    return b.reshape(b.transpose(split, 0, 2, 1, 3, 4), rows, width);
  }

  /// Positions `[batch, tokens]` of the new tokens.
  private Value positions() {
    TensorType type = TensorType.of(ElementType.S32, shape.batch(), shape.tokens());
    return b.add(b.broadcast(start, type.dims().toArray(), 0), b.iota(type, 1));
  }

  /// Rotation angles `[batch, tokens, headSize / 2]` in radians, f32.
  private Value angles(Value positions, Rotary rotary) {
    float[] frequencies = rotary.inverseFrequencies(config.attention().headSize());
    TensorType type = TensorType.of(ElementType.F32, frequencies.length);
    Value inverse = b.constant(Literal.ofF32(type, frequencies));
    if (rotary.scaling() instanceof Rotary.PerFrequency(String weight)) {
      inverse = b.divide(inverse, layers.rotationFactors(weight, type));
    }
    long[] sizes = {shape.batch(), shape.tokens(), frequencies.length};
    Value turned = b.broadcast(b.convert(positions, ElementType.F32), sizes, 0, 1);
    return b.multiply(turned, b.broadcast(inverse, sizes, 2));
  }
}
