package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Folds each window of the inputs with a body, starting from the initial values, which also stand
/// in all places of a window where there is only padding.
///
/// The body takes one scalar an input for what is folded so far, then one an input for the next
/// element, and returns one an input.
public record ReduceWindowOp(
    ImmutableList<Value> inputs, ImmutableList<Value> initValues, Window window, Region body)
    implements Op {
  public ReduceWindowOp {
    Checks.require(
        !inputs.isEmpty() && inputs.size() == initValues.size(),
        "reduce_window_c1",
        "0 < size(inputs) = size(init_values)",
        inputs.size(),
        initValues.size());
    TensorType shape = inputs.getFirst().tensor();
    for (int i = 0; i < inputs.size(); i++) {
      TensorType type = inputs.get(i).tensor();
      TensorType init = initValues.get(i).tensor();
      Checks.require(type.shapeFits(shape), "reduce_window_c2", "one shape", shape, type);
      shape = shape.refinedBy(type);
      Checks.require(init.isScalar(), "reduce_window_i2", "scalar init_values", init);
      Checks.require(
          init.element() == type.element(),
          "reduce_window_c3",
          "init_values of the inputs' element types",
          type,
          init);
    }
    requireWindow(window, shape);
    ReduceOp.requireBody("reduce_window_c13", inputs, body);
  }

  @Override
  public String name() {
    return "reduce_window";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder().addAll(inputs).addAll(initValues).build();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType shape =
        inputs.stream().map(Value::tensor).reduce(TensorType::refinedBy).orElseThrow();
    long[] counts = window.counts(shape);
    return body.results().stream()
        .map(result -> (Type) TensorType.of(result.tensor().element(), counts))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public ReduceWindowOp withOperands(List<Value> operands) {
    int n = inputs.size();
    return new ReduceWindowOp(
        ImmutableList.copyOf(operands.subList(0, n)),
        ImmutableList.copyOf(operands.subList(n, 2 * n)),
        window,
        body);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(body);
  }

  @Override
  public ReduceWindowOp withRegions(List<Region> regions) {
    return new ReduceWindowOp(inputs, initValues, window, regions.getFirst());
  }

  private static void requireWindow(Window w, TensorType type) {
    Window.requireSize("reduce_window_c4", "window_dimensions", w.dimensions(), type);
    Window.requirePositive("reduce_window_c5", "window_dimensions", w.dimensions());
    Window.requireSize("reduce_window_c6", "window_strides", w.strides(), type);
    Window.requirePositive("reduce_window_c7", "window_strides", w.strides());
    Window.requireSize("reduce_window_c8", "base_dilations", w.baseDilations(), type);
    Window.requirePositive("reduce_window_c9", "base_dilations", w.baseDilations());
    Window.requireSize("reduce_window_c10", "window_dilations", w.windowDilations(), type);
    Window.requirePositive("reduce_window_c11", "window_dilations", w.windowDilations());
    Window.requireSize("reduce_window_c12", "padding", w.paddingLow(), type);
    Window.requireSize("reduce_window_c12", "padding", w.paddingHigh(), type);
    // Counting refuses sizes that do not fit a number.
    w.counts(type);
  }
}
