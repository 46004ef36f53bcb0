package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Chooses one element of each window of the operand and folds the source's number for that window
/// into its place, over the initial value; the gradient of a `reduce_window` that takes maxima.
///
/// @param source a number for each window
/// @param window windows without dilations
public record SelectAndScatterOp(
    Value operand, Value source, Value initValue, Window window, Bodies bodies) implements Op {
  /// How an element is chosen and what becomes of its place.
  ///
  /// @param select whether the first of two scalars is the one to keep
  /// @param scatter from what is in a place and what comes there to what is then there
  public record Bodies(Region select, Region scatter) {}

  public SelectAndScatterOp {
    TensorType type = operand.tensor();
    TensorType init = initValue.tensor();
    Checks.require(
        type.element() == source.tensor().element(),
        "select_and_scatter_c1",
        "element_type(operand) = element_type(source)",
        operand,
        source);
    Checks.require(init.isScalar(), "select_and_scatter_i3", "a scalar init_value", init);
    Checks.require(
        init.element() == type.element(),
        "select_and_scatter_c3",
        "element_type(init_value) = element_type(operand)",
        init,
        type);
    requireWindow(window, type);
    TensorType windows = type.withDims(window.counts(type));
    Checks.require(
        source.tensor().shapeFits(windows),
        "select_and_scatter_c2",
        "a number in source for each window",
        source,
        windows);
    requireSelect(bodies.select, type.element());
    ReduceOp.requireBody("select_and_scatter_c10", ImmutableList.of(operand), bodies.scatter);
  }

  @Override
  public String name() {
    return "select_and_scatter";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, source, initValue);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType folded = bodies.scatter.results().getFirst().tensor();
    return ImmutableList.of(operand.tensor().withElement(folded.element()));
  }

  @Override
  public SelectAndScatterOp withOperands(List<Value> operands) {
    return new SelectAndScatterOp(
        operands.get(0), operands.get(1), operands.get(2), window, bodies);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(bodies.select, bodies.scatter);
  }

  @Override
  public SelectAndScatterOp withRegions(List<Region> regions) {
    return new SelectAndScatterOp(
        operand, source, initValue, window, new Bodies(regions.get(0), regions.get(1)));
  }

  private static void requireWindow(Window w, TensorType type) {
    Window.requireSize("select_and_scatter_c4", "window_dimensions", w.dimensions(), type);
    Window.requirePositive("select_and_scatter_c5", "window_dimensions", w.dimensions());
    Window.requireSize("select_and_scatter_c6", "window_strides", w.strides(), type);
    Window.requirePositive("select_and_scatter_c7", "window_strides", w.strides());
    Window.requireSize("select_and_scatter_c8", "padding", w.paddingLow(), type);
    Window.requireSize("select_and_scatter_c8", "padding", w.paddingHigh(), type);
    Checks.require(w.isDense(), "select_and_scatter", "windows without dilations", w);
  }

  private static void requireSelect(Region select, ElementType element) {
    Type scalar = TensorType.of(element);
    Checks.require(
        select.parameterTypes().equals(ImmutableList.of(scalar, scalar))
            && select.resultTypes().equals(ImmutableList.of(TensorType.of(ElementType.PRED))),
        "select_and_scatter_c9",
        "a select from two scalars of the operand to a boolean",
        select.parameterTypes(),
        select.resultTypes());
  }
}
