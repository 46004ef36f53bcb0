package dev.strobe.tests.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.models.FlashConfig;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.InsufficientMemoryException;
import dev.strobe.runtime.device.MemoryReport;
import dev.strobe.runtime.engine.MemoryFit;
import dev.strobe.runtime.engine.StepGraphs;
import dev.strobe.runtime.engine.StepMemory;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.memory.Steps.Step;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What `strobe fit` says, against compiled programs, and budgets that are kept.
class FitTest {
  private static final Path TINY = TestModels.tiny("llama");
  private static final MemoryFit.Question QUESTION = new MemoryFit.Question(512, 1, 512);

  private static StepGraphs graphs(Path model) {
    return Model.graphs(model, WeightType.F32);
  }

  @Test
  void needsWhatTheCompiledStepNeeds() {
    FlashConfig config = Model.config(TestModels.file("smollm2"));
    StepShape shape = new StepShape(1, 512, 512, 512, Outputs.LAST_LOGITS);
    StepMemory need = MemoryFit.of(graphs(TestModels.file("smollm2")), QUESTION, 1L << 33).need();
    try (Device device = Device.open(TestModels.options().plugin())) {
      Compiler compiler = Compiler.of(device, TestModels.options().cacheFolder());
      MemoryReport is = compiler.check(new Step(config, shape).program()).measured();
      long total = is.argumentBytes() + is.outputBytes() - is.aliasBytes() + is.tempBytes();
      assertTrue(Math.abs(total - need.total()) <= 2 << 20, need::toString);
      assertEquals(is.aliasBytes(), need.caches());
    }
  }

  @Test
  void fitsExactlyWhatIsNeeded() {
    long total = MemoryFit.of(graphs(TINY), QUESTION, 1).need().total();
    assertTrue(MemoryFit.of(graphs(TINY), QUESTION, total).fits());
    assertEquals(1, MemoryFit.of(graphs(TINY), QUESTION, total).sequences());
    assertFalse(MemoryFit.of(graphs(TINY), QUESTION, total - 1).fits());
    assertTrue(MemoryFit.of(graphs(TINY), QUESTION, total - 1).tokens() < 512);
  }

  @Test
  void everySequenceMoreCostsItsCaches() {
    StepMemory need = MemoryFit.of(graphs(TINY), QUESTION, 1).need();
    assertEquals(
        4, MemoryFit.of(graphs(TINY), QUESTION, need.total() + 3 * need.caches()).sequences());
  }

  @Test
  void shorterChunksNeedLessAndChangeNoAnswers() {
    MemoryFit fit = MemoryFit.of(graphs(TINY), QUESTION, 1);
    assertTrue(
        fit.changes().stream()
            .anyMatch(c -> c.what().equals("chunks of 128 tokens") && !c.changesAnswers()));
    assertTrue(fit.changes().stream().allMatch(c -> c.total() < fit.need().total()));
  }

  /// With attention in chunks the longest step fits, so that no shorter one is taken.
  @Test
  void aBudgetIsKeptByAttentionInChunksWithTheSameTokens() {
    MemoryFit.Change chunks =
        MemoryFit.of(graphs(TINY), QUESTION, 1).changes().stream()
            .filter(c -> c.what().equals("attention in chunks"))
            .findAny()
            .orElseThrow();
    long longer = MemoryFit.of(graphs(TINY), new MemoryFit.Question(512, 1, 128), 1).need().total();
    long most = requireKept(chunks.total());
    assertTrue(most > longer, () -> most + " is no more than " + longer);
  }

  @Test
  void aBudgetIsKeptByShorterStepsWithTheSameTokens() {
    requireKept(MemoryFit.of(graphs(TINY), QUESTION, 1).need().total() * 5 / 10);
  }

  /// Most bytes that any program needed within a budget by XLA's own account.
  private static long requireKept(long budget) {
    int[] prompt = IntStream.range(1, 400).map(i -> i % 90).toArray();
    try (Model free = Model.load(TINY, TestModels.options());
        Model held = Model.load(TINY, TestModels.options().withMemory(budget))) {
      assertEquals(generate(free, prompt).ids(), generate(held, prompt).ids());
      MemoryReport used = held.programs().memory();
      long most = used.argumentBytes() + used.outputBytes() - used.aliasBytes() + used.tempBytes();
      assertTrue(most <= budget, () -> most + " of " + budget);
      return most;
    }
  }

  @Test
  void aBudgetThatIsTooSmallIsRefusedWithNumbers() {
    var e =
        assertThrows(
            InsufficientMemoryException.class,
            () -> Model.requireFit(TINY, WeightType.F32, 512, 1_200_000));
    assertTrue(e.toString().contains("for 512 positions (weights 1, caches "), e.toString());
  }

  private static Generation generate(Model model, int... prompt) {
    GenerateOptions options = GenerateOptions.greedy().withMaxTokens(8);
    return model.generate(Prompt.ids(prompt), options, _ -> {});
  }
}
