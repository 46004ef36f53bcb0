package dev.strobe.tests.differential;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Region;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.SortOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Adds ops whose bodies work on one element at a time: `sort` and `map`.
///
/// Order is asked only of numbers that both sides have alike. Where equals may change places, there
/// is nothing else by which they could be told apart.
record RandomBodies(RandomFunction f) {
  void sort() {
    Tracked key =
        f.any(
            v ->
                v.type().rank() > 0
                    && v.isExact()
                    && !v.element().isComplex()
                    && !RandomFunction.isPacked(v.element()));
    Tracked second = f.any(Tracked::isExact, key.type());
    int axis = f.below(key.type().rank());
    boolean negative = f.below(3) == 0;
    long dimension = negative ? axis - key.type().rank() : axis;
    List<Tracked> all = new ArrayList<>(List.of(key));
    boolean stable = f.below(3) > 0;
    if (stable) {
      all.add(second);
      Stream.generate(f::element)
          .filter(element -> !RandomFunction.isPacked(element))
          .limit(f.below(3))
          .map(element -> f.of(key.type().withElement(element)))
          .forEach(all::add);
    }
    var direction = f.oneOf(List.of(CompareOp.Direction.LT, CompareOp.Direction.GT));
    boolean total = key.element().isFloat() && f.below(3) == 0;
    boolean both = stable && f.below(2) == 0;
    Region comparator =
        f.builder()
            .region(
                scalars(all),
                x -> {
                  Value before = compare(x.get(0), x.get(1), direction, total);
                  return List.of(both ? orElse(x, before, direction) : before);
                });
    ImmutableList<Value> inputs = all.stream().map(Tracked::value).collect(toImmutableList());
    List<Value> results = f.builder().emit(new SortOp(inputs, dimension, stable, comparator));
    for (int i = 0; i < results.size(); i++) {
      f.add(all.get(i).moved(results.get(i)));
    }
  }

  /// Two scalars an input.
  private static List<Type> scalars(List<Tracked> inputs) {
    return inputs.stream()
        .map(x -> TensorType.of(x.element()))
        .<Type>flatMap(type -> Stream.of(type, type))
        .toList();
  }

  private Value compare(Value x, Value y, CompareOp.Direction direction, boolean total) {
    CompareOp.Comparison comparison =
        total ? CompareOp.Comparison.TOTALORDER : CompareOp.comparisonOf(x.tensor().element());
    return f.emit(new CompareOp(x, y, direction, comparison));
  }

  /// By the second operand, the other way round, where the first ones are equal.
  private Value orElse(List<Value> x, Value before, CompareOp.Direction direction) {
    GraphBuilder b = f.builder();
    var other =
        direction == CompareOp.Direction.LT ? CompareOp.Direction.GT : CompareOp.Direction.LT;
    Value equal = b.compare(x.get(0), x.get(1), CompareOp.Direction.EQ);
    Value second = b.compare(x.get(2), x.get(3), other);
    return b.binary(BinaryOp.Kind.OR, before, b.and(equal, second));
  }

  void map() {
    Tracked x = f.any(v -> !v.element().isBoolean());
    Tracked y = f.of(x.type());
    GraphBuilder b = f.builder();
    ScalarBodies bodies = new ScalarBodies(b);
    List<Value> inputs = List.of(x.value(), y.value());
    boolean compares = x.isExact() && y.isExact() && f.below(2) == 0;
    if (compares) {
      Value result = bodies.map(inputs, s -> b.compare(s.get(0), s.get(1), CompareOp.Direction.NE));
      f.add(new Tracked(result, 1, 0));
      return;
    }
    Value result =
        bodies.map(inputs, s -> b.negate(b.subtract(b.multiply(s.get(0), s.get(1)), s.get(1))));
    double product = x.bound() * y.bound();
    double error = Tracked.rounded(result, product, RandomElementwise.productError(x, y)).error();
    f.add(Tracked.rounded(result, product + y.bound(), error + y.error()));
  }
}
