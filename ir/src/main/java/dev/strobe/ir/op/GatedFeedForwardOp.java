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
/// @param weights gate, up and down, each `[out, in]`, or `[in, out]` where `form` says so
/// @param biases of these three, or none
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
    Checks.require(weights.size() == 3, NAME, "gate, up and down", weights);
    Checks.require(biases.isEmpty() || biases.size() == 3, NAME, "three biases or none", biases);
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
    long hidden = output(weights.get(0), form);
    TensorType down = weights.get(2).tensor();
    Checks.require(
        weights.get(0).type().equals(weights.get(1).type())
            && down.dim(form.inputAxis()) == hidden
            && weights.get(0).tensor().dim(form.inputAxis())
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
    sizes[sizes.length - 1] = output(weights.get(2), form);
    return x.tensor().withDims(sizes);
  }

  @Override
  public GatedFeedForwardOp withOperands(List<Value> operands) {
    return of(operands, form);
  }

  /// From x, the weights and possibly the biases in one list.
  public static GatedFeedForwardOp of(List<Value> operands, Form form) {
    List<Value> all = new ArrayList<>(operands);
    Checks.require(all.size() == 4 || all.size() == 7, NAME, "4 or 7 operands", all.size());
    return new GatedFeedForwardOp(
        all.getFirst(),
        ImmutableList.copyOf(all.subList(1, 4)),
        ImmutableList.copyOf(all.subList(4, all.size())),
        form);
  }

  @Override
  public Value expand(GraphBuilder b) {
    Value gate = linear(b, x, 0);
    Value up = linear(b, x, 1);
    Value active =
        switch (form.activation()) {
          case SILU -> b.multiply(gate, b.logistic(gate));
          case SILU_RECIPROCAL ->
              b.multiply(gate, b.divide(b.splat(gate.tensor(), 1), onePlusPower(b, gate)));
          case SILU_QUOTIENT -> b.divide(gate, onePlusPower(b, gate));
          case GELU_TANH -> b.multiply(scaled(b, gate, 0.5), onePlusTanh(b, gate));
          case GELU_TANH_LAST -> b.multiply(gate, scaled(b, onePlusTanh(b, gate), 0.5));
        };
    return linear(b, b.multiply(active, up), 2);
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
