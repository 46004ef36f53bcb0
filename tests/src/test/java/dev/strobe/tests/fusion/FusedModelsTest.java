package dev.strobe.tests.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.FuseAttention;
import dev.strobe.fusion.FuseGatedFeedForward;
import dev.strobe.fusion.FuseLayerNorm;
import dev.strobe.fusion.FuseRmsNorm;
import dev.strobe.fusion.FuseRotary;
import dev.strobe.fusion.FuseSoftmax;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.Simplify;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Target;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.Precision;
import dev.strobe.models.StepShape;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.tests.TestModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fusion fires as often as a family has what it looks for, and computes the same bits.
final class FusedModelsTest {
  private static final Target CPU = Target.of("cpu");

  /// Sums of bf16 products in f32, as on accelerators.
  private static final Precision MIXED =
      new Precision(
          ElementType.BF16,
          ElementType.BF16,
          ElementType.F32,
          ElementType.F32,
          ElementType.BF16,
          ElementType.F32);

  private static final ImmutableList<Precision> PRECISIONS =
      ImmutableList.of(
          Precision.F32,
          Precision.uniform(ElementType.F64),
          Precision.uniform(ElementType.BF16),
          MIXED);

  static Stream<Arguments> steps() {
    return Stream.of(
            "llama", "gemma3", "mistral-window-6", "qwen2-windows", "qwen3-tied", "gemma2-softcaps")
        .flatMap(
            name ->
                Stream.of(
                    Arguments.of(name, 1, 1), Arguments.of(name, 1, 5), Arguments.of(name, 2, 4)));
  }

  private static FlashConfig config(String name) {
    try (Checkpoint checkpoint = Checkpoints.open(TestModels.tiny(name))) {
      return Model.describe(checkpoint).config();
    }
  }

  private static Program step(FlashConfig config, int batch, int tokens, Precision precision) {
    StepShape shape = new StepShape(batch, tokens, 16, 8, StepShape.Outputs.LAST_LOGITS);
    Program built = Program.of(FlashTransformer.step(config, shape, precision));
    return StandardPipelines.cleaning().runVerified(built, CPU).program();
  }

  private static Map<Pass, Integer> hits(FlashConfig config) {
    int layers = config.layers().size();
    int norms = (config.norm().post() ? 4 : 2) + (config.attention().queryKeyNorm() ? 2 : 0);
    Map<Pass, Integer> hits = new LinkedHashMap<>();
    hits.put(new FuseAttention(), layers);
    hits.put(new FuseSoftmax(), layers);
    hits.put(new FuseLayerNorm(), 0);
    hits.put(new FuseRmsNorm(), norms * layers + 1);
    hits.put(new FuseRotary(), 2 * layers);
    hits.put(new FuseGatedFeedForward(), layers);
    return hits;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyPassFindsAllOfAFamilyAndLosesNothing(String name, int batch, int tokens) {
    FlashConfig config = config(name);
    for (Precision precision : PRECISIONS) {
      Program built = step(config, batch, tokens, precision);
      for (Program before : List.of(built, simplified(built))) {
        requireHits(name + " at " + precision, config, before);
      }
    }
  }

  private static Program simplified(Program program) {
    Graph main = PassReport.measure(new Simplify(), program.main(), CPU).graph();
    return StandardPipelines.cleaning().runVerified(Program.of(main), CPU).program();
  }

  private static void requireHits(String where, FlashConfig config, Program before) {
    hits(config)
        .forEach(
            (pass, expected) -> {
              var applied = PassReport.measure(pass, before.main(), CPU);
              String what = pass.name() + " of " + where;
              assertEquals(expected, applied.report().hits(), what);
              Program written = Program.of(Expanded.of(applied.graph()));
              Program again = StandardPipelines.cleaning().runVerified(written, CPU).program();
              assertTrue(Expanded.same(again.main(), before.main()), what);
            });
  }

  @ParameterizedTest
  @MethodSource("steps")
  void allPassesTogetherComputeTheSameBits(String name, int batch, int tokens) {
    FlashConfig config = config(name);
    for (Precision precision : PRECISIONS) {
      Program before = step(config, batch, tokens, precision);
      PassPipeline.Result fused = StandardPipelines.standard().runVerified(before, CPU);
      List<Literal> arguments = arguments(before, tokens);
      List<Literal> want = Interpreter.run(before, arguments);
      assertEquals(want, Interpreter.run(fused.program(), arguments));
      String text = StableHloWriter.write(fused.program());
      Program read = StableHloReader.read(text);
      assertEquals(text, StableHloWriter.write(read));
      assertEquals(want, Interpreter.run(read, arguments));
    }
  }

  private static List<Literal> arguments(Program program, int tokens) {
    Random random = new Random(7);
    return program.main().parameters().stream()
        .map(parameter -> argument(parameter, tokens, random))
        .toList();
  }

  private static Literal argument(Parameter parameter, int tokens, Random random) {
    if (parameter.role() instanceof Role.Input) {
      double number =
          switch (parameter.name()) {
            case "start" -> 3;
            case "length" -> tokens;
            default -> random.nextInt(8);
          };
      return Literal.splat(parameter.tensor(), number);
    }
    return Numbers.random(parameter.tensor(), random);
  }
}
