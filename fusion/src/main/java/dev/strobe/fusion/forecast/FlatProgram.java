package dev.strobe.fusion.forecast;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A program as one list of steps: calls inlined, the bodies of loops and branches in their place.
///
/// Values are numbers. A loop is two steps: the first takes the initial values and defines what is
/// carried, the second takes what the body returns, what is carried and what the bodies capture, so
/// that all of it lives until then. A branching op is the same with the predicate first.
final class FlatProgram {
  private static final int MOST_STEPS = 4_000_000;

  /// One op at its time, which is its place in the list.
  ///
  /// @param opens whether the op is a loop or branch whose bodies follow
  record Step(Node node, boolean opens, ImmutableIntArray operands, ImmutableIntArray results) {
    Op op() {
      return node.op();
    }
  }

  private final Program program;
  private final List<Step> steps = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private final Map<Value, Integer> numbers = new HashMap<>();
  private final ImmutableIntArray parameters;
  private final ImmutableIntArray results;

  private FlatProgram(Program program) {
    this.program = program;
    Graph main = program.main();
    this.parameters = define(main.parameters().stream().map(p -> p.value()).toList());
    flatten(main.nodes());
    this.results = numbers(main.results());
  }

  private FlatProgram(FlatProgram other, List<Step> others) {
    program = other.program;
    steps.addAll(others);
    types.addAll(other.types);
    parameters = other.parameters;
    results = other.results;
  }

  static FlatProgram of(Program program) {
    return new FlatProgram(program);
  }

  /// The same program with its steps in another order.
  FlatProgram inOrder(List<Step> others) {
    return new FlatProgram(this, others);
  }

  List<Step> steps() {
    return steps;
  }

  /// A name for a value that a step defines: where it comes from, and its number.
  String name(int step, int value) {
    Step of = steps.get(step);
    return of.node().location() + ":" + of.op().name() + "#" + value;
  }

  Type type(int value) {
    return types.get(value);
  }

  int valueCount() {
    return types.size();
  }

  /// Of the entry function.
  ImmutableIntArray parameters() {
    return parameters;
  }

  /// Of the entry function.
  ImmutableIntArray results() {
    return results;
  }

  private void flatten(List<Node> nodes) {
    for (Node node : nodes) {
      if (steps.size() >= MOST_STEPS) {
        throw new InvalidOpException(
            "forecast requires at most " + MOST_STEPS + " ops once calls are inlined, got more");
      }
      switch (node.op()) {
        case CallingOp call -> inline(node, call);
        case WhileOp loop -> loop(node, loop);
        case CaseOp _ -> branches(node);
        case IfOp _ -> branches(node);
        default -> step(node, false, numbers(node.op().operands()), define(node.results()));
      }
    }
  }

  private void inline(Node node, CallingOp call) {
    Graph callee = program.function(call.callee()).orElseThrow();
    // A function that is called twice defines its values twice.
    for (int i = 0; i < callee.parameters().size(); i++) {
      numbers.put(callee.parameters().get(i).value(), number(call.operands().get(i)));
    }
    flatten(callee.nodes());
    rename(node.results(), numbers(callee.results()));
  }

  private void loop(Node node, WhileOp loop) {
    ImmutableIntArray carried = fresh(node.results());
    step(node, true, numbers(loop.operand()), carried);
    rename(loop.cond().parameters(), carried);
    rename(loop.body().parameters(), carried);
    flatten(loop.cond().nodes());
    flatten(loop.body().nodes());
    ImmutableIntArray used =
        ImmutableIntArray.builder()
            .addAll(numbers(loop.body().results()))
            .addAll(carried)
            .addAll(numbers(node.captures().asList()))
            .addAll(numbers(loop.cond().results()))
            .build();
    step(node, false, used, ImmutableIntArray.of());
    rename(node.results(), carried);
  }

  private void branches(Node node) {
    step(node, true, numbers(node.op().operands()), ImmutableIntArray.of());
    ImmutableIntArray.Builder used = ImmutableIntArray.builder();
    for (Region branch : node.op().regions()) {
      flatten(branch.nodes());
      used.addAll(numbers(branch.results()));
    }
    used.addAll(numbers(node.captures().asList()));
    step(node, false, used.build(), define(node.results()));
  }

  private void step(Node node, boolean opens, ImmutableIntArray used, ImmutableIntArray defined) {
    steps.add(new Step(node, opens, used, defined));
  }

  private ImmutableIntArray define(List<Value> values) {
    ImmutableIntArray made = fresh(values);
    rename(values, made);
    return made;
  }

  private ImmutableIntArray fresh(List<Value> values) {
    ImmutableIntArray.Builder made = ImmutableIntArray.builder();
    for (Value value : values) {
      made.add(types.size());
      types.add(value.type());
    }
    return made.build();
  }

  private void rename(List<Value> values, ImmutableIntArray as) {
    for (int i = 0; i < values.size(); i++) {
      numbers.put(values.get(i), as.get(i));
    }
  }

  private ImmutableIntArray numbers(List<Value> values) {
    return ImmutableIntArray.copyOf(values.stream().mapToInt(this::number));
  }

  /// The number of a value, of one that is defined twice the last.
  int number(Value value) {
    return Objects.requireNonNull(numbers.get(value));
  }

  /// The entry function's parameters.
  ImmutableList<Parameter> declared() {
    return program.main().parameters();
  }
}
