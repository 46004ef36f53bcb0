package dev.strobe.fusion.forecast;

import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ReduceOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Steps that XLA's CPU compiler hands to its library of kernels as one routine.
///
/// Around each large reduction it gathers what the library computes as well: the only reader of the
/// routine's result, again and again, and operands that nobody else reads. Softmax and the product
/// behind it become one routine where rows are many. A routine reads memory and writes memory; what
/// it computes between has none among the temporaries.
final class LibraryRoutines {
  private static final int NONE = -1;

  private final FlatProgram program;
  private final StoredValues values;

  /// By step, the last step of its routine.
  private final int[] last;

  private LibraryRoutines(FlatProgram program, StoredValues values) {
    this.program = program;
    this.values = values;
    last = new int[program.steps().size()];
    Arrays.fill(last, NONE);
    for (int at = last.length - 1; at >= 0; at--) {
      if (program.steps().get(at).op() instanceof ReduceOp && isFree(at)) {
        grow(at);
      }
    }
  }

  /// @param values of which is known who reads them
  static LibraryRoutines of(FlatProgram program, StoredValues values) {
    return new LibraryRoutines(program, values);
  }

  /// Whether a step is part of a routine around a reduction.
  boolean has(int step) {
    return last[step] != NONE;
  }

  /// Whether it is, and the routine goes on with its result.
  boolean isInside(int step) {
    return last[step] != NONE && last[step] != step;
  }

  private void grow(int reduction) {
    List<Integer> steps = new ArrayList<>();
    int end = reduction;
    for (int next = reduction; next != NONE; ) {
      steps.add(next);
      end = Math.max(end, next);
      for (int step : steps) {
        last[step] = end;
      }
      int reader = values.onlyReader(result(end));
      next = reader != NONE && isFree(reader) ? reader : operand(steps, end);
    }
  }

  /// A step whose result only the routine reads.
  private int operand(List<Integer> steps, int end) {
    return steps.stream()
        .flatMapToInt(step -> program.steps().get(step).operands().stream())
        .map(values::definition)
        .filter(step -> step >= 0 && isFree(step))
        .filter(step -> values.isOnlyReadBy(result(step), reader -> last[reader] == end))
        .findFirst()
        .orElse(NONE);
  }

  private int result(int step) {
    return program.steps().get(step).results().get(0);
  }

  private boolean isFree(int at) {
    Step step = program.steps().get(at);
    return last[at] == NONE
        && LibraryOps.has(step.op())
        && !dividesBySmall(at)
        && !(step.op() instanceof BroadcastInDimOp && isSmallDivisor(at));
  }

  /// XLA multiplies by the inverse instead, which it computes before it is repeated.
  private boolean dividesBySmall(int at) {
    int divisor = values.divisor(at);
    return divisor >= 0 && !LibraryOps.isLarge((TensorType) program.type(divisor));
  }

  private boolean isSmallDivisor(int broadcast) {
    int reader = values.onlyReader(result(broadcast));
    return reader != NONE && dividesBySmall(reader);
  }
}
