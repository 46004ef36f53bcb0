package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// A gated feed-forward network: `(activation(x * gate + bias) * (x * up + bias)) * down + bias`.
///
/// Source: arXiv 2002.05202.
///
/// @param x `[..., in]`
/// @param weights gate, up and down, each `[out, in]`, or `[in, out]` where `form` says so; or two,
///   of which the first holds the outputs of the gate and then those of up
/// @param biases one for each weight, or none
public record GatedFeedForwardOp(
    Value x, ImmutableList<Value> weights, ImmutableList<Value> biases, Form form)
    implements CompositeOp {
  private static final String NAME = "strobe.gated_feed_forward";

  /// What the gate goes through.
  public enum Activation {
    /// `x * logistic(x)`
    SILU,
    /// `x * (1 / (1 + exp(-x)))`, which differs from it in the last bit.
    SILU_RECIPROCAL,
    /// `x / (1 + exp(-x))`
    SILU_QUOTIENT,
    /// The approximation of GELU by a hyperbolic tangent: `x / 2 * (1 + tanh(...))`.
    GELU_TANH,
    /// `x * (1 / 2 * (1 + tanh(...)))`
    GELU_TANH_LAST
  }

  /// @param inputAxis which axis of the weights is summed over
  /// @param accumulation element type of the products, converted back after each
  public record Form(
      Activation activation,
      int inputAxis,
      DotGeneralOp.Precision precision,
      ElementType accumulation) {}

  public GatedFeedForwardOp {
    LastAxis.require(NAME, x.tensor());
    Checks.require(weights.size() == 2 || weights.size() == 3, NAME, "gate, up and down", weights);
    Checks.require(
        biases.isEmpty() || biases.size() == weights.size(), NAME, "a bias a weight", biases);
    Checks.require(
        form.inputAxis() == 0 || form.inputAxis() == 1, NAME, "an axis of a matrix", form);
    for (Value weight : weights) {
      Checks.require(
          weight.tensor().rank() == 2
              && weight.tensor().isStatic()
              && weight.tensor().element() == x.tensor().element(),
          NAME,
          "matrices of the element type of " + x,
          weight);
    }
    boolean together = weights.size() == 2;
    long hidden = weights.getLast().tensor().dim(form.inputAxis());
    Checks.require(
        output(weights.getFirst(), form) == (together ? 2 * hidden : hidden)
            && (together || weights.get(0).type().equals(weights.get(1).type()))
            && weights.getFirst().tensor().dim(form.inputAxis())
                == x.tensor().dim(x.tensor().rank() - 1),
        NAME,
        "weights that fit " + x,
        weights);
    for (int i = 0; i < biases.size(); i++) {
      TensorType vector = x.tensor().withDims(output(weights.get(i), form));
      Checks.require(biases.get(i).type().equals(vector), NAME, "a bias " + vector, biases.get(i));
    }
  }

  private static long output(Value weight, Form form) {
    return weight.tensor().dim(1 - form.inputAxis());
  }

  @Override
  public String compositeName() {
    return NAME;
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder().add(x).addAll(weights).addAll(biases).build();
  }

  @Override
  public TensorType type() {
    long[] sizes = x.tensor().dims().toArray();
    sizes[sizes.length - 1] = output(weights.getLast(), form);
    return x.tensor().withDims(sizes);
  }

  @Override
  public GatedFeedForwardOp withOperands(List<Value> operands) {
    return of(operands, form);
  }

  /// From x, the weights and possibly the biases in one list.
  public static GatedFeedForwardOp of(List<Value> operands, Form form) {
    List<Value> all = new ArrayList<>(operands);
    Checks.require(all.size() >= 3 && all.size() <= 7, NAME, "3, 4, 5 or 7 operands", all.size());
    int weights = all.size() == 3 || all.size() == 5 ? 2 : 3;
    return new GatedFeedForwardOp(
        all.getFirst(),
        ImmutableList.copyOf(all.subList(1, 1 + weights)),
        ImmutableList.copyOf(all.subList(1 + weights, all.size())),
        form);
  }

  @Override
  public Value expand(GraphBuilder b) {
    Value first = linear(b, x, 0);
    boolean together = weights.size() == 2;
    Value gate = together ? half(b, first, 0) : first;
    Value up = together ? half(b, first, 1) : linear(b, x, 1);
    Value active =
        switch (form.activation()) {
          case SILU -> b.multiply(gate, b.logistic(gate));
          case SILU_RECIPROCAL ->
              b.multiply(gate, b.divide(b.splat(gate.tensor(), 1), onePlusPower(b, gate)));
          case SILU_QUOTIENT -> b.divide(gate, onePlusPower(b, gate));
          case GELU_TANH -> b.multiply(scaled(b, gate, 0.5), onePlusTanh(b, gate));
          case GELU_TANH_LAST -> b.multiply(gate, scaled(b, onePlusTanh(b, gate), 0.5));
        };
    return linear(b, b.multiply(active, up), weights.size() - 1);
  }

  private static Value half(GraphBuilder b, Value both, long which) {
    int axis = both.tensor().rank() - 1;
    long length = both.tensor().dim(axis) / 2;
    return b.slice(both, axis, which * length, (which + 1) * length);
  }

  private Value linear(GraphBuilder b, Value rows, int index) {
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(rows.tensor().rank() - 1),
            ImmutableLongArray.of(form.inputAxis()));
    DotGeneralOp dot =
        new DotGeneralOp(
            rows, weights.get(index), dimensions, form.precision(), form.accumulation());
    Value product = b.emit(dot).getFirst();
    Value y = b.cast(product, rows.tensor().element());
    return biases.isEmpty() ? y : b.add(y, new LastAxis(b, y.tensor()).across(biases.get(index)));
  }

  private static Value onePlusPower(GraphBuilder b, Value x) {
    return b.add(b.exponential(b.negate(x)), b.splat(x.tensor(), 1));
  }

  private static Value onePlusTanh(GraphBuilder b, Value x) {
    Value cube = b.multiply(b.multiply(x, x), x);
    Value inner = scaled(b, b.add(x, scaled(b, cube, 0.044715)), Math.sqrt(2 / Math.PI));
    return b.add(b.tanh(inner), b.splat(x.tensor(), 1));
  }

  private static Value scaled(GraphBuilder b, Value x, double factor) {
    return b.multiply(x, b.splat(x.tensor(), factor));
  }
}
