package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.C64;
import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.PRED;
import static dev.strobe.ir.ElementType.S32;
import static dev.strobe.ir.ElementType.U32;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Role;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Programs that together hold every op, every element type and every odd name.
public final class SamplePrograms {
  private SamplePrograms() {}

  public static ImmutableList<Program> all() {
    return ImmutableList.of(elementwise(), shapes(), contractions(), structure(), constants());
  }

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  private static Value only(GraphBuilder b, Op op) {
    return b.emit(op).getFirst();
  }

  public static Program elementwise() {
    GraphBuilder b = new GraphBuilder("elementwise");
    Value x = b.input("x", TensorType.of(F32, 2, 3));
    Value n = b.input("n", TensorType.of(S32, 4));
    Value u = b.input("u", TensorType.of(U32, 4));
    Value p = b.input("p", TensorType.of(PRED, 2, 3));
    Value z = b.input("z", TensorType.of(C64, 2));
    for (UnaryOp.Kind kind : UnaryOp.Kind.values()) {
      b.unary(
          kind,
          switch (kind) {
            case NOT -> p;
            case COUNT_LEADING_ZEROS, POPCNT -> n;
            default -> x;
          });
    }
    for (BinaryOp.Kind kind : BinaryOp.Kind.values()) {
      boolean bits = kind.name().startsWith("SHIFT") || kind == BinaryOp.Kind.AND;
      boolean logic = kind == BinaryOp.Kind.OR || kind == BinaryOp.Kind.XOR;
      Value operand = bits ? n : logic ? p : x;
      b.binary(kind, operand, operand);
    }
    b.unary(UnaryOp.Kind.ABS, z);
    b.unary(UnaryOp.Kind.EXPONENTIAL, z);
    b.unary(UnaryOp.Kind.IMAG, z);
    only(b, new ComplexOp(x, x));
    only(b, new ReducePrecisionOp(x, 5, 10));
    Value less = b.compare(x, x, CompareOp.Direction.LT);
    b.compare(n, n, CompareOp.Direction.GE);
    b.compare(u, u, CompareOp.Direction.EQ);
    b.compare(p, p, CompareOp.Direction.NE);
    only(b, new CompareOp(x, x, CompareOp.Direction.GT, CompareOp.Comparison.TOTALORDER));
    b.select(less, x, x);
    b.select(b.constant(PRED, 1), x, x);
    b.clamp(x, x, x);
    b.clamp(b.constant(F32, -1), x, b.constant(F32, 1));
    Value half = b.convert(x, ElementType.BF16);
    only(b, new BitcastConvertOp(u, TensorType.of(ElementType.U8, 4, 4)));
    b.result("half", half);
    return Program.of(b.build());
  }

  public static Program shapes() {
    GraphBuilder b = new GraphBuilder("shapes");
    Value x = b.input("x", TensorType.of(F32, 2, 3));
    Value at = b.input("at", TensorType.of(S32));
    Value scalar = b.constant(F32, 0);
    b.broadcast(scalar, new long[] {2, 3});
    b.broadcast(x, new long[] {2, 4, 3}, 0, 2);
    b.concatenate(1, x, x, x);
    b.iota(TensorType.of(S32, 5, 1), 0);
    only(b, new PadOp(x, scalar, longs(0, -1), longs(1, 0), longs(0, 2)));
    only(b, new PadOp(scalar, scalar, longs(), longs(), longs()));
    b.reshape(x, 6);
    only(b, new ReverseOp(x, longs(1)));
    only(b, new SliceOp(x, longs(0, 1), longs(1, 3), longs(1, 2)));
    only(b, new SliceOp(scalar, longs(), longs(), longs()));
    Value corner = b.dynamicSlice(x, List.of(at, at), 1, 2);
    b.dynamicSlice(scalar, List.of());
    b.dynamicUpdateSlice(x, corner, List.of(at, at));
    b.dynamicUpdateSlice(scalar, scalar, List.of());
    b.result("transposed", b.transpose(x, 1, 0));
    return Program.of(b.build());
  }

  public static Program contractions() {
    GraphBuilder b = new GraphBuilder("contractions");
    Value x = b.input("x", TensorType.of(F32, 2, 3));
    var batched = new DotGeneralOp.Dimensions(longs(0), longs(0), longs(1), longs(1));
    var outer = new DotGeneralOp.Dimensions(longs(), longs(), longs(), longs());
    b.dotGeneral(x, x, batched);
    only(b, new DotGeneralOp(x, x, outer, DotGeneralOp.Precision.DEFAULT, ElementType.F64));
    b.reduceSum(x, 1);
    b.reduceMax(x, 0, 1);
    b.reduce(x, 0, b::subtract, 0);
    b.reduceSum(x);
    b.emit(argMax(b, x));
    Value rows = b.iota(TensorType.of(S32, 5, 1), 0);
    b.gatherRows(x, rows);
    var scatter = new ScatterOp.DimensionNumbers(longs(1), longs(0), longs(), longs(), longs(0), 1);
    Value updates = b.splat(TensorType.of(F32, 5, 3), 1);
    only(
        b,
        new ScatterOp(
            ImmutableList.of(x),
            rows,
            ImmutableList.of(updates),
            scatter,
            new ScatterOp.Hints(false, true),
            b.region(F32, b::add)));
    b.result("batched", batchedGather(b));
    return Program.of(b.build());
  }

  /// Largest element and its index along the last axis: two inputs and a body of several ops.
  private static ReduceOp argMax(GraphBuilder b, Value x) {
    Value index = b.iota(x.tensor().withElement(S32), 1);
    Value lowest = b.constant(F32, Double.NEGATIVE_INFINITY);
    Value zero = b.constant(S32, 0);
    Value bestValue = new Value(TensorType.of(F32), "best");
    Value bestIndex = new Value(TensorType.of(S32));
    Value value = new Value(TensorType.of(F32));
    Value at = new Value(TensorType.of(S32));
    Node greater =
        Node.of(
            new CompareOp(bestValue, value, CompareOp.Direction.GE, CompareOp.Comparison.FLOAT),
            Location.of("arg_max"));
    Node first = select(greater, bestValue, value);
    Node second = select(greater, bestIndex, at);
    Region body =
        new Region(
            ImmutableList.of(bestValue, bestIndex, value, at),
            ImmutableList.of(greater, first, second),
            ImmutableList.of(first.result(), second.result()));
    return new ReduceOp(ImmutableList.of(x, index), ImmutableList.of(lowest, zero), longs(1), body);
  }

  private static Node select(Node predicate, Value onTrue, Value onFalse) {
    return Node.of(new SelectOp(predicate.result(), onTrue, onFalse), Location.UNKNOWN);
  }

  private static Value batchedGather(GraphBuilder b) {
    Value table = b.splat(TensorType.of(F32, 2, 7, 3), 0.5);
    Value at = b.splat(TensorType.of(S32, 2, 4, 1), 6);
    var numbers =
        new GatherOp.DimensionNumbers(longs(2), longs(1), longs(0), longs(0), longs(1), 2);
    return only(b, new GatherOp(table, at, numbers, longs(1, 1, 3), true));
  }

  /// Names, locations, attributes, roles, calls and several results.
  public static Program structure() {
    TensorType type = TensorType.of(F32, 4);
    Value tokens = new Value(type, "1st \"token\" %é");
    Value cache = new Value(type, "cache");
    Value weight = new Value(type, "cache");
    Node call =
        Node.of(
            new CallOp("help me", ImmutableList.of(tokens, cache), ImmutableList.of(type, type)),
            Location.of("layers.0/call"));
    Node barrier =
        new Node(
            new OptimizationBarrierOp(call.results()),
            ImmutableList.of(new Value(type, "pair"), new Value(type)),
            Location.of("layers.0/a", "layers.0/b\"\\\n"),
            Optional.of(new Sharding("mhlo.sharding", "\"{replicated}\"")),
            ImmutableMap.of("x.note", "1 : i32", "odd name", ""));
    Node empty = Node.of(new OptimizationBarrierOp(ImmutableList.of()), Location.UNKNOWN);
    Value sum = new Value(type, "sum");
    Node add =
        new Node(
            new BinaryOp(BinaryOp.Kind.ADD, barrier.results().get(1), weight),
            ImmutableList.of(sum),
            Location.of("layers.0/call"),
            Optional.empty(),
            ImmutableMap.of());
    Graph main =
        new Graph(
            "main",
            ImmutableList.of(
                new Parameter(
                    tokens,
                    "tokens",
                    new Role.Input(),
                    Optional.of(new Sharding("mhlo.sharding", "\"{replicated}\"")),
                    ImmutableMap.of("x.note", "[1, 2]")),
                new Parameter(cache, "layers.0/cache", new Role.State(1)),
                new Parameter(weight, "blk.0.\"w\"", new Role.Weight("Q8_0"))),
            ImmutableList.of(call, barrier, empty, add),
            ImmutableList.of(barrier.results().get(0), sum),
            ImmutableList.of("logits \"all\"", ""),
            new Graph.Attributes(
                ImmutableMap.of("x.owner", "\"us\""),
                ImmutableList.of(
                    ImmutableMap.of("mhlo.sharding", "\"{replicated}\""), ImmutableMap.of())));
    Value left = new Value(type);
    Value right = new Value(type);
    Graph swap =
        new Graph(
            "help me",
            ImmutableList.of(
                new Parameter(left, "", new Role.Input()),
                new Parameter(right, "", new Role.Input())),
            ImmutableList.of(),
            ImmutableList.of(right, left),
            ImmutableList.of("", ""));
    return new Program(
        "a model",
        ImmutableList.of(main, swap),
        ImmutableMap.of("mhlo.num_partitions", "1 : i32"),
        ImmutableMap.of("mesh", "<[\"x\"=2]>"));
  }

  /// Constants of every element type: the border values, a list, and many elements.
  public static Program constants() {
    GraphBuilder b = new GraphBuilder("constants");
    Random random = new Random(7);
    for (ElementType element : ElementType.values()) {
      b.splat(TensorType.of(element, 2), 1);
      b.constant(Literal.ofBytes(TensorType.of(element, 2, 2), bytes(element, 4, random)));
      b.constant(Literal.ofBytes(TensorType.of(element, 11, 3), bytes(element, 33, random)));
    }
    b.splat(TensorType.of(F32, 0, 3), 1);
    b.constant(
        Literal.ofF32(
            TensorType.of(F32, 6),
            -0f,
            Float.MIN_VALUE,
            0.1f,
            Float.intBitsToFloat(0x7FC00001),
            Float.intBitsToFloat(0xFF800001),
            Float.NEGATIVE_INFINITY));
    b.result("one", b.constant(F32, 1));
    return Program.of(b.build());
  }

  private static byte[] bytes(ElementType element, int count, Random random) {
    byte[] bytes = new byte[count * element.hostBytes()];
    random.nextBytes(bytes);
    int mask = element.bits() < 8 ? (1 << element.bits()) - 1 : 0xFF;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= (byte) mask;
    }
    return bytes;
  }
}
