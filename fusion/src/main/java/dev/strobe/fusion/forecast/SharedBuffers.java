package dev.strobe.fusion.forecast;

import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.ir.Type;
import dev.strobe.ir.op.GatherOp;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Which stored values take over the memory of an operand that dies with their step.
///
/// An elementwise computation does, element by element, if it reads the operand nowhere else; an
/// update and a loop do with what they update.
final class SharedBuffers {
  /// Ops of one fused computation that are looked through.
  private static final int MOST_FUSED = 256;

  private final FlatProgram program;
  private final StoredValues values;
  private final Set<Integer> fixed;
  private final int[] owner;
  private final int[] lastRead;

  private SharedBuffers(FlatProgram program, StoredValues values, Set<Integer> fixed) {
    this.program = program;
    this.values = values;
    this.fixed = fixed;
    owner = new int[program.valueCount()];
    Arrays.setAll(owner, value -> value);
    lastRead = new int[program.valueCount()];
    Arrays.setAll(lastRead, values::lastRead);
    List<Step> steps = program.steps();
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      if (values.role(at) != FusionRole.ALIAS) {
        for (int k = 0; k < step.results().length(); k++) {
          if (values.isStored(step.results().get(k))) {
            share(at, k);
          }
        }
      }
    }
  }

  /// @param fixed parameters whose memory is the caller's
  static SharedBuffers of(FlatProgram program, StoredValues values, Set<Integer> fixed) {
    return new SharedBuffers(program, values, fixed);
  }

  /// The value that brought the memory of a value.
  int owner(int value) {
    int found = values.origin(value);
    while (owner[found] != found) {
      found = owner[found];
    }
    return found;
  }

  private void share(int at, int k) {
    Step step = program.steps().get(at);
    int result = step.results().get(k);
    if (values.isInRoutine(at)) {
      return;
    }
    switch (values.role(at)) {
      case UPDATE, CARRY -> {
        if (k < step.operands().length()) {
          take(at, result, step.operands().get(k));
        }
      }
      case ELEMENTWISE, MOVEMENT -> elementwise(at).ifPresent(operand -> take(at, result, operand));
      case ALIAS, CONSTANT, REDUCTION, ROUTINE -> {}
    }
  }

  private void take(int at, int result, int operand) {
    int from = owner(operand);
    boolean free = values.isStored(operand) && !fixed.contains(from) && lastRead[from] <= at;
    if (free && bytes(program.type(from)) == bytes(program.type(result))) {
      owner[result] = from;
      lastRead[from] = Math.max(lastRead[from], values.lastRead(result));
    }
  }

  /// An operand of a fused computation that is read element by element only and may be replaced.
  private OptionalInt elementwise(int at) {
    Set<Integer> plain = new HashSet<>();
    Set<Integer> moved = new HashSet<>();
    Set<Integer> seen = new HashSet<>();
    if (values.isReshaped(program.steps().get(at).results().get(0))) {
      return OptionalInt.empty();
    }
    collect(at, values.role(at) == FusionRole.ELEMENTWISE, new Found(plain, moved, seen));
    int result = program.steps().get(at).results().get(0);
    return plain.stream()
        .filter(value -> !moved.contains(value) && !fixed.contains(owner(value)))
        .filter(value -> lastRead[owner(value)] <= at)
        .filter(value -> bytes(program.type(value)) == bytes(program.type(result)))
        .mapToInt(value -> value)
        .min();
  }

  /// Stored operands that are read as they are, those that are read in another order, and steps.
  private record Found(Set<Integer> plain, Set<Integer> moved, Set<Integer> seen) {}

  private void collect(int at, boolean isPlain, Found found) {
    if (found.seen().size() > MOST_FUSED || !found.seen().add(isPlain ? at : -at - 1)) {
      return;
    }
    for (int operand : program.steps().get(at).operands().asList()) {
      int origin = values.origin(operand);
      boolean same = isPlain && origin == operand && !isLookedUp(origin);
      int definition = values.definition(origin);
      if (values.isStored(origin)) {
        (same ? found.plain() : found.moved()).add(origin);
      } else if (definition >= 0) {
        collect(definition, same && values.role(definition) == FusionRole.ELEMENTWISE, found);
      }
    }
  }

  /// Rows of a table, which XLA looks up in another shape, and again where they are only scaled.
  private boolean isLookedUp(int origin) {
    int definition = values.definition(origin);
    if (definition < 0) {
      return false;
    }
    Step step = program.steps().get(definition);
    return step.op() instanceof GatherOp
        || (values.role(definition) == FusionRole.ELEMENTWISE
            && step.operands().stream().anyMatch(this::isUnstoredLookUp));
  }

  private boolean isUnstoredLookUp(int operand) {
    int definition = values.definition(operand);
    return definition >= 0
        && !values.isStored(operand)
        && program.steps().get(definition).op() instanceof GatherOp;
  }

  private static long bytes(Type type) {
    return DeviceSize.of(type);
  }
}
