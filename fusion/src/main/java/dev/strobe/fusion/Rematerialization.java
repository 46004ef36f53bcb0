package dev.strobe.fusion;

import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Graph;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Program;
import java.util.Optional;

/// Lowers the forecast of a function by forgetting stored values between reads and computing them
/// again, as few as bring it within a budget.
///
/// An arena is higher than what is in use at any time, so a plan that is not enough is followed by
/// one that aims lower by what was missing.
final class Rematerialization {
  private static final int MOST_PLANS = 4;

  private Rematerialization() {}

  /// The function that needs least of those tried, if it needs less than the given one.
  ///
  /// @param program of one function without composites
  static Optional<Graph> within(long tempBytes, Program program, PassContext context) {
    MemoryForecast forecast = MemoryForecast.of(program);
    Graph graph = program.main();
    Optional<RecomputePlan> best = Optional.empty();
    long least = forecast.tempBytes();
    long limit = tempBytes;
    for (int tried = 0; tried < MOST_PLANS && least > tempBytes; tried++) {
      RecomputePlan plan = RecomputePlan.of(graph, forecast, limit);
      Graph other = Recomputing.apply(graph, plan, new PassContext(context.target()));
      long bytes = MemoryForecast.of(Program.of(other)).tempBytes();
      if (bytes < least) {
        best = Optional.of(plan);
        least = bytes;
      }
      limit -= bytes - tempBytes;
    }
    return best.map(plan -> Recomputing.apply(graph, plan, context));
  }
}
