package dev.strobe.fusion.memory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Prints the table of docs/memory-planning.md: plans every `*.csv` and `*.csv.gz` of the folders
/// that are named (`NAME.CAPACITY.csv` within its capacity) and instances made from its plan, then
/// others that it makes.
final class PlanTable {
  public static void main(String... folders) throws IOException {
    System.out.println("| instance | buffers | capacity | lower bound | height | gap | time |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (String folder : folders) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().contains(".csv")).sorted().toList()) {
          String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
          rows(name, BufferTable.read(name, text(file)).buffers(), capacity(name));
        }
      }
    }
    for (int seed = 0; seed < 6; seed++) {
      double density = new double[] {0.95, 0.98, 1}[seed % 3];
      List<Buffer> buffers = PackedInstances.of(new Random(seed), 100 + 37 * seed, density);
      String name = "rectangle cut up, %.0f %% kept, seed %d".formatted(100 * density, seed);
      row(name, buffers, OptionalLong.of(PackedInstances.HEIGHT));
    }
    for (int seed = 1; seed <= 4; seed++) {
      List<Buffer> buffers = NetworkInstances.of(60_000, seed);
      row("network, seed " + seed, buffers, OptionalLong.empty());
    }
  }

  /// An instance, and what can be made from a plan of it that is within its capacity.
  private static void rows(String name, List<Buffer> buffers, OptionalLong capacity) {
    ArenaPlan plan = row(name, buffers, capacity);
    if (buffers.size() < 100 || plan.height() > capacity.orElse(0)) {
      return;
    }
    RelatedInstances made = RelatedInstances.of(buffers, plan, capacity.getAsLong());
    row(name + " backwards", made.reversed().buffers(), capacity);
    row(name + ", a tenth cut", made.cut(new Random(0), 0.1).buffers(), capacity);
    row(name + ", stretched", made.stretched(new Random(0), 8, 512).buffers(), capacity);
    row(name + ", a tenth grown", made.grown(new Random(0), 0.1).buffers(), capacity);
    row(name + ", a third grown", made.grown(new Random(0), 0.33).buffers(), capacity);
    row(name + ", all grown", made.grown(new Random(0), 1).buffers(), capacity);
  }

  private static ArenaPlan row(String name, List<Buffer> buffers, OptionalLong capacity) {
    Duration limit = Duration.ofSeconds(capacity.isPresent() ? 60 : 5);
    ArenaPlan plan = new ArenaPlanner(new ArenaGoal(capacity, 1, limit)).plan(buffers);
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %,d | %,d%s | %.2f %% | %.2f s |%n",
        name,
        buffers.size(),
        capacity.isPresent() ? "%,d".formatted(capacity.getAsLong()) : "",
        plan.lowerBound(),
        plan.height(),
        plan.height() > capacity.orElse(Long.MAX_VALUE) ? " (missed)" : "",
        100 * plan.gap(),
        plan.time().toNanos() / 1e9);
    return plan;
  }

  private static OptionalLong capacity(String name) {
    String[] parts = name.split("\\.", -1);
    return parts.length == 3 ? OptionalLong.of(Long.parseLong(parts[1])) : OptionalLong.empty();
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
