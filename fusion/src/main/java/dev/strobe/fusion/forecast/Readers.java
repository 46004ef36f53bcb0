package dev.strobe.fusion.forecast;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// The steps that read each value, last ones first, each once.
final class Readers {
  private final int[] first;
  private int[] next = new int[1024];
  private int[] step = new int[1024];
  private int count;

  Readers(int values) {
    first = new int[values];
    Arrays.fill(first, -1);
  }

  /// Notes a reader; steps are given in order.
  void add(int value, int reader) {
    if (first[value] >= 0 && step[first[value]] == reader) {
      return;
    }
    if (count == step.length) {
      next = Arrays.copyOf(next, 2 * count);
      step = Arrays.copyOf(step, 2 * count);
    }
    next[count] = first[value];
    step[count] = reader;
    first[value] = count++;
  }

  void forEach(int value, IntConsumer consumer) {
    for (int edge = first[value]; edge >= 0; edge = next[edge]) {
      consumer.accept(step[edge]);
    }
  }

  boolean hasOne(int value) {
    return first[value] >= 0 && next[first[value]] < 0;
  }
}
