package dev.strobe.fusion.forecast;

import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// The order in which XLA's CPU compiler runs a program: breadth first.
///
/// What it has fused runs as one kernel, as soon as all kernels that it reads have run, first come
/// first served. Of the readers of one kernel routines come before loops. A program with loops or
/// branches is left in the order in which it is written.
final class KernelOrder {
  private static final int NONE = -1;

  private final FlatProgram program;
  private final List<Step> steps;
  private final StoredValues values;
  private final int[] definition;

  /// By parameter, and then by step, the kernels that read it.
  private final List<List<Integer>> readers = new ArrayList<>();

  private final int[] waiting;
  private final BitSet written = new BitSet();
  private final List<Step> order = new ArrayList<>();

  private KernelOrder(FlatProgram program) {
    this.program = program;
    steps = program.steps();
    values = StoredValues.of(program);
    definition = new int[program.valueCount()];
    Arrays.fill(definition, NONE);
    for (int at = 0; at < steps.size(); at++) {
      int step = at;
      steps.get(at).results().forEach(value -> definition[value] = step);
    }
    for (int i = 0; i < program.parameters().length(); i++) {
      definition[program.parameters().get(i)] = NONE - 1 - i;
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
    int sources = program.parameters().length();
    for (int i = 0; i < sources + steps.size(); i++) {
      readers.add(new ArrayList<>());
    }
    Deque<Integer> ready = new ArrayDeque<>();
    for (int at = 0; at < steps.size(); at++) {
      if (isKernel(at)) {
        BitSet read = read(at);
        int kernel = at;
        waiting[at] = read.cardinality();
        read.stream().forEach(source -> readers.get(source).add(kernel));
      }
    }
    readers.forEach(each -> each.sort(Comparator.comparing(this::isLoop)));
    for (int i = 0; i < sources; i++) {
      finish(i, ready);
    }
    for (int at = 0; at < steps.size(); at++) {
      if (isKernel(at) && read(at).isEmpty()) {
        ready.add(at);
      }
    }
    while (!ready.isEmpty()) {
      int kernel = ready.remove();
      write(kernel);
      finish(sources + kernel, ready);
    }
    for (int at = 0; at < steps.size(); at++) {
      write(at);
    }
    return order;
  }

  private boolean isKernel(int at) {
    Step step = steps.get(at);
    return switch (values.role(at)) {
      case ALIAS -> step.op() instanceof OptimizationBarrierOp;
      case CONSTANT -> false;
      default -> step.results().isEmpty() || values.isStored(step.results().get(0));
    };
  }

  private boolean isLoop(int kernel) {
    return values.role(kernel) != FusionRole.ROUTINE && !values.isInRoutine(kernel);
  }

  private void finish(int source, Deque<Integer> ready) {
    for (int reader : readers.get(source)) {
      if (--waiting[reader] == 0) {
        ready.add(reader);
      }
    }
  }

  /// The parameters and kernels that a kernel reads.
  private BitSet read(int kernel) {
    BitSet read = new BitSet();
    int sources = program.parameters().length();
    walk(kernel, definition -> read.set(definition < NONE ? NONE - 1 - definition : sources + definition));
    return read;
  }

  /// Adds a step behind the steps that only it, or others after it, computes on its way.
  private void write(int kernel) {
    BitSet inside = walk(kernel, _ -> {});
    inside.set(kernel);
    inside.andNot(written);
    inside.stream().forEach(step -> order.add(steps.get(step)));
    written.or(inside);
  }

  /// Returns the steps that a kernel computes on its way, and calls for what it reads.
  private BitSet walk(int kernel, java.util.function.IntConsumer source) {
    BitSet inside = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(kernel));
    while (!open.isEmpty()) {
      for (int operand : steps.get(open.remove()).operands().asList()) {
        int step = definition[operand];
        if (step < NONE || (step >= 0 && isKernel(step))) {
          source.accept(step);
        } else if (step >= 0 && !inside.get(step)) {
          inside.set(step);
          open.add(step);
        }
      }
    }
    return inside;
  }
}
