package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.body;
import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import java.util.function.Supplier;

/// Ops that choose or repeat bodies and break one constraint each.
final class RegionRefusals {
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private RegionRefusals() {}

  static ImmutableList<Refusal> all() {
    RegionRefusals refusals = new RegionRefusals();
    refusals.loops();
    refusals.ifs();
    refusals.cases();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private static Value predicate(long... dims) {
    return value(ElementType.PRED, dims);
  }

  private void ifs() {
    ImmutableList<Value> none = valuesOf();
    Region pair = body(none, s32(), f32(2));
    add("if_i1", () -> new IfOp(s32(), pair, pair));
    add("if_i1", () -> new IfOp(predicate(1), pair, pair));
    Region open = body(valuesOf(s32()), s32(), f32(2));
    add("if_c1", () -> new IfOp(predicate(), open, pair));
    add("if_c1", () -> new IfOp(predicate(), pair, open));
    add("if_c2", () -> new IfOp(predicate(), pair, body(none, f32(2), s32())));
    add("if_c2", () -> new IfOp(predicate(), pair, body(none, s32())));
  }

  private void cases() {
    ImmutableList<Value> none = valuesOf();
    Region pair = body(none, s32(), f32(2));
    add("case_i1", () -> new CaseOp(f32(), ImmutableList.of(pair)));
    add("case_i1", () -> new CaseOp(s32(1), ImmutableList.of(pair)));
    add("case_i1", () -> new CaseOp(value(ElementType.U32), ImmutableList.of(pair)));
    add("case_c1", () -> new CaseOp(s32(), ImmutableList.of()));
    Region open = body(valuesOf(s32()), s32(), f32(2));
    add("case_c2", () -> new CaseOp(s32(), ImmutableList.of(open)));
    add("case_c2", () -> new CaseOp(s32(), ImmutableList.of(pair, open)));
    Region swapped = body(none, f32(2), s32());
    add("case_c3", () -> new CaseOp(s32(), ImmutableList.of(pair, pair, swapped)));
    add("case_c3", () -> new CaseOp(s32(), ImmutableList.of(pair, body(none, s32()))));
  }

  private void loops() {
    ImmutableList<Value> state = valuesOf(s32(), f32(2));
    ImmutableList<Value> swapped = state.reverse();
    Region cond = body(state, predicate());
    Region same = new Region(state, ImmutableList.of(), state);
    add("while_c1", () -> new WhileOp(state, body(swapped, predicate()), same));
    add("while_c1", () -> new WhileOp(state, body(state, predicate(1)), same));
    add("while_c1", () -> new WhileOp(state, body(state, s32()), same));
    add("while_c1", () -> new WhileOp(state, body(state, predicate(), predicate()), same));
    add("while_c2", () -> new WhileOp(state, cond, body(swapped, s32(), f32(2))));
    add("while_c2", () -> new WhileOp(state, cond, body(state, f32(2), s32())));
    add("while_c2", () -> new WhileOp(state, cond, body(state, s32())));
  }
}
