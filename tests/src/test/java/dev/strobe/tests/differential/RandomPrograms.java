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
/// complex numbers, `f8E8M0FNU` (powers of two alone), integers of two bits (of which XLA has few
/// ops), `rng` (no two runs agree), and bodies of single elements that read outer values (XLA has
/// none).
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
      step(main, 0);
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

  /// @param depth of regions and functions around the op; at most two
  private void step(RandomFunction f, int depth) {
    switch (random.nextInt(46)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 -> elementwise(f);
      case 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25 -> movement(new RandomMovement(f));
      case 26 -> new RandomFolding(f).dotGeneral();
      case 27 -> reduction(new RandomFolding(f));
      case 28, 29 -> gather(new RandomIndexing(f));
      case 30, 31 -> scatter(new RandomIndexing(f));
      case 32, 33 -> new RandomBodies(f).sort();
      case 34 -> new RandomBodies(f).map();
      case 35 -> new RandomWindows(f).reduceWindow();
      case 36 -> new RandomWindows(f).selectAndScatter();
      case 37 -> new RandomConvolution(f).convolution();
      case 38 -> numeric(f);
      case 39 -> new RandomGenerators(f).bits();
      case 40, 41 -> new RandomShapes(f).any();
      case 42 -> chlo(new RandomChlo(f));
      default -> nested(f, depth);
    }
  }

  private void elementwise(RandomFunction f) {
    RandomElementwise elementwise = new RandomElementwise(f);
    switch (random.nextInt(18)) {
      case 0, 1, 2, 3 -> elementwise.unary();
      case 4, 5, 6, 7, 8 -> elementwise.binary();
      case 9 -> elementwise.compare();
      case 10 -> elementwise.select();
      case 11 -> elementwise.clamp();
      case 12, 13 -> elementwise.convert();
      case 14 -> elementwise.bitcast();
      case 15 -> elementwise.bitcastConstant();
      case 16 -> elementwise.reducePrecision();
      default -> complex(new RandomComplex(f));
    }
  }

  private void complex(RandomComplex complex) {
    switch (random.nextInt(3)) {
      case 0 -> complex.complex();
      case 1 -> complex.part();
      default -> complex.function();
    }
  }

  private void movement(RandomMovement movement) {
    switch (random.nextInt(13)) {
      case 0 -> movement.constant();
      case 1 -> movement.iota();
      case 2, 3 -> movement.broadcast();
      case 4 -> movement.transpose();
      case 5 -> movement.reshape();
      case 6 -> movement.reverse();
      case 7 -> movement.slice();
      case 8 -> movement.concatenate();
      case 9 -> movement.pad();
      case 10 -> movement.dynamicSlice();
      case 11 -> movement.dynamicUpdateSlice();
      default -> movement.barrier();
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
    switch (random.nextInt(3)) {
      case 0 -> indexing.scatterCombining();
      case 1 -> indexing.scatterBatches();
      default -> indexing.scatterOverwriting();
    }
  }

  private void numeric(RandomFunction f) {
    switch (random.nextInt(5)) {
      case 0 -> new RandomTriangles(f).cholesky();
      case 1 -> new RandomTriangles(f).solve();
      case 2 -> new RandomTransforms(f).fft();
      default -> new RandomNormalization(f).batchNorm();
    }
  }

  private void chlo(RandomChlo chlo) {
    if (random.nextInt(4) == 0) {
      chlo.topK();
    } else {
      chlo.function();
    }
  }

  private void nested(RandomFunction f, int depth) {
    RandomControl control = new RandomControl(f, () -> step(f, depth + 1));
    if (depth == 2) {
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> control.branch();
      case 1 -> control.loop();
      default -> call(f, depth);
    }
  }

  /// Adds a function of a few ops and calls it.
  private void call(RandomFunction caller, int depth) {
    if (depth > 0) {
      return;
    }
    RandomFunction callee = new RandomFunction("f" + callees.size(), random, false);
    List<Tracked> arguments = List.of(caller.any(), caller.any());
    arguments.forEach(callee::addParameter);
    for (int i = 0; i < 4; i++) {
      step(callee, 1);
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
