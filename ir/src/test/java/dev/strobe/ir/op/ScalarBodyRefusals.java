package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.body;
import static dev.strobe.ir.op.Operands.f32;
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

/// Ops whose bodies work on single elements and that break one constraint each.
final class ScalarBodyRefusals {
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private ScalarBodyRefusals() {}

  static ImmutableList<Refusal> all() {
    ScalarBodyRefusals refusals = new ScalarBodyRefusals();
    refusals.sorts();
    refusals.maps();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private void sorts() {
    Value yes = value(ElementType.PRED);
    Region one = body(valuesOf(f32(), f32()), yes);
    Region two = body(valuesOf(f32(), f32(), s32(), s32()), yes);
    add("sort_c1", () -> sort(0, body(valuesOf(), yes)));
    add("sort_c3", () -> sort(0, two, f32(2, 3), s32(3, 2)));
    add("sort_c3", () -> sort(0, two, f32(2), s32(2, 1)));
    add("sort_c4", () -> sort(2, one, f32(2, 3)));
    add("sort_c4", () -> sort(-3, one, f32(2, 3)));
    add("sort_c4", () -> sort(0, one, f32()));
    add("sort_c5", () -> sort(0, one, f32(2), s32(2)));
    add("sort_c5", () -> sort(0, two, s32(2), f32(2)));
    add("sort_c5", () -> sort(0, body(valuesOf(f32(), s32(), f32(), s32()), yes), f32(2), s32(2)));
    add("sort_c5", () -> sort(0, body(valuesOf(f32(), f32()), s32()), f32(2)));
    add("sort_c5", () -> sort(0, body(valuesOf(f32(1), f32(1)), yes), f32(1)));
  }

  private static Op sort(long dimension, Region comparator, Value... inputs) {
    return new SortOp(valuesOf(inputs), dimension, false, comparator);
  }

  private void maps() {
    Region two = body(valuesOf(f32(), s32()), f32());
    add("map_c1", () -> map(longs(0), two, f32(2), s32(3)));
    add("map_c1", () -> map(longs(0), two, f32(2), s32(2, 1)));
    add("map_c2", () -> map(longs(), body(valuesOf(), f32())));
    add("map_c3", () -> map(longs(), two, f32(2), s32(2)));
    add("map_c3", () -> map(longs(1, 0), two, f32(2, 3), s32(2, 3)));
    add("map_c4", () -> map(longs(0), two, s32(2), f32(2)));
    add("map_c4", () -> map(longs(0), two, f32(2)));
    add("map_c4", () -> map(longs(0), body(valuesOf(f32()), f32(), f32()), f32(2)));
    add("map_c4", () -> map(longs(0), body(valuesOf(f32())), f32(2)));
    add("map_c4", () -> map(longs(0), body(valuesOf(f32()), f32(1)), f32(2)));
  }

  private static Op map(ImmutableLongArray dimensions, Region computation, Value... inputs) {
    return new MapOp(valuesOf(inputs), dimensions, computation);
  }
}
