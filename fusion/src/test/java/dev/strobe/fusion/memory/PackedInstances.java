package dev.strobe.fusion.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Instances that fit into a capacity because they are pieces of a rectangle of that height.
public final class PackedInstances {
  public static final long HEIGHT = 1_024;

  private record Box(long lower, long upper, long bottom, long top) {
    long area() {
      return (upper - lower) * (top - bottom);
    }
  }

  private PackedInstances() {}

  /// At most `count` buffers that fit into [#HEIGHT] and fill it to a density: pieces of a
  /// rectangle, some cut by pinwheels, which no series of straight cuts can make, less as many as
  /// are too many.
  public static List<Buffer> of(Random random, int count, double density) {
    long time = random.nextBoolean() ? 200 : 1_024;
    List<Box> boxes = new ArrayList<>(List.of(new Box(0, time, 0, HEIGHT)));
    while (boxes.size() < count) {
      int at = largestOfFour(random, boxes);
      List<Box> parts = cut(random, boxes.get(at), random.nextInt(5) == 0);
      boxes.set(at, parts.getFirst());
      boxes.addAll(parts.subList(1, parts.size()));
    }
    long covered = time * HEIGHT;
    while (covered > density * time * HEIGHT) {
      covered -= boxes.remove(random.nextInt(boxes.size())).area();
    }
    List<Buffer> buffers = new ArrayList<>();
    for (Box box : boxes) {
      buffers.add(new Buffer("b" + buffers.size(), box.lower, box.upper, box.top - box.bottom));
    }
    return buffers;
  }

  private static int largestOfFour(Random random, List<Box> boxes) {
    int at = random.nextInt(boxes.size());
    for (int tries = 0; tries < 3; tries++) {
      int other = random.nextInt(boxes.size());
      at = boxes.get(other).area() > boxes.get(at).area() ? other : at;
    }
    return at;
  }

  private static List<Box> cut(Random random, Box b, boolean pinwheel) {
    long width = b.upper - b.lower;
    long height = b.top - b.bottom;
    if (pinwheel && width >= 3 && height >= 3) {
      long x1 = b.lower + 1 + random.nextLong(width - 2);
      long x2 = x1 + 1 + random.nextLong(b.upper - x1 - 1);
      long y1 = b.bottom + 1 + random.nextLong(height - 2);
      long y2 = y1 + 1 + random.nextLong(b.top - y1 - 1);
      return List.of(
          new Box(b.lower, x2, b.bottom, y1),
          new Box(x2, b.upper, b.bottom, y2),
          new Box(x1, b.upper, y2, b.top),
          new Box(b.lower, x1, y1, b.top),
          new Box(x1, x2, y1, y2));
    }
    boolean inTime = width > 1 && (height == 1 || random.nextBoolean());
    long extent = inTime ? width : height;
    if (extent < 2) {
      return List.of(b);
    }
    long at = 1 + random.nextLong(extent - 1);
    return inTime
        ? List.of(
            new Box(b.lower, b.lower + at, b.bottom, b.top),
            new Box(b.lower + at, b.upper, b.bottom, b.top))
        : List.of(
            new Box(b.lower, b.upper, b.bottom, b.bottom + at),
            new Box(b.lower, b.upper, b.bottom + at, b.top));
  }
}
