package dev.strobe.tests.differential;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Adds branches and loops, in whose bodies the values around them are at hand.
///
/// @param step adds a random op
record RandomControl(RandomFunction f, Runnable step) {
  void branch() {
    Tracked x = f.any();
    Tracked y = f.any();
    List<List<Tracked>> returned = new ArrayList<>();
    Supplier<List<Value>> body =
        () -> {
          returned.add(f.inside(() -> outcome(x.type(), y.type())));
          return returned.getLast().stream().map(Tracked::value).toList();
        };
    add(f.below(2) == 0 ? ifElse(body) : switchCase(body), returned);
  }

  private List<Tracked> outcome(TensorType... types) {
    step.run();
    step.run();
    return Stream.of(types).map(f::of).toList();
  }

  private List<Value> ifElse(Supplier<List<Value>> body) {
    Value pred = f.of(TensorType.of(ElementType.PRED)).value();
    return f.builder().ifElse(pred, body, body);
  }

  private List<Value> switchCase(Supplier<List<Value>> body) {
    Value index = f.of(TensorType.of(ElementType.S32)).value();
    ImmutableList<Supplier<List<Value>>> branches =
        Stream.generate(() -> body).limit(1 + f.below(3)).collect(toImmutableList());
    return f.builder().switchCase(index, branches);
  }

  private void add(List<Value> results, List<List<Tracked>> returned) {
    for (int i = 0; i < results.size(); i++) {
      Tracked result = returned.getFirst().get(i).moved(results.get(i));
      for (List<Tracked> branch : returned) {
        result = result.mixed(results.get(i), branch.get(i));
      }
      f.add(result);
    }
  }

  /// Three rounds at most: numbers that any steps make of themselves, which are exact, and a float
  /// to which something is added each time.
  void loop() {
    GraphBuilder b = f.builder();
    Tracked exact = f.any(v -> !v.element().isFloat() && !v.element().isComplex());
    Tracked sum = f.any(v -> v.element().isFloat());
    int times = 1 + f.below(3);
    Value limit = limit(times);
    BinaryOp.Kind kind = f.oneOf(List.of(BinaryOp.Kind.ADD, BinaryOp.Kind.MAXIMUM));
    List<Tracked> added = new ArrayList<>();
    List<Value> operands = List.of(b.constant(ElementType.S32, 0), exact.value(), sum.value());
    List<Value> results =
        b.whileLoop(
            operands,
            state -> b.compare(state.getFirst(), limit, CompareOp.Direction.LT),
            state ->
                f.inside(
                    () -> {
                      f.add(new Tracked(state.get(0), times, 0));
                      f.add(exact.moved(state.get(1)));
                      step.run();
                      step.run();
                      added.add(f.of(sum.type()));
                      Value next = f.of(exact.type()).value();
                      return List.of(
                          b.add(state.get(0), b.constant(ElementType.S32, 1)),
                          next,
                          b.binary(kind, state.get(2), added.getFirst().value()));
                    }));
    f.add(new Tracked(results.get(0), times, 0));
    f.add(new Tracked(results.get(1), 255, 0));
    f.add(repeated(kind, times, results.get(2), sum, added.getFirst()));
  }

  /// A number of rounds, known to the compiler or not.
  private Value limit(int times) {
    GraphBuilder b = f.builder();
    Value most = b.constant(ElementType.S32, times);
    return f.below(2) == 0
        ? most
        : b.clamp(
            b.constant(ElementType.S32, 0), f.of(TensorType.of(ElementType.S32)).value(), most);
  }

  private static Tracked repeated(
      BinaryOp.Kind kind, int times, Value result, Tracked sum, Tracked added) {
    return kind == BinaryOp.Kind.MAXIMUM
        ? sum.mixed(result, added)
        : Tracked.summed(
            result,
            sum.bound() + times * added.bound(),
            sum.error() + times * added.error(),
            times);
  }
}
