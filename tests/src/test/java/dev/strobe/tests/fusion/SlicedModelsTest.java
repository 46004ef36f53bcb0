package dev.strobe.tests.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.SliceLastToken;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.Precision;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.tests.TestModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A step of which all logits are built and one row is read costs what one costs that builds one.
final class SlicedModelsTest {
  private static final Target CPU = Target.of("cpu");
  private static final int TOKENS = 5;

  private static Graph step(FlashConfig config, Precision precision, Outputs outputs) {
    return FlashTransformer.step(config, new StepShape(1, TOKENS, 16, 8, outputs), precision);
  }

  /// The last valid row of the first result, as a program of `[tokens, vocabulary]` says it.
  private static Graph sliced(Graph graph) {
    GraphBuilder b = new GraphBuilder("slice");
    Value logits = graph.results().getFirst();
    Value length =
        graph.parameters().stream()
            .filter(parameter -> parameter.name().equals("length"))
            .map(Parameter::value)
            .findFirst()
            .orElseThrow();
    Value zero = b.constant(ElementType.S32, 0);
    Value last = b.add(b.reshape(length), b.constant(ElementType.S32, -1));
    long vocabulary = logits.tensor().dim(2);
    Value row = b.dynamicSlice(logits, List.of(zero, last, zero), 1, 1, vocabulary);
    b.result("logits", b.reshape(row, 1, vocabulary));
    Graph tail = b.build();
    List<Value> results = new ArrayList<>(graph.results());
    results.set(0, tail.results().getFirst());
    return graph.withBody(
        ImmutableList.<Node>builder().addAll(graph.nodes()).addAll(tail.nodes()).build(),
        ImmutableList.copyOf(results));
  }

  private static Graph narrowed(Graph graph) {
    Program standard = StandardPipelines.standard().runVerified(Program.of(graph), CPU).program();
    Graph narrow = PassReport.measure(new SliceLastToken(), standard.main(), CPU).graph();
    return StandardPipelines.standard().runVerified(Program.of(narrow), CPU).program().main();
  }

  private static List<TensorType> products(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof DotGeneralOp)
        .map(node -> node.result().tensor())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "gemma3", "mistral-window-6", "gemma2-softcaps"})
  void computesOneRowOfWhatNobodyElseReads(String name) {
    FlashConfig config;
    try (Checkpoint checkpoint = Checkpoints.open(TestModels.tiny(name))) {
      config = Model.describe(checkpoint).config();
    }
    for (ElementType element : List.of(ElementType.F32, ElementType.F64)) {
      Precision precision = Precision.uniform(element);
      Graph all = sliced(step(config, precision, Outputs.ALL_LOGITS));
      Graph after = narrowed(all);
      Graph one = narrowed(step(config, precision, Outputs.LAST_LOGITS));
      assertEquals(products(one), products(after));
      assertEquals(TensorType.of(element, 1, config.vocabularySize()), products(after).getLast());
      for (int length = 1; length <= TOKENS; length++) {
        List<Literal> arguments = arguments(all, length);
        List<Literal> want = Interpreter.run(all, arguments);
        assertEquals(want, Interpreter.run(after, arguments));
        assertEquals(want, Interpreter.run(one, arguments));
      }
    }
  }

  private static List<Literal> arguments(Graph graph, int length) {
    Random random = new Random(length);
    List<Literal> arguments = new ArrayList<>();
    for (Parameter parameter : graph.parameters()) {
      TensorType type = parameter.tensor();
      boolean input = parameter.role() instanceof Role.Input;
      arguments.add(
          input
              ? Literal.splat(type, parameter.name().equals("length") ? length : 2)
              : Numbers.random(type, random));
    }
    return arguments;
  }
}
