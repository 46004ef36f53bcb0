package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.firsts;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import java.util.function.Supplier;

/// Ops over windows that break one constraint each.
final class WindowRefusals {
  private static final ElementType F32 = ElementType.F32;
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private WindowRefusals() {}

  static ImmutableList<Refusal> all() {
    WindowRefusals refusals = new WindowRefusals();
    refusals.reductions();
    refusals.windows();
    refusals.scatters();
    refusals.scatterWindows();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  static Window window(long... dimensions) {
    return Window.of(longs(dimensions), longs(dimensions));
  }

  private static Op reduce(
      ImmutableList<Value> inputs, ImmutableList<Value> inits, Window window, Region body) {
    return new ReduceWindowOp(inputs, inits, window, body);
  }

  private void reductions() {
    Window one = window(2);
    Region body = firsts(F32);
    Region two = firsts(F32, ElementType.S32);
    ImmutableList<Value> x = valuesOf(f32(4));
    ImmutableList<Value> init = valuesOf(f32());
    ImmutableList<Value> inits = valuesOf(f32(), s32());
    add("reduce_window_i2", () -> reduce(x, valuesOf(f32(1)), one, body));
    add("reduce_window_c1", () -> reduce(valuesOf(), valuesOf(), one, firsts()));
    add("reduce_window_c1", () -> reduce(x, inits, one, body));
    add("reduce_window_c2", () -> reduce(valuesOf(f32(4), s32(5)), inits, one, two));
    add("reduce_window_c2", () -> reduce(valuesOf(f32(4), s32(4, 1)), inits, one, two));
    add("reduce_window_c3", () -> reduce(x, valuesOf(s32()), one, body));
    add("reduce_window_c13", () -> reduce(x, init, one, two));
    add("reduce_window_c13", () -> reduce(x, init, one, firsts(ElementType.S32)));
    add("reduce_window_c13", () -> reduce(x, init, one, firsts(ElementType.BF16)));
    add("reduce_window_c13", () -> reduce(x, init, one, Operands.body(valuesOf(f32()), f32())));
  }

  private void window(String label, Window window) {
    add(label, () -> reduce(valuesOf(f32(4, 6)), valuesOf(f32()), window, firsts(F32)));
  }

  private void windows() {
    ImmutableLongArray two = longs(1, 1);
    ImmutableLongArray three = longs(1, 1, 1);
    ImmutableLongArray bad = longs(1, 0);
    Window valid = window(1, 1);
    window("reduce_window_c4", new Window(three, two, two, two, two, two));
    window("reduce_window_c5", new Window(bad, two, two, two, two, two));
    window("reduce_window_c6", new Window(two, three, two, two, two, two));
    window("reduce_window_c7", new Window(two, bad, two, two, two, two));
    window("reduce_window_c8", valid.dilated(three, two));
    window("reduce_window_c9", valid.dilated(bad, two));
    window("reduce_window_c10", valid.dilated(two, three));
    window("reduce_window_c11", valid.dilated(two, bad));
    window("reduce_window_c12", valid.padded(three, two));
    window("reduce_window_c12", valid.padded(two, three));
    window("a window", valid.dilated(longs(1, Long.MAX_VALUE), two));
    window("a window", valid.padded(longs(0, Long.MAX_VALUE), two));
  }

  private static Op scatter(Value operand, Value source, Value init, Window window) {
    return scatter(operand, source, init, window, firsts(F32));
  }

  private static Op scatter(
      Value operand, Value source, Value init, Window window, Region scatter) {
    Region select = Operands.body(valuesOf(f32(), f32()), value(ElementType.PRED));
    return new SelectAndScatterOp(
        operand, source, init, window, new SelectAndScatterOp.Bodies(select, scatter));
  }

  private void select(Value result, Value... parameters) {
    Region select = Operands.body(valuesOf(parameters), result);
    var bodies = new SelectAndScatterOp.Bodies(select, firsts(F32));
    add(
        "select_and_scatter_c9",
        () -> new SelectAndScatterOp(f32(4), f32(2), f32(), window(2), bodies));
  }

  private void scatters() {
    Window two = window(2);
    add("select_and_scatter_c1", () -> scatter(f32(4), s32(2), f32(), two));
    add("select_and_scatter_c2", () -> scatter(f32(4), f32(3), f32(), two));
    add("select_and_scatter_c2", () -> scatter(f32(4), f32(2, 1), f32(), two));
    add("select_and_scatter_i3", () -> scatter(f32(4), f32(2), f32(1), two));
    add("select_and_scatter_c3", () -> scatter(f32(4), f32(2), s32(), two));
    Value yes = value(ElementType.PRED);
    select(yes, f32());
    select(yes, f32(), s32());
    select(yes, f32(1), f32(1));
    select(f32(), f32(), f32());
    Region narrow = firsts(ElementType.BF16);
    Region pairs = firsts(F32, F32);
    add("select_and_scatter_c10", () -> scatter(f32(4), f32(2), f32(), two, narrow));
    add("select_and_scatter_c10", () -> scatter(f32(4), f32(2), f32(), two, pairs));
  }

  private void scatterWindow(String label, Window window) {
    add(label, () -> scatter(f32(4, 6), f32(4, 6), f32(), window));
  }

  private void scatterWindows() {
    ImmutableLongArray two = longs(1, 1);
    ImmutableLongArray three = longs(1, 1, 1);
    ImmutableLongArray bad = longs(1, 0);
    scatterWindow("select_and_scatter_c4", new Window(three, two, two, two, two, two));
    scatterWindow("select_and_scatter_c5", new Window(bad, two, two, two, two, two));
    scatterWindow("select_and_scatter_c6", new Window(two, three, two, two, two, two));
    scatterWindow("select_and_scatter_c7", new Window(two, bad, two, two, two, two));
    scatterWindow("select_and_scatter_c8", window(1, 1).padded(three, two));
    scatterWindow("select_and_scatter_c8", window(1, 1).padded(two, three));
    scatterWindow("select_and_scatter", window(1, 1).dilated(two, longs(1, 2)));
    scatterWindow("select_and_scatter", window(1, 1).dilated(three, two));
  }
}
