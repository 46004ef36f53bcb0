package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.SortOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Programs strung together from what the passes look for, in random forms, between random
/// elementwise ops; the same for the same seed. Half of them are changed in one place, so that
/// something is a near miss ([Mutation]).
final class RandomPatterns {
  private static final List<ElementType> ELEMENTS =
      List.of(ElementType.F32, ElementType.F32, ElementType.F64, ElementType.F64, ElementType.BF16);

  private final Random random;
  private final List<Graph> callees = new ArrayList<>();

  private RandomPatterns(Random random) {
    this.random = random;
  }

  static RandomProgram of(long seed) {
    return new RandomPatterns(new Random(seed)).program("seed" + seed);
  }

  private RandomProgram program(String name) {
    RandomFunction main = new RandomFunction("main", random, true);
    Value x = rows(main);
    GraphBuilder b = main.builder();
    for (int left = 2 + random.nextInt(4); left > 0; left--) {
      Value y = settled(main, random.nextInt(10) == 0 ? chosen(main, x) : step(main, x));
      x = y.type().equals(x.type()) && random.nextInt(3) == 0 ? b.add(x, y) : y;
    }
    b.result("rows", random.nextInt(3) == 0 ? lastRow(main, x) : x);
    if (random.nextInt(4) == 0) {
      b.result("token", token(main));
    }
    Graph graph = new Mutation(random).of(b.build());
    ImmutableList<Graph> functions =
        ImmutableList.<Graph>builder().add(graph).addAll(callees).build();
    return new RandomProgram(
        new Program(name, functions, ImmutableMap.of()),
        ImmutableList.copyOf(main.arguments()),
        ImmutableMap.of());
  }

  /// Rows of numbers that sums do round; sometimes as many as are wide, so that an axis may be
  /// taken for the other.
  private Value rows(RandomFunction f) {
    long width = 2L * (1 + random.nextInt(4));
    long rows = random.nextInt(3) == 0 ? width : 1 + random.nextInt(5);
    Value x = f.fresh(TensorType.of(f.oneOf(ELEMENTS), rows, width)).value();
    return f.builder().tanh(scaled(f.builder(), x, 0.3));
  }

  private static Value scaled(GraphBuilder b, Value x, double factor) {
    return b.multiply(x, b.splat(x.tensor(), factor));
  }

  private Value step(RandomFunction f, Value x) {
    return random.nextInt(5) == 0 ? called(f, x) : layer(f, x);
  }

  private Value layer(RandomFunction f, Value x) {
    RandomLayers layers = new RandomLayers(f);
    return switch (random.nextInt(11)) {
      case 0 -> layers.rmsNorm(x);
      case 1 -> layers.layerNorm(x);
      case 2 -> layers.softmax(x);
      case 3 -> layers.rotary(x);
      case 4, 5 -> layers.feedForward(x);
      case 6, 7 -> new RandomAttention(f).of(x);
      case 8 -> layers.dequantizeMatmul(x);
      case 9 -> layers.normedProduct(x);
      default -> flattened(f, x);
    };
  }

  /// A product of what was `[1, rows, width]`.
  private Value flattened(RandomFunction f, Value x) {
    GraphBuilder b = f.builder();
    TensorType type = x.tensor();
    long out = 2L * (1 + random.nextInt(3));
    Value deep = b.tanh(b.reshape(x, 1, type.dim(0), type.dim(1)));
    Value flat = b.reshape(deep, type.dims().toArray());
    Value weight = f.fresh(type.withDims(type.dim(1), out)).value();
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(0));
    Value product = b.dotGeneral(flat, weight, dimensions);
    return b.reshape(b.tanh(b.reshape(product, 1, type.dim(0), out)), type.dim(0), out);
  }

  /// A layer in a function of its own.
  private Value called(RandomFunction caller, Value x) {
    RandomFunction callee = new RandomFunction("f" + callees.size(), random, false);
    callee.addParameter(new Tracked(x, 1, 0));
    Value inner = layer(callee, callee.pool().getFirst().value());
    callee.builder().result("y", inner);
    callees.add(callee.builder().build());
    return caller.emit(
        new CallOp(callee.toString(), ImmutableList.of(x), ImmutableList.of(inner.type())));
  }

  /// A layer that keeps the type, in a body.
  private Value chosen(RandomFunction f, Value x) {
    Value go = f.fresh(TensorType.of(ElementType.PRED)).value();
    RandomLayers layers = new RandomLayers(f);
    return f.builder()
        .ifElse(
            go,
            () -> List.of(random.nextBoolean() ? layers.softmax(x) : layers.rmsNorm(x)),
            () -> List.of(random.nextBoolean() ? x : layers.layerNorm(x)))
        .getFirst();
  }

  /// Elementwise ops that keep numbers small, among them what is folded, merged or dropped.
  private Value settled(RandomFunction f, Value x) {
    GraphBuilder b = f.builder();
    TensorType type = x.tensor();
    TensorType bias = type.withDims(type.dim(1));
    return switch (random.nextInt(8)) {
      case 0 -> b.logistic(x);
      case 1 -> b.tanh(b.multiply(x, b.splat(type, 1)));
      case 2 -> b.tanh(b.negate(b.negate(x)));
      case 3 -> b.add(b.tanh(x), scaled(b, b.tanh(x), 0.5));
      case 4 -> {
        b.exponential(x);
        yield b.tanh(b.transpose(b.transpose(x, 1, 0), 1, 0));
      }
      case 5 -> {
        Value folded = b.add(b.tanh(b.splat(bias, 0.5)), b.splat(bias, 0.25));
        yield b.tanh(b.add(x, b.broadcast(folded, type.dims().toArray(), 1)));
      }
      case 6 -> b.maximum(b.tanh(x), b.tanh(f.fresh(type).value()));
      default -> b.add(b.tanh(x), f.fresh(type).value());
    };
  }

  /// The last row, or one that an argument tells.
  private Value lastRow(RandomFunction f, Value x) {
    GraphBuilder b = f.builder();
    TensorType type = x.tensor();
    if (random.nextBoolean()) {
      return b.slice(x, 0, type.dim(0) - 1, type.dim(0));
    }
    Value place = f.fresh(TensorType.of(ElementType.S32)).value();
    Value zero = b.constant(ElementType.S32, 0);
    return b.dynamicSlice(x, List.of(place, zero), 1, type.dim(1));
  }

  /// The place of the largest of numbers that both devices have alike.
  private Value token(RandomFunction f) {
    GraphBuilder b = f.builder();
    TensorType type =
        TensorType.of(f.oneOf(ELEMENTS), 1 + random.nextInt(3), 2 + random.nextInt(7));
    TensorType places = type.withElement(ElementType.S32);
    TensorType number = TensorType.of(type.element());
    TensorType place = TensorType.of(ElementType.S32);
    CompareOp.Comparison order =
        f.oneOf(
            List.of(
                CompareOp.Comparison.TOTALORDER,
                CompareOp.Comparison.TOTALORDER,
                CompareOp.Comparison.FLOAT));
    Region descending =
        b.region(
            List.of(number, number, place, place),
            pair -> b.emit(new CompareOp(pair.get(0), pair.get(1), CompareOp.Direction.GT, order)));
    ImmutableList<Value> inputs = ImmutableList.of(f.fresh(type).value(), b.iota(places, 1));
    ImmutableList<Value> sorted = b.emit(new SortOp(inputs, 1, true, descending));
    return b.slice(sorted.getLast(), 1, 0, random.nextInt(4) == 0 ? 2 : 1);
  }
}
