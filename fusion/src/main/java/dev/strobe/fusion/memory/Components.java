package dev.strobe.fusion.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Takes buffers apart where nothing lives from one instant to the next.
///
/// Buffers without bytes belong to none; they may lie anywhere.
final class Components {
  private final List<Buffer> buffers;
  private final long alignment;

  private Components(List<Buffer> buffers, long alignment) {
    this.buffers = buffers;
    this.alignment = alignment;
  }

  static ImmutableList<Component> of(List<Buffer> buffers, long alignment) {
    return new Components(buffers, alignment).split();
  }

  private ImmutableList<Component> split() {
    List<Integer> byStart = new ArrayList<>();
    for (int i = 0; i < buffers.size(); i++) {
      if (buffers.get(i).size() > 0) {
        byStart.add(i);
      }
    }
    byStart.sort(Comparator.comparingLong(i -> buffers.get(i).lower()));
    ImmutableList.Builder<Component> components = ImmutableList.builder();
    int first = 0;
    long end = Long.MIN_VALUE;
    for (int at = 0; at < byStart.size(); at++) {
      Buffer buffer = buffers.get(byStart.get(at));
      if (at > first && buffer.lower() >= end) {
        components.add(component(byStart.subList(first, at)));
        first = at;
      }
      end = Math.max(end, buffer.upper());
    }
    if (first < byStart.size()) {
      components.add(component(byStart.subList(first, byStart.size())));
    }
    return components.build();
  }

  private Component component(List<Integer> members) {
    int n = members.size();
    int[] index = members.stream().mapToInt(i -> i).toArray();
    long[] instants =
        Arrays.stream(index)
            .mapToObj(buffers::get)
            .flatMapToLong(b -> Arrays.stream(new long[] {b.lower(), b.upper()}))
            .sorted()
            .distinct()
            .toArray();
    int[] from = new int[n];
    int[] to = new int[n];
    long[] size = new long[n];
    long[] bytes = new long[n];
    long unit = 0;
    for (int i = 0; i < n; i++) {
      Buffer buffer = buffers.get(index[i]);
      from[i] = Arrays.binarySearch(instants, buffer.lower());
      to[i] = Arrays.binarySearch(instants, buffer.upper());
      bytes[i] = buffer.size();
      size[i] = Math.ceilDiv(buffer.size(), alignment) * alignment;
      unit = LongMath.gcd(unit, size[i]);
    }
    for (int i = 0; i < n; i++) {
      size[i] /= unit;
    }
    return new Component(index, from, to, size, bytes, unit, instants.length - 1).compact();
  }
}
