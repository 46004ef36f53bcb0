package dev.strobe.fusion.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/// Instances that are known to fit because each is made from a plan: its buffers are cut, grown
/// into free space, or given other sizes, in place.
///
/// @param height that the plan fits into
record RelatedInstances(long height, List<Box> boxes) {
  /// A buffer and where it lies.
  record Box(long lower, long upper, long bottom, long top) {
    boolean overlapsInTime(Box other) {
      return lower < other.upper && other.lower < upper;
    }

    boolean overlapsInSpace(Box other) {
      return bottom < other.top && other.bottom < top;
    }
  }

  static RelatedInstances of(List<Buffer> buffers, ArenaPlan plan, long height) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      Buffer b = buffers.get(i);
      long offset = plan.offsets().get(i);
      boxes.add(new Box(b.lower(), b.upper(), offset, offset + b.size()));
    }
    return new RelatedInstances(height, boxes);
  }

  List<Buffer> buffers() {
    List<Buffer> buffers = new ArrayList<>();
    for (Box box : boxes) {
      buffers.add(new Buffer("b" + buffers.size(), box.lower, box.upper, box.top - box.bottom));
    }
    return buffers;
  }

  /// The same with time running backwards.
  RelatedInstances reversed() {
    return new RelatedInstances(
        height, boxes.stream().map(b -> new Box(-b.upper, -b.lower, b.bottom, b.top)).toList());
  }

  /// A part of the buffers cut in two at an instant of the instance.
  RelatedInstances cut(Random random, double part) {
    TreeSet<Long> instants = instants();
    List<Box> cut = new ArrayList<>();
    for (Box box : boxes) {
      List<Long> inside = List.copyOf(instants.subSet(box.lower, false, box.upper, false));
      if (inside.isEmpty() || random.nextDouble() >= part) {
        cut.add(box);
        continue;
      }
      long at = inside.get(random.nextInt(inside.size()));
      cut.add(new Box(box.lower, at, box.bottom, box.top));
      cut.add(new Box(at, box.upper, box.bottom, box.top));
    }
    return new RelatedInstances(height, cut);
  }

  /// A part of the buffers grown, in a random order, into all the free space around them.
  RelatedInstances grown(Random random, double part) {
    List<Box> grown = new ArrayList<>(boxes);
    Collections.shuffle(grown, random);
    TreeSet<Long> instants = instants();
    for (int i = 0; i < grown.size(); i++) {
      if (random.nextDouble() < part) {
        grown.set(i, grow(grown, i, instants.first(), instants.last(), random.nextBoolean()));
      }
    }
    return new RelatedInstances(height, grown);
  }

  private Box grow(List<Box> all, int at, long start, long end, boolean timeFirst) {
    Box box = all.get(at);
    return timeFirst
        ? inSpace(all, at, inTime(all, at, box, start, end))
        : inTime(all, at, inSpace(all, at, box), start, end);
  }

  private static Box inTime(List<Box> all, int at, Box box, long start, long end) {
    long lower = start;
    long upper = end;
    for (int i = 0; i < all.size(); i++) {
      Box other = all.get(i);
      if (i != at && box.overlapsInSpace(other)) {
        lower = other.upper <= box.lower ? Math.max(lower, other.upper) : lower;
        upper = other.lower >= box.upper ? Math.min(upper, other.lower) : upper;
      }
    }
    return new Box(lower, upper, box.bottom, box.top);
  }

  private Box inSpace(List<Box> all, int at, Box box) {
    long bottom = 0;
    long top = height;
    for (int i = 0; i < all.size(); i++) {
      Box other = all.get(i);
      if (i != at && box.overlapsInTime(other)) {
        bottom = other.top <= box.bottom ? Math.max(bottom, other.top) : bottom;
        top = other.bottom >= box.top ? Math.min(top, other.bottom) : top;
      }
    }
    return new Box(box.lower, box.upper, bottom, top);
  }

  /// Heights stretched here and pressed there, so that sizes change but nothing else does.
  RelatedInstances stretched(Random random, int pieces, long unit) {
    double[] weights = random.doubles(pieces, 0.5, 2).toArray();
    double[] sums = new double[pieces + 1];
    for (int i = 0; i < pieces; i++) {
      sums[i + 1] = sums[i] + weights[i];
    }
    List<Box> stretched = new ArrayList<>();
    for (Box box : boxes) {
      stretched.add(
          new Box(box.lower, box.upper, map(box.bottom, sums, unit), map(box.top, sums, unit)));
    }
    return new RelatedInstances(height, stretched.stream().filter(b -> b.top > b.bottom).toList());
  }

  private long map(long at, double[] sums, long unit) {
    double place = (double) at / height * (sums.length - 1);
    int piece = Math.min((int) place, sums.length - 2);
    double sum = sums[piece] + (place - piece) * (sums[piece + 1] - sums[piece]);
    return Math.round(sum / sums[sums.length - 1] * height / unit) * unit;
  }

  private TreeSet<Long> instants() {
    TreeSet<Long> instants = new TreeSet<>();
    for (Box box : boxes) {
      instants.add(box.lower);
      instants.add(box.upper);
    }
    return instants;
  }
}
