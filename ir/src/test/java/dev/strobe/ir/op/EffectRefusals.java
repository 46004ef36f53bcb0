package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Op;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Value;
import java.util.function.Supplier;

/// Ops on whole values that break one constraint each.
final class EffectRefusals {
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private EffectRefusals() {}

  static ImmutableList<Refusal> all() {
    EffectRefusals refusals = new EffectRefusals();
    refusals.tokensAndTuples();
    refusals.composites();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private static Value token() {
    return new Value(new TokenType());
  }

  private void tokensAndTuples() {
    add("after_all_i1", () -> new AfterAllOp(valuesOf(token(), f32())));
    add("get_tuple_element_i1", () -> new GetTupleElementOp(f32(), 0));
    Value pair = new Value(new TupleType(ImmutableList.of(f32().type(), token().type())));
    add("get_tuple_element_c1", () -> new GetTupleElementOp(pair, -1));
    add("get_tuple_element_c1", () -> new GetTupleElementOp(pair, 2));
  }

  private void composites() {
    var details = new ForeignCompositeOp.Details(0, "", ImmutableList.of());
    for (String name : new String[] {"op", "", "1.op", "my.", ".op", "my.o p"}) {
      add(
          "composite_c1",
          () -> new ForeignCompositeOp(name, valuesOf(), ImmutableList.of(), "f", details));
    }
  }
}
