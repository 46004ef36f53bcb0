package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
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
    refusals.transfers();
    refusals.feeds();
    refusals.asynchronous();
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

  private static Transfer transfer(long type, boolean host, ImmutableLongArray... pairs) {
    return new Transfer(
        new Communication.Channel(1, type), host, new ReplicaGroups(ImmutableList.copyOf(pairs)));
  }

  private void transfers() {
    Value token = token();
    ImmutableList<Type> types = ImmutableList.of(token.type());
    Transfer fine = transfer(1, false, longs(0, 1));
    add("send_i1", () -> new SendOp(valuesOf(token), token, fine));
    add("send_i2", () -> new SendOp(valuesOf(f32()), f32(), fine));
    add("recv_i1", () -> new RecvOp(f32(), fine, types));
    Transfer[] wrong = {
      transfer(1, false, longs(0, 1, 2)),
      transfer(1, false, longs(0, 1), longs(0, 2)),
      transfer(1, false, longs(0, 1), longs(2, 1)),
      transfer(1, false, longs(0, -1)),
      transfer(2, false, longs(0, 1))
    };
    for (int i = 0; i < wrong.length; i++) {
      Transfer each = wrong[i];
      add("send_c" + (i + 1), () -> new SendOp(valuesOf(f32()), token, each));
      add("recv_c" + (i + 1), () -> new RecvOp(token, each, types));
    }
    add("send_c5", () -> new SendOp(valuesOf(f32()), token, transfer(3, true)));
    add("recv_c5", () -> new RecvOp(token, transfer(2, true), types));
  }

  private void feeds() {
    Value token = token();
    Type tensor = f32().type();
    ImmutableList<ImmutableLongArray> any = ImmutableList.of();
    add("outfeed_i1", () -> new OutfeedOp(valuesOf(token), token, ""));
    add("outfeed_i2", () -> new OutfeedOp(valuesOf(f32()), f32(), ""));
    add("infeed_i1", () -> new InfeedOp(f32(), "", any, ImmutableList.of(token.type())));
    add("infeed_c1", () -> new InfeedOp(token, "", any, ImmutableList.of()));
    add("infeed_c3", () -> new InfeedOp(token, "", any, ImmutableList.of(tensor)));
    add(
        "infeed_c2",
        () -> new InfeedOp(token, "", any, ImmutableList.of(token.type(), token.type())));
  }

  private void asynchronous() {
    Value x = f32(4);
    Value row = f32(4);
    Node slice = Node.of(new SliceOp(row, longs(0), longs(2), longs(1)), Location.UNKNOWN);
    Node again =
        Node.of(new SliceOp(slice.result(), longs(0), longs(1), longs(1)), Location.UNKNOWN);
    Node sum = Node.of(new BinaryOp(BinaryOp.Kind.ADD, row, row), Location.UNKNOWN);
    add("async_start_c1", () -> start(x, row, again.results(), slice, again));
    add("async_start_c1", () -> start(x, row, valuesOf(row), slice));
    add("async_start_c2", () -> start(x, row, sum.results(), sum));
    add("async_start_c3", () -> start(f32(5), row, slice.results(), slice));
    add("async_start_c3", () -> start(x, f32(4), slice.results(), slice));
    add("async_done_i1", () -> new AsyncDoneOp(x));
  }

  private static Op start(
      Value operand, Value parameter, ImmutableList<Value> results, Node... nodes) {
    Region body = new Region(valuesOf(parameter), ImmutableList.copyOf(nodes), results);
    return new AsyncStartOp(valuesOf(operand), body);
  }
}
