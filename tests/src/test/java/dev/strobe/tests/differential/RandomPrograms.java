package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Well-typed programs over all ops at hand, the same for the same seed; a program of fewer steps
/// is a prefix of a longer one, which is how failures shrink.
///
/// Left out, because the specification leaves their meaning open or XLA on the CPU is known to go
/// its own way: NaN and infinities (XLA's `maximum` may swallow NaN), subnormals (flushed to zero),
/// floats that rounding has touched where a function jumps (rounding, sign, remainder, comparison,
/// conversion to integers), unsigned exponents in the upper half, partial windows of a scatter,
/// overwriting at equal indices, bodies and initial values that form no monoid, the order of
/// complex numbers, complex elementary functions, sub-byte and 8-bit float types, and regions that
/// read outer values (XLA has none).
final class RandomPrograms {
  private static final int RESULTS = 6;

  private final Random random;
  private final List<Graph> callees = new ArrayList<>();
  private final Map<Value, Double> errors = new HashMap<>();

  private RandomPrograms(Random random) {
    this.random = random;
  }

  /// @param steps how many ops to try to add to the main function
  static RandomProgram of(long seed, int steps) {
    return new RandomPrograms(new Random(seed)).program("seed" + seed, steps);
  }

  private RandomProgram program(String name, int steps) {
    RandomFunction main = new RandomFunction("main", random, true);
    main.any();
    for (int i = 0; i < steps; i++) {
      step(main, true);
    }
    List<Tracked> results = main.outcome(RESULTS);
    results = results.isEmpty() ? List.of(main.any()) : results;
    note(main);
    ImmutableList<Graph> functions =
        ImmutableList.<Graph>builder().add(main.build(results)).addAll(callees).build();
    return new RandomProgram(
        new Program(name, functions, ImmutableMap.of()),
        ImmutableList.copyOf(main.arguments()),
        ImmutableMap.copyOf(errors));
  }

  private void note(RandomFunction function) {
    function.pool().forEach(tracked -> errors.put(tracked.value(), tracked.error()));
  }

  private void step(RandomFunction f, boolean mayCall) {
    RandomElementwise elementwise = new RandomElementwise(f);
    RandomMovement movement = new RandomMovement(f);
    RandomFolding folding = new RandomFolding(f);
    RandomIndexing indexing = new RandomIndexing(f);
    switch (random.nextInt(34)) {
      case 0, 1, 2, 3 -> elementwise.unary();
      case 4, 5, 6, 7, 8 -> elementwise.binary();
      case 9 -> elementwise.compare();
      case 10 -> elementwise.select();
      case 11 -> elementwise.clamp();
      case 12, 13 -> elementwise.convert();
      case 14 -> elementwise.bitcast();
      case 15 -> elementwise.bitcastConstant();
      case 16 -> movement.constant();
      case 17 -> movement.iota();
      case 18, 19 -> movement.broadcast();
      case 20 -> movement.transpose();
      case 21 -> movement.reshape();
      case 22 -> movement.reverse();
      case 23 -> movement.slice();
      case 24 -> movement.concatenate();
      case 25 -> movement.pad();
      case 26 -> movement.dynamicSlice();
      case 27 -> movement.dynamicUpdateSlice();
      case 28 -> movement.barrier();
      case 29 -> folding.dotGeneral();
      case 30 -> reduction(folding);
      case 31 -> gather(indexing);
      case 32 -> scatter(indexing);
      default -> call(f, mayCall);
    }
  }

  private void reduction(RandomFolding folding) {
    if (random.nextInt(3) == 0) {
      folding.argmax();
    } else {
      folding.reduce();
    }
  }

  private void gather(RandomIndexing indexing) {
    if (random.nextBoolean()) {
      indexing.gatherRows();
    } else {
      indexing.gatherWindows();
    }
  }

  private void scatter(RandomIndexing indexing) {
    if (random.nextBoolean()) {
      indexing.scatterCombining();
    } else {
      indexing.scatterOverwriting();
    }
  }

  /// Adds a function of a few ops and calls it.
  private void call(RandomFunction caller, boolean allowed) {
    if (!allowed) {
      return;
    }
    RandomFunction callee = new RandomFunction("f" + callees.size(), random, false);
    List<Tracked> arguments = List.of(caller.any(), caller.any());
    arguments.forEach(callee::addParameter);
    for (int i = 0; i < 4; i++) {
      step(callee, false);
    }
    List<Tracked> results = callee.outcome(2);
    if (results.isEmpty()) {
      return;
    }
    callees.add(callee.build(results));
    note(callee);
    ImmutableList<Value> operands =
        arguments.stream().map(Tracked::value).collect(ImmutableList.toImmutableList());
    ImmutableList<Type> types =
        results.stream().map(r -> (Type) r.type()).collect(ImmutableList.toImmutableList());
    List<Value> values = caller.builder().emit(new CallOp(callee.toString(), operands, types));
    for (int i = 0; i < values.size(); i++) {
      caller.add(results.get(i).moved(values.get(i)));
    }
  }
}
