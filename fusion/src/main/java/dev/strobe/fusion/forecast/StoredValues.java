package dev.strobe.fusion.forecast;

import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Which values of a program XLA's CPU compiler keeps in memory, and until when they are read.
///
/// It computes elementwise ops and movements of data inside the ops that read them, again in each,
/// and stores a value only where that does not go: results, what a routine such as a product reads
/// or writes, what is expensive and read twice or repeatedly, and what a reduction does not read
/// alone.
final class StoredValues {
  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  private final List<Step> steps;
  private final FusionRole[] roles;
  private final int[] origin;
  private final int[] definition;
  private final boolean[] stored;
  private final int[] lastRead;

  /// The stored step that an unstored value is computed in, or that there are several.
  private final int[] home;

  private final boolean[] repeated;
  private final boolean[] reshaped;
  private final Readers readers;
  private final VaryingAxes axes;
  private final LibraryRoutines routines;

  private StoredValues(FlatProgram program) {
    int values = program.valueCount();
    steps = program.steps();
    roles = steps.stream().map(step -> FusionRole.of(step.op())).toArray(FusionRole[]::new);
    origin = new int[values];
    Arrays.setAll(origin, value -> value);
    definition = new int[values];
    Arrays.fill(definition, NONE);
    stored = new boolean[values];
    lastRead = new int[values];
    Arrays.fill(lastRead, NONE);
    home = new int[values];
    Arrays.fill(home, NONE);
    repeated = new boolean[values];
    reshaped = new boolean[values];
    readers = new Readers(values);
    axes = VaryingAxes.of(program);
    link();
    program.parameters().forEach(value -> stored[value] = true);
    program.results().forEach(this::keep);
    routines = LibraryRoutines.of(program, this);
    for (int step = steps.size() - 1; step >= 0; step--) {
      decide(step);
    }
    program.parameters().forEach(this::summarise);
  }

  static StoredValues of(FlatProgram program) {
    return new StoredValues(program);
  }

  FusionRole role(int step) {
    return roles[step];
  }

  /// The value whose memory a value is, since it is only another shape of it.
  int origin(int value) {
    return origin[value];
  }

  /// The step that defines a value, negative for a parameter.
  int definition(int value) {
    return definition[origin[value]];
  }

  boolean isStored(int value) {
    return stored[origin[value]];
  }

  /// Whether something reads a value in another shape, which its computation then writes.
  boolean isReshaped(int value) {
    return reshaped[origin[value]];
  }

  /// The last step that reads a value's memory; that of its definition if there is none.
  int lastRead(int value) {
    return Math.max(lastRead[origin[value]], definition[origin[value]]);
  }

  /// Whether a step is computed in a routine with a reduction, which does not write where it reads.
  boolean isInRoutine(int step) {
    return routines.has(step);
  }

  /// Whether a step ends a routine that goes on behind its reduction.
  boolean goesOnBehindReduction(int step) {
    return routines.has(step) && !(steps.get(step).op() instanceof ReduceOp);
  }

  /// The step that alone reads a value which needs no memory otherwise, negative if there is none.
  int onlyReader(int value) {
    int[] found = {NONE};
    if (!stored[origin[value]] && readers.hasOne(origin[value])) {
      readers.forEach(origin[value], reader -> found[0] = reader);
    }
    return found[0];
  }

  /// Whether all readers of a value are such and nothing else keeps it.
  boolean isOnlyReadBy(int value, IntPredicate such) {
    boolean[] all = {!stored[origin[value]]};
    readers.forEach(origin[value], reader -> all[0] &= such.test(reader));
    return all[0];
  }

  /// The value by whose inverse a division multiplies, since it is repeated along some axes;
  /// negative if the step is none.
  int divisor(int at) {
    Step step = steps.get(at);
    if (step.op() instanceof BinaryOp op && op.kind() == BinaryOp.Kind.DIVIDE) {
      int by = definition(step.operands().get(1));
      if (by >= 0 && steps.get(by).op() instanceof BroadcastInDimOp broadcast) {
        return broadcast.operand().tensor().isScalar()
            ? NONE
            : origin[steps.get(by).operands().get(0)];
      }
    }
    return NONE;
  }

  /// The transposed value that a step puts in the place of a whole other one, so that XLA copies it
  /// wherever it is read in order; negative if the step is none such.
  int transposedUpdate(int at) {
    if (at >= 0 && isWholeUpdate(at)) {
      int update = origin[steps.get(at).operands().get(1)];
      int by = definition[update];
      boolean transposed =
          by >= 0 && steps.get(by).op() instanceof TransposeOp && roles[by] == FusionRole.MOVEMENT;
      return transposed ? update : NONE;
    }
    return NONE;
  }

  /// Whether a step puts a value in the place of a whole other one.
  boolean isWholeUpdate(int at) {
    return steps.get(at).op() instanceof DynamicUpdateSliceOp op
        && op.operand().type().equals(op.update().type());
  }

  /// Whether nothing reads a value but one that takes its place.
  boolean isOverwritten(int value) {
    boolean[] all = {true};
    readers.forEach(origin[value], reader -> all[0] &= isWholeUpdate(reader));
    return all[0];
  }

  private void link() {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int at = i;
      step.results().forEach(value -> definition[value] = at);
      if (roles[i] == FusionRole.ALIAS) {
        for (int k = 0; k < step.results().length(); k++) {
          origin[step.results().get(k)] = origin[step.operands().get(k)];
        }
        if (step.op() instanceof OptimizationBarrierOp) {
          step.operands().forEach(this::keep);
        } else {
          reshaped[origin[step.operands().get(0)]] = true;
        }
      } else {
        step.operands().forEach(value -> readers.add(origin[value], at));
      }
    }
  }

  private void keep(int value) {
    stored[origin[value]] = true;
  }

  private void decide(int at) {
    FusionRole role = roles[at];
    if (role == FusionRole.ALIAS) {
      return;
    }
    for (int value : steps.get(at).results().asList()) {
      summarise(value);
      boolean fused =
          routines.has(at)
              ? routines.isInside(at)
              : role.isFusible() && !stored[value] && isFusedEverywhere(value, at);
      stored[value] = role != FusionRole.CONSTANT && !fused;
    }
  }

  private boolean isFusedEverywhere(int value, int at) {
    boolean[] fits = {true};
    readers.forEach(value, reader -> fits[0] &= takes(reader, value));
    boolean once = home[value] != SEVERAL && !repeated[value];
    boolean expensive = FusionRole.isExpensive(steps.get(at).op()) && axes.isWhole(value);
    return fits[0] && (once || !expensive);
  }

  /// Whether a step computes an operand on its way.
  private boolean takes(int reader, int value) {
    if (routines.has(reader)) {
      return false;
    }
    return switch (roles[reader]) {
      case ELEMENTWISE, MOVEMENT -> !isInReduction(reader) || isReadAlone(value);
      case REDUCTION -> isReadAlone(value);
      case ALIAS, CONSTANT -> true;
      case UPDATE -> transposedUpdate(reader) != value;
      case CARRY, ROUTINE -> false;
    };
  }

  private boolean isInReduction(int reader) {
    int result = steps.get(reader).results().get(0);
    return !stored[result] && home[result] >= 0 && roles[home[result]] == FusionRole.REDUCTION;
  }

  private boolean isReadAlone(int value) {
    return readers.hasOne(value) && roles[definition[value]] == FusionRole.ELEMENTWISE;
  }

  /// Collects where and when a value is read from what is known of its readers.
  private void summarise(int value) {
    readers.forEach(value, reader -> addReader(value, reader));
  }

  private void addReader(int value, int reader) {
    ImmutableIntArray results = steps.get(reader).results();
    boolean inside =
        routines.isInside(reader) || (roles[reader].isFusible() && !stored[results.get(0)]);
    int result = inside ? results.get(0) : NONE;
    int place = inside ? home[result] : reader;
    home[value] = home[value] == NONE || home[value] == place ? place : SEVERAL;
    lastRead[value] = Math.max(lastRead[value], inside ? lastRead[result] : reader);
    repeated[value] |= FusionRole.repeats(steps.get(reader).op()) || (inside && repeated[result]);
  }
}
