package dev.strobe.fusion;

import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.fusion.forecast.ValueMemory;
import dev.strobe.ir.Graph;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Program;
import java.util.Optional;

/// Lowers the forecast of a function by forgetting stored values between reads and computing them
/// again, as few as bring it within a budget.
///
/// The first plan aims no lower than forgetting all of them would reach. An arena is higher than
/// what is in use at any time, so a plan that is not enough is followed by one that aims lower by
/// what was missing.
final class Rematerialization {
  private static final int MOST_PLANS = 4;

  private Rematerialization() {}

  /// The function that needs least of those tried, if it needs less than the given one.
  ///
  /// @param given a function without composites
  static Optional<Graph> within(long tempBytes, Graph given, PassContext context) {
    Program program = ValueMemory.inOrder(Program.of(given));
    Graph graph = program.main();
    MemoryForecast forecast = MemoryForecast.of(program);
    ValueMemory memory = ValueMemory.of(program, forecast);
    Optional<RecomputePlan> best = Optional.empty();
    long least = forecast.tempBytes();
    long lowest = RecomputePlan.of(graph, memory, 0).highest();
    if (lowest == memory.highest()) {
      return Optional.empty();
    }
    long limit = Math.max(tempBytes, lowest);
    long last = Long.MAX_VALUE;
    for (int plans = 0; plans < MOST_PLANS && least > tempBytes && last > 0; plans++) {
      RecomputePlan plan = RecomputePlan.of(graph, memory, limit);
      Graph other = Recomputing.apply(graph, plan, new PassContext(context.target()));
      long bytes = MemoryForecast.of(Program.of(other)).tempBytes();
      if (bytes < least) {
        best = Optional.of(plan);
        least = bytes;
      }
      last = limit;
      limit = Math.max(0, limit - (bytes - tempBytes));
    }
    return best.map(plan -> Recomputing.apply(graph, plan, context).withName(given.name()));
  }
}
