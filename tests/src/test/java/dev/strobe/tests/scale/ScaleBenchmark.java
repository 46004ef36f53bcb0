package dev.strobe.tests.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.lowering.Lowering;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.Precision;
import dev.strobe.models.StepShape;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Prints how time and memory grow with programs; runs only when asked for by name
/// (`benchmarks/README.md`).
final class ScaleBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int RUNS = 3;
  private static final Target CPU = Target.of("cpu");

  @Test
  void textAndChecks() {
    OUT.println(
        "| program | nodes | work | ms | us a node | bytes allocated a node | live a node |");
    OUT.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (Form form : Form.values()) {
      for (int nodes : new int[] {10_000, 30_000, 100_000, 300_000}) {
        Program program = form.program(nodes);
        for (Work work : Work.values()) {
          print(form, nodes, work, Cost.of(RUNS, work.on(program)));
        }
      }
    }
  }

  private static void print(Form form, int nodes, Work work, Cost cost) {
    OUT.printf(
        "| %s | %,d | %s | %.1f | %.2f | %,d | %,d |%n",
        form.name().toLowerCase(Locale.ROOT),
        nodes,
        work.name().toLowerCase(Locale.ROOT),
        cost.nanos() / 1e6,
        cost.nanos() / 1e3 / nodes,
        cost.allocated() / nodes,
        cost.live() / nodes);
  }

  @Test
  void interpretedTransformer() {
    OUT.println("| layers | tokens | nodes | ms | ms a layer and token | MB allocated |");
    OUT.println("| --- | --- | --- | --- | --- | --- |");
    for (int layers : new int[] {2, 4, 8}) {
      for (int tokens : new int[] {8, 16, 32, 64, 128}) {
        step(layers, tokens);
      }
    }
  }

  private static void step(int layers, int tokens) {
    FlashConfig config = config(layers);
    StepShape shape = new StepShape(1, tokens, 256, tokens, StepShape.Outputs.LAST_LOGITS);
    Graph graph = FlashTransformer.step(config, shape, Precision.F32);
    List<Literal> arguments =
        graph.parameters().stream().map(parameter -> argument(parameter, tokens)).toList();
    Cost cost = Cost.of(RUNS, () -> Interpreter.run(graph, arguments));
    OUT.printf(
        "| %d | %d | %d | %.1f | %.3f | %.1f |%n",
        layers,
        tokens,
        graph.nodes().size(),
        cost.nanos() / 1e6,
        cost.nanos() / 1e6 / layers / tokens,
        cost.allocated() / 1e6);
  }

  private static Literal argument(Parameter parameter, int tokens) {
    double value =
        switch (parameter.name()) {
          case "start" -> 0;
          case "length" -> tokens;
          case "tokens" -> 5;
          default -> 0.01;
        };
    return Literal.splat(parameter.tensor(), value);
  }

  private static FlashConfig config(int layers) {
    try (Checkpoint checkpoint = Checkpoints.open(TestModels.tiny("llama"))) {
      return withLayers(Model.describe(checkpoint).config(), layers);
    }
  }

  private static FlashConfig withLayers(FlashConfig c, int layers) {
    return new FlashConfig(
        c.family(),
        c.vocabularySize(),
        c.modelSize(),
        c.feedForwardSize(),
        c.contextLength(),
        ImmutableList.copyOf(Collections.nCopies(layers, c.layers().getFirst())),
        c.attention(),
        c.norm(),
        c.activation(),
        c.feedForwardBias(),
        c.embeddingScale(),
        c.tiedHead(),
        c.logitSoftcap());
  }

  @Test
  void passesOfALargeTransformer() {
    OUT.println("| layers | nodes | ms of all passes | us a node | ms of lowering |");
    OUT.println("| --- | --- | --- | --- | --- |");
    for (int layers : new int[] {100, 300, 1000}) {
      StepShape shape = new StepShape(1, 4, 256, 4, StepShape.Outputs.LAST_LOGITS);
      Program program = Program.of(FlashTransformer.step(config(layers), shape, Precision.F32));
      int nodes = program.main().nodes().size();
      Cost cost = Cost.of(RUNS, () -> StandardPipelines.standard().run(program, CPU));
      Program fused = StandardPipelines.standard().run(program, CPU).program();
      Cost lowering = Cost.of(RUNS, () -> Lowering.lower(fused, CPU));
      OUT.printf(
          "| %d | %,d | %.0f | %.2f | %.0f |%n",
          layers, nodes, cost.nanos() / 1e6, cost.nanos() / 1e3 / nodes, lowering.nanos() / 1e6);
    }
  }

  @Test
  void passesBesideXlaInAFreshProcess() throws IOException, InterruptedException {
    OUT.println("| step | compiled | passes, CPU ms | lowering | XLA | passes / XLA |");
    OUT.println("| --- | --- | --- | --- | --- | --- |");
    for (int tokens : new int[] {1, 128}) {
      for (String model : List.of("smollm2", "gemma3-270m")) {
        compileAfresh(model, TestModels.file(model), tokens);
      }
      for (String model : List.of("llama", "gemma3", "qwen2-windows")) {
        compileAfresh("tiny " + model, TestModels.tiny(model), tokens);
      }
    }
  }

  private static void compileAfresh(String name, Path file, int tokens)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dstrobe.root=" + System.getProperty("strobe.root"),
                "-cp",
                System.getProperty("java.class.path"),
                FirstCompile.class.getName(),
                name,
                file.toString(),
                Integer.toString(tokens))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    OUT.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, process.waitFor(), name);
  }
}
