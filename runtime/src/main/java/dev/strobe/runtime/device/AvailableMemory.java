package dev.strobe.runtime.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The memory that this process may still take: what the system can give, and what is left of a
/// container's limit.
public final class AvailableMemory {
  private final Path root;

  private AvailableMemory(Path root) {
    this.root = root;
  }

  /// Bytes; empty where the system does not tell.
  public static OptionalLong bytes() {
    return bytes(Path.of("/"));
  }

  /// As the files of Linux below another root say.
  static OptionalLong bytes(Path root) {
    AvailableMemory memory = new AvailableMemory(root);
    LongStream all =
        Stream.of(memory.system(), memory.group2(), memory.group1())
            .flatMapToLong(OptionalLong::stream);
    return all.min();
  }

  private OptionalLong system() {
    OptionalLong kibibytes = field("proc/meminfo", "MemAvailable:");
    return kibibytes.stream().map(count -> count * 1024).findFirst();
  }

  /// Control groups, version 2.
  private OptionalLong group2() {
    return left(
        number("sys/fs/cgroup/memory.max"),
        number("sys/fs/cgroup/memory.current"),
        field("sys/fs/cgroup/memory.stat", "inactive_file"));
  }

  /// Control groups, version 1.
  private OptionalLong group1() {
    return left(
        number("sys/fs/cgroup/memory/memory.limit_in_bytes"),
        number("sys/fs/cgroup/memory/memory.usage_in_bytes"),
        field("sys/fs/cgroup/memory/memory.stat", "total_inactive_file"));
  }

  /// Cached file pages count as used, but go when memory is wanted.
  private static OptionalLong left(OptionalLong limit, OptionalLong used, OptionalLong cached) {
    return limit.isEmpty() || used.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, limit.getAsLong() - used.getAsLong() + cached.orElse(0)));
  }

  /// A file of one number; a group without a limit says `max`.
  private OptionalLong number(String file) {
    return lines(file).stream()
        .map(String::strip)
        .filter(line -> line.matches("[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /// The number behind a name.
  private OptionalLong field(String file, String name) {
    return lines(file).stream()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(words -> words.length > 1 && words[0].equals(name))
        .filter(words -> words[1].matches("[0-9]{1,18}"))
        .mapToLong(words -> Long.parseLong(words[1]))
        .findFirst();
  }

  private List<String> lines(String file) {
    try {
      Path path = root.resolve(file);
      return Files.isReadable(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }
}
