package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;

/// Where in the model a node comes from: one or more paths such as `layers.3/attention/scores`.
///
/// A node made from several keeps the paths of all. Printed as an MLIR `loc`, so that a backend's
/// own dumps name our layers.
public record Location(ImmutableList<String> paths) {
  public static final Location UNKNOWN = new Location(ImmutableList.of());

  public static Location of(String... paths) {
    return new Location(ImmutableList.copyOf(paths));
  }

  /// All paths of the given locations, each once, in first-seen order.
  public static Location merged(List<Location> parts) {
    Stream<String> paths = parts.stream().flatMap(part -> part.paths.stream());
    return new Location(paths.distinct().collect(ImmutableList.toImmutableList()));
  }

  public boolean isUnknown() {
    return paths.isEmpty();
  }

  @Override
  public String toString() {
    return String.join("+", paths);
  }
}
