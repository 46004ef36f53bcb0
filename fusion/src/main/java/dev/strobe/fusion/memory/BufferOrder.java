package dev.strobe.fusion.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/// Which buffers come first.
enum BufferOrder {
  /// The largest.
  SIZE,
  /// The largest product of size and lifetime.
  AREA,
  /// The longest lived.
  LIFETIME,
  /// Those that live at the fullest time, the longest lived of them first.
  LOAD_THEN_LIFETIME,
  /// Those that live at the fullest time, the largest product of size and lifetime first.
  LOAD_THEN_AREA;

  /// How much a shuffled order differs from the plain one, as a part of what is compared.
  private static final double NOISE = 0.3;

  int[] of(Component component) {
    return sorted(component, IntStream.range(0, component.count()).mapToDouble(i -> 1).toArray());
  }

  int[] shuffled(Component component, Random random) {
    return sorted(
        component,
        IntStream.range(0, component.count())
            .mapToDouble(i -> 1 + NOISE * random.nextGaussian())
            .toArray());
  }

  private int[] sorted(Component component, double[] factors) {
    int n = component.count();
    double[] first = new double[n];
    double[] second = new double[n];
    long[] fullest = new FullestLoad(component.load()).of(component);
    for (int i = 0; i < n; i++) {
      double lifetime = component.to()[i] - component.from()[i];
      double size = component.size()[i];
      first[i] =
          factors[i]
              * switch (this) {
                case SIZE -> size;
                case AREA -> size * lifetime;
                case LIFETIME -> lifetime;
                case LOAD_THEN_LIFETIME, LOAD_THEN_AREA -> fullest[i];
              };
      second[i] =
          factors[i]
              * switch (this) {
                case SIZE, LOAD_THEN_LIFETIME -> lifetime;
                case AREA, LIFETIME, LOAD_THEN_AREA -> size * lifetime;
              };
    }
    return IntStream.range(0, n)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -first[i])
                .thenComparingDouble(i -> -second[i])
                .thenComparingInt(i -> i))
        .mapToInt(i -> i)
        .toArray();
  }

  /// The largest load in a range of sections, from maxima of ranges of every power of two.
  private static final class FullestLoad {
    private final long[][] maxima;

    FullestLoad(long[] load) {
      int levels = 32 - Integer.numberOfLeadingZeros(load.length);
      maxima = new long[levels][];
      maxima[0] = load;
      for (int level = 1; level < levels; level++) {
        long[] below = maxima[level - 1];
        long[] here = Arrays.copyOf(below, load.length - (1 << level) + 1);
        for (int s = 0; s < here.length; s++) {
          here[s] = Math.max(below[s], below[s + (1 << (level - 1))]);
        }
        maxima[level] = here;
      }
    }

    long[] of(Component component) {
      return IntStream.range(0, component.count())
          .mapToLong(i -> in(component.from()[i], component.to()[i]))
          .toArray();
    }

    private long in(int from, int to) {
      int level = 31 - Integer.numberOfLeadingZeros(to - from);
      return Math.max(maxima[level][from], maxima[level][to - (1 << level)]);
    }
  }
}
