package dev.strobe.tests.worth;

import dev.strobe.fusion.MergedWeights;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Prints the tables of docs/fusion-results.md; runs only when asked for by name.
final class FusionBenchmark {
  private static final PrintStream OUT = System.out;
  private static final PassPipeline STANDARD = StandardPipelines.standard();
  private static final int WARM_RUNS = 5;
  private static final int LONG_PREFILL = 512;

  private static Device device;

  @BeforeAll
  static void open() {
    device = Device.open(TestModels.options().plugin());
  }

  @AfterAll
  static void close() {
    device.close();
  }

  @Test
  void everyPass() throws IOException {
    for (Subject subject : Subject.all()) {
      head(subject.name());
      List<PassReport> reports = reports(subject.program());
      LoweredProgram with = lowered(subject.program(), STANDARD);
      try (Variant after = Variant.of(with, device)) {
        STANDARD.passes().stream()
            .map(Pass::name)
            .distinct()
            .forEach(name -> row(name, reports, subject.program(), after));
      }
    }
  }

  /// The last of some runs, in which each pass is as fast as it gets.
  private static List<PassReport> reports(Program program) {
    List<PassReport> reports = List.of();
    for (int i = 0; i < WARM_RUNS; i++) {
      reports = STANDARD.run(program, device.target()).reports();
    }
    return reports;
  }

  private static LoweredProgram lowered(Program program, PassPipeline pipeline) {
    return Variant.lower(pipeline.run(program, device.target()).program(), device);
  }

  private static void row(String pass, List<PassReport> reports, Program program, Variant after) {
    List<PassReport> own = reports.stream().filter(each -> each.pass().equals(pass)).toList();
    LoweredProgram lowered = lowered(program, Skipped.without(pass, STANDARD));
    Optional<Comparison> comparison = Optional.empty();
    if (!Variant.said(lowered).equals(Variant.said(after.lowered()))) {
      try (Variant before = Variant.of(lowered, device)) {
        comparison = Optional.of(Comparison.of(before, after, device));
      }
    }
    print(
        pass,
        Integer.toString(own.stream().mapToInt(PassReport::hits).sum()),
        own.stream().map(FusionBenchmark::nodes).reduce((a, b) -> a + ", " + b).orElse(""),
        own.stream().mapToDouble(each -> each.time().toNanos() / 1e6).sum(),
        comparison);
  }

  private static String nodes(PassReport report) {
    return report.nodesBefore() == report.nodesAfter()
        ? Integer.toString(report.nodesBefore())
        : report.nodesBefore() + " -> " + report.nodesAfter();
  }

  private static void head(String title) {
    OUT.printf("%n%s%n%n", title);
    OUT.println(
        "| pass | hits | nodes | ms | kernels | text | executable | temporaries | step, CPU ms"
            + " | CPU time; time, with / without |");
    OUT.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  }

  private static void print(
      String pass, String hits, String nodes, double took, Optional<Comparison> comparison) {
    String rest =
        comparison
            .map(
                it ->
                    String.join(
                        " | ",
                        it.kernels(),
                        it.text(),
                        it.executable(),
                        it.temporaries(),
                        it.step(),
                        it.ratios()))
            .orElse("same program | | | | |");
    OUT.printf(Locale.ROOT, "| %s | %s | %s | %.1f | %s |%n", pass, hits, nodes, took, rest);
  }

  /// What it brings that weights of one value are merged before all passes.
  @Test
  void mergedWeights() {
    for (String model : List.of("smollm2", "gemma3-270m")) {
      for (WeightType weights : WeightType.values()) {
        for (int tokens : new int[] {1, 128}) {
          FlashConfig config = Subject.config(TestModels.file(model));
          Program plain = Subject.step(config, tokens, weights.precision());
          head("%s %s, %d tokens, weights merged".formatted(model, weights, tokens));
          Program merged = Program.of(MergedWeights.of(plain.main()));
          compare("merged weights", plain, merged, STANDARD);
        }
      }
    }
  }

  /// What keeping to seven tenths of the temporaries costs.
  @Test
  void lowerPeak() {
    Program plain = Subject.step(Subject.config(TestModels.file("smollm2")), LONG_PREFILL);
    head("smollm2, prefill %d, temporaries within 70 %%".formatted(LONG_PREFILL));
    long budget;
    try (Variant natural = Variant.of(lowered(plain, STANDARD), device)) {
      budget = natural.temporaries() * 7 / 10;
    }
    compare("lower-peak", plain, plain, StandardPipelines.within(budget));
  }

  private static void compare(String name, Program before, Program after, PassPipeline pipeline) {
    PassPipeline.Result result = pipeline.run(after, device.target());
    try (Variant plain = Variant.of(lowered(before, STANDARD), device);
        Variant other = Variant.of(Variant.lower(result.program(), device), device)) {
      List<PassReport> own =
          result.reports().stream().filter(each -> each.pass().equals(name)).toList();
      print(
          name,
          own.isEmpty() ? "" : Integer.toString(own.getLast().hits()),
          own.isEmpty() ? "" : nodes(own.getLast()),
          own.isEmpty() ? 0 : own.getLast().time().toNanos() / 1e6,
          Optional.of(Comparison.of(plain, other, device)));
    }
  }
}
