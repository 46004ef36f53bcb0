package dev.strobe.runtime.compile;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.strobe.fusion.forecast.ForecastBuffer;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.runtime.compile.ArenaDump.XlaBuffer;
import dev.strobe.runtime.device.MemoryReport;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was forecast of a program's memory against what its backend says.
///
/// @param arena XLA's own temporaries, empty where it was not asked for them
public record ForecastCheck(
    MemoryForecast forecast, MemoryReport measured, ImmutableList<XlaBuffer> arena) {
  private static final long LEAST_DISTANCE = 2 << 20;
  private static final int MOST_LINES = 20;

  /// Whether arguments, outputs and aliases agree to the byte.
  public boolean isExact() {
    return forecast.argumentBytes() == measured.argumentBytes()
        && forecast.outputBytes() == measured.outputBytes()
        && forecast.aliasBytes() == measured.aliasBytes();
  }

  /// Whether temporaries and peak are within a tenth, or 2 MiB where that is more.
  public boolean isClose() {
    return isClose(forecast.tempBytes(), measured.tempBytes())
        && isClose(forecast.peakBytes(), measured.peakBytes());
  }

  private static boolean isClose(long said, long is) {
    return Math.abs(said - is) <= Math.max(LEAST_DISTANCE, is / 10);
  }

  /// The forecast relative to what XLA says of the temporaries.
  public double ratio() {
    return forecast.tempBytes() / (double) Math.max(1, measured.tempBytes());
  }

  /// The buffers that only one side has, by size, the largest first.
  public ImmutableList<String> differences() {
    Multiset<Long> said = HashMultiset.create();
    forecast.buffers().forEach(placed -> said.add(placed.buffer().size()));
    Multiset<Long> is = HashMultiset.create();
    arena.forEach(buffer -> is.add(buffer.size()));
    return Stream.concat(
            lines(Multisets.difference(said, is), "forecast only: ", this::forecastNames),
            lines(Multisets.difference(is, said), "XLA only: ", this::xlaNames))
        .sorted(Comparator.comparingLong(Line::size).reversed())
        .limit(MOST_LINES)
        .map(Line::text)
        .collect(ImmutableList.toImmutableList());
  }

  private record Line(long size, String text) {}

  /// Names of the buffers of a size.
  private interface Names {
    List<String> of(long size);
  }

  private static Stream<Line> lines(Multiset<Long> sizes, String side, Names names) {
    return sizes.elementSet().stream()
        .map(
            size -> {
              String some = names.of(size).stream().limit(3).collect(Collectors.joining(", "));
              return new Line(
                  size, side + sizes.count(size) + " of " + size + " bytes, such as " + some);
            });
  }

  private List<String> forecastNames(long size) {
    return forecast.buffers().stream()
        .map(ForecastBuffer::buffer)
        .filter(b -> b.size() == size)
        .map(Buffer::id)
        .toList();
  }

  private List<String> xlaNames(long size) {
    return arena.stream()
        .filter(b -> b.size() == size)
        .map(b -> b.name() + " " + b.shape())
        .toList();
  }
}
