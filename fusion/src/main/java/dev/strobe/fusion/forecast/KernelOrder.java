package dev.strobe.fusion.forecast;

import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/// The order in which XLA's CPU compiler runs a program: breadth first.
///
/// What it has fused runs as one kernel, as soon as all kernels that it reads have run, first come
/// first served. The readers of one kernel come in the order in which a walk from the results meets
/// them, operands before what reads them; behind a routine that has taken in what reads its
/// reduction, in the opposite one. A program with loops or branches is left as it is written.
final class KernelOrder {
  private final List<Step> steps;
  private final ImmutableIntArray results;
  private final StoredValues values;
  private final int parameters;

  /// By value, the parameter that it is, or the step that defines it, counted behind them.
  private final int[] source;

  /// By parameter and step, the kernels that read it.
  private final List<List<Integer>> readers = new ArrayList<>();

  private final int[] waiting;
  private final BitSet written = new BitSet();
  private final List<Step> order = new ArrayList<>();

  private KernelOrder(FlatProgram program) {
    steps = program.steps();
    results = program.results();
    values = StoredValues.of(program);
    parameters = program.parameters().length();
    source = new int[program.valueCount()];
    for (int i = 0; i < parameters; i++) {
      source[program.parameters().get(i)] = i;
    }
    for (int at = 0; at < steps.size(); at++) {
      int step = at;
      steps.get(at).results().forEach(value -> source[value] = parameters + step);
    }
    for (int i = 0; i < parameters + steps.size(); i++) {
      readers.add(new ArrayList<>());
    }
    waiting = new int[steps.size()];
  }

  /// A program with its steps in the order of the kernels that compute them.
  static FlatProgram of(FlatProgram program) {
    return program.steps().stream().anyMatch(Step::opens)
        ? program
        : program.inOrder(new KernelOrder(program).run());
  }

  private List<Step> run() {
    List<Integer> alone = new ArrayList<>();
    for (int at = 0; at < steps.size(); at++) {
      if (isKernel(at)) {
        addReader(at);
        if (waiting[at] == 0) {
          alone.add(at);
        }
      }
    }
    sortReaders();
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < parameters; i++) {
      finish(i, ready);
    }
    ready.addAll(alone);
    while (!ready.isEmpty()) {
      int kernel = ready.remove();
      write(kernel);
      finish(parameters + kernel, ready);
    }
    for (int at = 0; at < steps.size(); at++) {
      write(at);
    }
    return order;
  }

  private void sortReaders() {
    int[] place = places();
    Comparator<Integer> walked = Comparator.comparingInt(kernel -> place[kernel]);
    for (int i = 0; i < readers.size(); i++) {
      boolean opposite = i >= parameters && values.goesOnBehindReduction(i - parameters);
      readers.get(i).sort(opposite ? walked.reversed() : walked);
    }
  }

  /// By step, its place in the walk from the results.
  private int[] places() {
    int[] place = new int[steps.size()];
    int[] next = new int[steps.size()];
    int count = 0;
    for (int result : results.asList()) {
      Deque<Integer> path = new ArrayDeque<>();
      enter(result, next, path);
      while (!path.isEmpty()) {
        int at = path.getLast();
        ImmutableIntArray operands = steps.get(at).operands();
        if (next[at] <= operands.length()) {
          enter(operands.get(next[at]++ - 1), next, path);
        } else {
          place[at] = count++;
          path.removeLast();
        }
      }
    }
    return place;
  }

  /// Goes on with the step that defines a value, if it is met for the first time.
  private void enter(int value, int[] next, Deque<Integer> path) {
    int step = source[value] - parameters;
    if (step >= 0 && next[step] == 0) {
      next[step] = 1;
      path.addLast(step);
    }
  }

  private void addReader(int kernel) {
    Set<Integer> read = new HashSet<>();
    walk(kernel, read::add);
    waiting[kernel] = read.size();
    read.forEach(each -> readers.get(each).add(kernel));
  }

  private boolean isKernel(int at) {
    Step step = steps.get(at);
    return switch (values.role(at)) {
      case ALIAS -> step.op() instanceof OptimizationBarrierOp;
      case CONSTANT -> false;
      default -> step.results().isEmpty() || values.isStored(step.results().get(0));
    };
  }

  private void finish(int source, Deque<Integer> ready) {
    for (int reader : readers.get(source)) {
      if (--waiting[reader] == 0) {
        ready.add(reader);
      }
    }
  }

  /// Adds a kernel behind the steps that it computes on its way, where these are not there yet.
  private void write(int kernel) {
    SortedSet<Integer> inside = walk(kernel, _ -> {});
    inside.add(kernel);
    for (int step : inside) {
      if (!written.get(step)) {
        written.set(step);
        order.add(steps.get(step));
      }
    }
  }

  /// Returns the steps that a kernel computes on its way, and calls for each that it reads.
  private SortedSet<Integer> walk(int kernel, IntConsumer read) {
    SortedSet<Integer> inside = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(kernel));
    while (!open.isEmpty()) {
      for (int operand : steps.get(open.remove()).operands().asList()) {
        int step = source[operand] - parameters;
        if (step < 0 || isKernel(step)) {
          read.accept(source[operand]);
        } else if (inside.add(step)) {
          open.add(step);
        }
      }
    }
    return inside;
  }
}
