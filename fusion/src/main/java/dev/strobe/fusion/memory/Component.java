package dev.strobe.fusion.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Buffers whose lifetimes hang together, in whole units and numbered sections of time.
///
/// A section is a time between two neighbouring instants at which some lifetime begins or ends;
/// buffer `i` lives in the sections `[from[i], to[i])` and occupies `size[i]` units. In a plan
/// where nothing can sink, every offset is a sum of sizes, so a unit may be anything that divides
/// them.
///
/// @param index positions of the buffers in the list that was given
/// @param bytes what each needs, without what alignment adds
/// @param unit bytes of a unit
/// @param sections how many there are
record Component(
    int[] index, int[] from, int[] to, long[] size, long[] bytes, long unit, int sections) {

  int count() {
    return index.length;
  }

  /// The same buffers in as few sections as tell who lives beside whom: those in which a lifetime
  /// begins and another ends. What lives in any other lives together in one of these as well.
  Component compact() {
    boolean[] begins = new boolean[sections];
    boolean[] ends = new boolean[sections];
    for (int i = 0; i < count(); i++) {
      begins[from[i]] = true;
      ends[to[i] - 1] = true;
    }
    int[] kept = new int[sections + 1];
    for (int s = 0; s < sections; s++) {
      kept[s + 1] = kept[s] + (begins[s] && ends[s] ? 1 : 0);
    }
    int[] newFrom = Arrays.stream(from).map(s -> kept[s]).toArray();
    int[] newTo = Arrays.stream(to).map(s -> kept[s]).toArray();
    return new Component(index, newFrom, newTo, size, bytes, unit, kept[sections]);
  }

  /// Some of the buffers, by their numbers here, in the same units and in fewer sections.
  Component part(int[] members) {
    return new Component(
            members,
            Arrays.stream(members).map(i -> from[i]).toArray(),
            Arrays.stream(members).map(i -> to[i]).toArray(),
            Arrays.stream(members).mapToLong(i -> size[i]).toArray(),
            Arrays.stream(members).mapToLong(i -> bytes[i]).toArray(),
            unit,
            sections)
        .compact();
  }

  /// For every section, the units that live in it.
  long[] load() {
    long[] load = new long[sections];
    for (int i = 0; i < count(); i++) {
      load[from[i]] += size[i];
      if (to[i] < sections) {
        load[to[i]] -= size[i];
      }
    }
    Arrays.parallelPrefix(load, Long::sum);
    return load;
  }

  /// Bytes that the fullest section needs; whatever lies on top there needs no rounding.
  long lowerBound() {
    long[] load = load();
    long[] spare = largestRounding();
    long bound = 0;
    for (int s = 0; s < sections; s++) {
      bound = Math.max(bound, load[s] * unit - spare[s]);
    }
    return bound;
  }

  /// For every section, the most bytes that alignment adds to a buffer in it.
  private long[] largestRounding() {
    long[] rounding = new long[count()];
    Arrays.setAll(rounding, i -> size[i] * unit - bytes[i]);
    int[] next = IntStream.rangeClosed(0, sections).toArray();
    long[] largest = new long[sections];
    IntStream.range(0, count())
        .boxed()
        .filter(i -> rounding[i] > 0)
        .sorted(Comparator.comparingLong(i -> -rounding[i]))
        .forEach(i -> paint(largest, next, i, rounding[i]));
    return largest;
  }

  /// Sets what no earlier one has set; `next` leads over what is set, and is shortened on the way.
  private void paint(long[] largest, int[] next, int buffer, long value) {
    int s = from[buffer];
    while (s < to[buffer]) {
      if (next[s] == s) {
        largest[s] = value;
        next[s] = s + 1;
      }
      int after = next[s];
      next[s] = Math.max(after, next[after]);
      s = after;
    }
  }

  /// Bytes up to which buffers at these offsets (in units) reach.
  long height(long[] offsets) {
    long height = 0;
    for (int i = 0; i < count(); i++) {
      height = Math.max(height, offsets[i] * unit + bytes[i]);
    }
    return height;
  }

  /// The offset (in units) above which each buffer exceeds a capacity.
  long[] latest(long capacity) {
    long[] latest = new long[count()];
    for (int i = 0; i < count(); i++) {
      latest[i] = Math.floorDiv(capacity - bytes[i], unit);
    }
    return latest;
  }

  /// The lowest height above one that no plan has.
  long nextHeight(long height) {
    long next = Long.MAX_VALUE;
    long[] latest = latest(height);
    for (int i = 0; i < count(); i++) {
      next = Math.min(next, (latest[i] + 1) * unit + bytes[i]);
    }
    return next;
  }

  /// For every buffer, those that live at the same time.
  int[][] neighbours() {
    PlacedLifetimes lifetimes = new PlacedLifetimes(this);
    for (int i = 0; i < count(); i++) {
      lifetimes.add(i, to[i]);
    }
    int[][] neighbours = new int[count()][];
    for (int i = 0; i < count(); i++) {
      int buffer = i;
      int n = lifetimes.find(from[i], to[i]);
      neighbours[i] =
          IntStream.range(0, n).map(lifetimes::found).filter(j -> j != buffer).toArray();
    }
    return neighbours;
  }
}
