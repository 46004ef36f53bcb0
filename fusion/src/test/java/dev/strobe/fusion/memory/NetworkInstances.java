package dev.strobe.fusion.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Buffers that live as those of a network's steps do: caches that stay, residuals that span a
/// layer or skip several, temporaries of one or two ops.
public final class NetworkInstances {
  private NetworkInstances() {}

  /// About `count` buffers of one network after another, until there are enough.
  public static List<Buffer> of(int count, long seed) {
    Random random = new Random(seed);
    List<Buffer> buffers = new ArrayList<>();
    long end = 4L * count;
    int caches = 8 + random.nextInt(25);
    for (int i = 0; i < caches; i++) {
      buffers.add(new Buffer("cache" + i, 0, end, 4096L * (1 + random.nextInt(512))));
    }
    long now = 0;
    long width = 0;
    while (buffers.size() < count) {
      if (width == 0 || random.nextInt(40) == 0) {
        width = 256L * (1 + random.nextInt(64)) * (1 + random.nextInt(32));
      }
      now = layer(random, buffers, now, width);
    }
    return List.copyOf(buffers.subList(0, count));
  }

  private static long layer(Random random, List<Buffer> buffers, long begin, long width) {
    int ops = 6 + random.nextInt(20);
    long end = begin + ops;
    add(buffers, begin, end + 2, width);
    if (random.nextInt(8) == 0) {
      add(buffers, begin + 1, end + 20L * (1 + random.nextInt(10)), width / 2);
    }
    for (long now = begin + 1; now < end; now++) {
      long size =
          switch (random.nextInt(4)) {
            case 0 -> 4 * width;
            case 1 -> width / 2 + 64L * random.nextInt(100);
            case 2 -> 4L + random.nextInt(4096);
            default -> width;
          };
      add(buffers, now, now + 1 + random.nextInt(3), size);
    }
    return end;
  }

  private static void add(List<Buffer> buffers, long lower, long upper, long size) {
    buffers.add(new Buffer("b" + buffers.size(), lower, upper, size));
  }
}
