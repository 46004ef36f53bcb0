package dev.strobe.fusion;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.Verifier;
import java.util.HashSet;
import java.util.Set;

/// Passes in an order that holds: whatever one requires, one before it establishes. Functions that
/// a pass leaves without callers go.
public record PassPipeline(ImmutableList<Pass> passes) {
  public PassPipeline {
    Set<String> established = new HashSet<>();
    for (Pass pass : passes) {
      Checks.require(
          established.containsAll(pass.requires()),
          pass.name(),
          "earlier passes that establish " + pass.requires(),
          passes.stream().map(Pass::name).toList());
      established.addAll(pass.establishes());
    }
  }

  /// The rewritten program and a report for every pass and function, in order.
  public record Result(Program program, ImmutableList<PassReport> reports) {}

  /// Sees a program as each pass has left it.
  @FunctionalInterface
  public interface Observer {
    /// Called after each pass, with what it did to each function.
    void after(Pass pass, Program program, ImmutableList<PassReport> reports);
  }

  /// Runs every pass over every function.
  public Result run(Program program, Target target) {
    return runObserved(program, target, (_, _, _) -> {});
  }

  /// The same, and verifies the program after each pass.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if a pass has broken it; names the pass
  public Result runVerified(Program program, Target target) {
    return runObserved(program, target, (pass, current, _) -> requireValid(current, pass));
  }

  /// The same, and shows the program after each pass.
  public Result runObserved(Program program, Target target, Observer observer) {
    ImmutableList.Builder<PassReport> reports = ImmutableList.builder();
    Program current = program;
    for (Pass pass : passes) {
      ImmutableList.Builder<Graph> functions = ImmutableList.builder();
      ImmutableList.Builder<PassReport> own = ImmutableList.builder();
      ImmutableMap<String, Graph> before =
          current.functions().stream().collect(toImmutableMap(Graph::name, f -> f));
      for (Graph function : current.functions()) {
        PassReport.Applied applied =
            PassReport.measure(pass, function, new PassContext(target, before));
        functions.add(applied.graph());
        own.add(applied.report());
      }
      current = CalledFunctions.keep(current, functions.build());
      ImmutableList<PassReport> done = own.build();
      reports.addAll(done);
      observer.after(pass, current, done);
    }
    return new Result(current, reports.build());
  }

  private static void requireValid(Program program, Pass pass) {
    var faults = Verifier.verify(program);
    Checks.require(faults.isEmpty(), pass.name(), "to leave a valid program", faults);
  }
}
