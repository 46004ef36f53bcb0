package dev.strobe.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.fusion.memory.ArenaGoal;
import dev.strobe.fusion.memory.ArenaPlan;
import dev.strobe.fusion.memory.ArenaPlanner;
import dev.strobe.fusion.memory.BufferTable;
import dev.strobe.runtime.checkpoint.WholeFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `strobe plan`: offsets in one arena for buffers that live for some time.
@Command(
    name = "plan",
    description = {
      "Gives every buffer of a table an offset, so that buffers that live at the same time do not"
          + " overlap and the arena is as small as can be.",
      "The table is a CSV file with the columns id,lower,upper,size; a buffer lives from lower"
          + " until just before upper."
    })
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "IN.csv", description = "The buffers.")
  private Path in = Path.of("");

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description = "Bytes that the arena must fit in; without it, the arena is made low.")
  private @Nullable Long capacity;

  @Option(
      names = "--alignment",
      paramLabel = "N",
      defaultValue = "1",
      description = "What offsets must be multiples of; ${DEFAULT-VALUE} by default.")
  private long alignment = 1;

  @Option(
      names = "--time-limit",
      paramLabel = "S",
      description =
          "Seconds to search; 60 by default. Without it and a capacity, the first plan within 1 %"
              + " of the lower bound is taken, or the lowest of 5 seconds.")
  private @Nullable Double timeLimit;

  @Option(
      names = "--out",
      paramLabel = "OUT.csv",
      required = true,
      description = "Where the table goes with a column offset added.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// What `--json` prints.
  record Result(
      int buffers,
      @Nullable Long capacity,
      long height,
      @JsonProperty("lower_bound") long lowerBound,
      double gap,
      boolean optimal,
      double seconds) {}

  @Override
  public Integer call() {
    WholeFile.requirePlace(out);
    BufferTable table = BufferTable.read(in.toString(), Texts.read(in));
    OptionalLong wanted = capacity == null ? OptionalLong.empty() : OptionalLong.of(capacity);
    double tolerance = timeLimit == null ? 0.01 : 0;
    ArenaPlanner planner =
        new ArenaPlanner(new ArenaGoal(wanted, alignment, limit(wanted), tolerance));
    ArenaPlan plan;
    try (BusyLine _ = BusyLine.start(planner::activity)) {
      plan = planner.plan(table.buffers());
    }
    if (plan.height() > wanted.orElse(Long.MAX_VALUE)) {
      throw new CommandException(missed(wanted.getAsLong(), plan));
    }
    Texts.write(out, table.text(plan));
    PrintWriter printed = spec.commandLine().getOut();
    printed.println(json ? Json.text(result(table, plan)) : line(plan));
    printed.flush();
    return ExitCode.OK;
  }

  private Duration limit(OptionalLong wanted) {
    double seconds = timeLimit != null ? timeLimit : wanted.isPresent() ? 60 : 5;
    if (!(seconds >= 0 && seconds <= 1e9)) {
      throw new CommandException(
          "--time-limit requires seconds from 0 to 1000000000, got " + timeLimit);
    }
    return Duration.ofMillis((long) (seconds * 1_000));
  }

  private static String missed(long capacity, ArenaPlan plan) {
    String found = "the lowest plan found in %.1f s needs %d bytes, the lower bound is %d";
    String why =
        plan.lowerBound() > capacity
            ? "it is proved that no plan fits"
            : "whether one fits is not known";
    return String.format(
        Locale.ROOT,
        "plan requires a capacity that the buffers fit in, got %d: " + found + ", and %s",
        capacity,
        seconds(plan),
        plan.height(),
        plan.lowerBound(),
        why);
  }

  private Result result(BufferTable table, ArenaPlan plan) {
    return new Result(
        table.buffers().size(),
        capacity,
        plan.height(),
        plan.lowerBound(),
        plan.gap(),
        plan.isOptimal(),
        seconds(plan));
  }

  private static String line(ArenaPlan plan) {
    return String.format(
        Locale.ROOT,
        "height %,d bytes, lower bound %,d, %s, %.3f s",
        plan.height(),
        plan.lowerBound(),
        plan.isOptimal()
            ? "optimal"
            : String.format(Locale.ROOT, "at most %.3f %% above the optimum", 100 * plan.gap()),
        seconds(plan));
  }

  private static double seconds(ArenaPlan plan) {
    return plan.time().toNanos() / 1e9;
  }
}
