package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.S32;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.AsyncDoneOp;
import dev.strobe.ir.op.AsyncStartOp;
import dev.strobe.ir.op.Communication;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.CustomCallMemory;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.ExpectOp.Agreement;
import dev.strobe.ir.op.ForeignCompositeOp;
import dev.strobe.ir.op.GetTupleElementOp;
import dev.strobe.ir.op.InfeedOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.OutfeedOp;
import dev.strobe.ir.op.ProcessIdOp;
import dev.strobe.ir.op.RecvOp;
import dev.strobe.ir.op.ReplicaGroups;
import dev.strobe.ir.op.SendOp;
import dev.strobe.ir.op.Transfer;
import dev.strobe.ir.op.TupleOp;
import java.util.List;
import java.util.Optional;

/// A program of the ops on whole values and of those with effects.
public final class EffectPrograms {
  private EffectPrograms() {}

  public static Program effects() {
    GraphBuilder b = new GraphBuilder("effects");
    Value x = b.input("x", TensorType.of(F32, 2, 3));
    Value n = b.input("n", TensorType.of(S32));
    Value token = b.input("token", new TokenType());
    Value nested =
        b.input(
            "nested",
            new TupleType(
                ImmutableList.of(
                    new TupleType(ImmutableList.of()),
                    new TupleType(ImmutableList.of(TensorType.of(ElementType.BF16, 2))))));
    tokens(b, n, token);
    tuples(b, x, nested);
    b.emit(new ProcessIdOp(ProcessIdOp.Axis.PARTITION));
    b.emit(new ProcessIdOp(ProcessIdOp.Axis.REPLICA));
    customCalls(b, x, nested, token);
    checks(b, x, n);
    composites(b, x);
    transfers(b, x, token);
    asynchronous(b, x);
    b.result("nested", nested);
    b.result("token", token);
    Graph main = b.build();
    return new Program(
        "effects", ImmutableList.of(main.withName("main"), twice()), ImmutableMap.of());
  }

  private static Graph twice() {
    GraphBuilder b = new GraphBuilder("x.twice");
    Value x = b.input("", TensorType.of(F32, 2, 3));
    b.result("", b.add(x, x));
    return b.build();
  }

  private static void composites(GraphBuilder b, Value x) {
    ImmutableList<Type> types = ImmutableList.of(x.type());
    ImmutableList<Value> one = ImmutableList.of(x);
    var plain = new ForeignCompositeOp.Details(0, "", ImmutableList.of());
    b.emit(new ForeignCompositeOp("my.twice", one, types, "x.twice", plain));
    var noted = new ForeignCompositeOp.Details(2, "{n = [1, 2]}", ImmutableList.of());
    b.emit(new ForeignCompositeOp("my.o$d.twice", one, types, "x.twice", noted));
    var body = new ForeignCompositeOp.Details(1, "", ImmutableList.of(b.region(F32, b::add)));
    b.emit(new ForeignCompositeOp("my.twice", one, types, "x.twice", body));
  }

  /// Tokens joined, made, and carried through loops, branches and barriers.
  private static void tokens(GraphBuilder b, Value n, Value token) {
    Value fresh = b.emit(new AfterAllOp(ImmutableList.of())).getFirst();
    Value both = b.emit(new AfterAllOp(ImmutableList.of(fresh, token))).getFirst();
    Value one = b.constant(S32, 1);
    b.whileLoop(
        List.of(n, both),
        state -> b.compare(state.get(0), one, CompareOp.Direction.GT),
        state -> List.of(b.subtract(state.get(0), one), state.get(1)));
    Value pred = b.compare(n, one, CompareOp.Direction.EQ);
    b.ifElse(pred, () -> List.of(both), () -> List.of(token));
    b.emit(new OptimizationBarrierOp(ImmutableList.of(n, token)));
  }

  private static void tuples(GraphBuilder b, Value x, Value nested) {
    Value inner = b.emit(new GetTupleElementOp(nested, 1)).getFirst();
    b.emit(new GetTupleElementOp(inner, 0));
    b.emit(new TupleOp(ImmutableList.of()));
    Value pair = b.emit(new TupleOp(ImmutableList.of(x, inner))).getFirst();
    b.emit(new GetTupleElementOp(pair, 1));
  }

  /// All that may be said of a call, and nothing.
  private static void customCalls(GraphBuilder b, Value x, Value nested, Value token) {
    ImmutableList<Type> none = ImmutableList.of();
    var plain = new CustomCallOp.Options(false, "", 1, ImmutableList.of());
    b.emit(new CustomCallOp("foo", ImmutableList.of(), none, plain, CustomCallMemory.ANY));
    ImmutableList<Type> result = ImmutableList.of(x.type());
    var noted = new CustomCallOp.Options(false, "\"a \\22config\\22\"", 3, ImmutableList.of());
    b.emit(new CustomCallOp("Sharding", ImmutableList.of(x), result, noted, CustomCallMemory.ANY));
    var layouts =
        new CustomCallMemory.Layouts(
            ImmutableList.of(longs(1, 0), longs()), ImmutableList.of(longs(0, 1)));
    b.emit(
        new CustomCallOp(
            "not-an-id",
            ImmutableList.of(x, token),
            result,
            new CustomCallOp.Options(true, "{bar = 42 : i32}", 4, ImmutableList.of("main")),
            new CustomCallMemory(
                Optional.of(layouts),
                ImmutableList.of(new CustomCallMemory.Alias(longs(), 0, longs())))));
    var inner = new CustomCallMemory.Alias(longs(1), 0, longs(1, 0));
    b.emit(
        new CustomCallOp(
            "foo",
            ImmutableList.of(nested),
            ImmutableList.of(x.type(), TensorType.of(ElementType.BF16, 2)),
            plain,
            new CustomCallMemory(Optional.empty(), ImmutableList.of(inner))));
  }

  private static void checks(GraphBuilder b, Value x, Value n) {
    b.emit(new ExpectOp(n, n, new Agreement.Equal()));
    b.emit(new ExpectOp(x, x, new Agreement.Within(1e-5)));
    b.emit(new ExpectOp(x, x, new Agreement.Ulps(0, 3)));
  }

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  private static void transfers(GraphBuilder b, Value x, Value token) {
    ImmutableList<Type> both = ImmutableList.of(x.type(), token.type());
    ImmutableList<Value> one = ImmutableList.of(x);
    b.emit(new InfeedOp(token, "a \"config\"", ImmutableList.of(longs(1, 0)), both));
    b.emit(new InfeedOp(token, "", ImmutableList.of(), ImmutableList.of(token.type())));
    b.emit(new OutfeedOp(one, token, "config"));
    b.emit(new OutfeedOp(ImmutableList.of(), token, ""));
    var none = new ReplicaGroups(ImmutableList.of());
    var pairs = new ReplicaGroups(ImmutableList.of(longs(0, 1), longs(1, 2)));
    var among = new Transfer(new Communication.Channel(5, 1), false, pairs);
    b.emit(new SendOp(one, token, among));
    b.emit(new RecvOp(token, among, both));
    b.emit(new SendOp(one, token, new Transfer(new Communication.Channel(1, 2), true, none)));
    var fromHost = new Transfer(new Communication.Channel(1, 3), true, none);
    b.emit(new RecvOp(token, fromHost, both));
  }

  private static void asynchronous(GraphBuilder b, Value x) {
    Region sum =
        b.region(
            List.of(x.type()),
            s ->
                b.emit(
                    new AllReduceOp(
                        ImmutableList.copyOf(s),
                        Communication.among(new ReplicaGroups(ImmutableList.of())),
                        b.region(F32, b::add))));
    Value future = b.emit(new AsyncStartOp(ImmutableList.of(x), sum)).getFirst();
    b.emit(new AsyncDoneOp(future));
  }
}
