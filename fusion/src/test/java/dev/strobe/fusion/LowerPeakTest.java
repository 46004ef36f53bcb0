package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.DotGeneralOp.Precision;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attention of two grouped queries a token over fewer slots than there are tokens, twice.
class LowerPeakTest {
  private static final int TOKENS = 512;
  private static final int SLOTS = 64;
  private static final long NATURAL = bytes(attention());

  @Test
  void leavesWhatFits() {
    Graph graph = composed();
    assertSame(graph, Rewritten.by(new LowerPeak(NATURAL), graph).graph());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.7, 0.4})
  void keepsToABudgetWithTheSameBits(double part) {
    Rewritten lowered = Rewritten.by(new LowerPeak((long) (NATURAL * part)), composed());
    assertTrue(bytes(lowered.graph()) <= NATURAL * part, () -> bytes(lowered.graph()) + " bytes");
    assertEquals(2, lowered.report().hits());
    assertEquals(results(attention()), results(lowered.graph()));
  }

  /// The budget decides: half of the tokens at a time are enough here, a quarter there.
  @Test
  void makesChunksNoShorterThanNeeded() {
    assertEquals(2 * 1, barriers(Rewritten.by(new LowerPeak(NATURAL * 7 / 10), composed())));
    assertEquals(2 * 3, barriers(Rewritten.by(new LowerPeak(NATURAL * 4 / 10), composed())));
  }

  @Test
  void takesTheLeastWhereNothingIsEnough() {
    Rewritten least = Rewritten.by(new LowerPeak(1), composed());
    assertTrue(bytes(least.graph()) < NATURAL * 4 / 10);
    assertEquals(results(attention()), results(least.graph()));
  }

  @Test
  void findsAttentionInWhatModelsBuild() {
    Program lowered =
        StandardPipelines.within(NATURAL / 2)
            .runVerified(Program.of(attention()), Target.of("cpu"))
            .program();
    assertTrue(bytes(lowered.main()) <= NATURAL / 2);
  }

  @Test
  void aFunctionKeepsItsName() {
    Graph graph = composed().withName("attend");
    assertEquals("attend", Rewritten.by(new LowerPeak(1), graph).graph().name());
  }

  private static long barriers(Rewritten rewritten) {
    return rewritten.graph().nodes().stream()
        .filter(node -> node.op() instanceof OptimizationBarrierOp)
        .count();
  }

  private static long bytes(Graph graph) {
    return MemoryForecast.of(Program.of(graph)).tempBytes();
  }

  private static Graph composed() {
    return graph(true);
  }

  private static Graph attention() {
    return graph(false);
  }

  private static Graph graph(boolean composed) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 1, 2, 2 * TOKENS, 8));
    Value keys = b.input("keys", TensorType.of(ElementType.F32, 1, 2, SLOTS, 8));
    Value values = b.input("values", TensorType.of(ElementType.F32, 1, 2, SLOTS, 8));
    Value mask = b.input("mask", TensorType.of(ElementType.PRED, 1, TOKENS, SLOTS));
    var form =
        new AttentionOp.Form(
            0.5,
            OptionalDouble.empty(),
            -0x1p99,
            Precision.HIGHEST,
            ElementType.F32,
            ElementType.F32);
    for (int layer = 0; layer < 2; layer++) {
      AttentionOp op = new AttentionOp(x, keys, values, mask, form);
      x = composed ? b.emit(op).getFirst() : op.expand(b);
    }
    b.result("y", x);
    return b.build();
  }

  private static List<Literal> results(Graph graph) {
    Random random = new Random(1);
    Program program = Program.of(graph);
    List<Literal> arguments =
        program.main().parameters().stream().map(p -> argument(p.tensor(), random)).toList();
    return Interpreter.run(program, arguments);
  }

  private static Literal argument(TensorType type, Random random) {
    float[] numbers = new float[(int) type.elementCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return type.element().isBoolean() ? causal(type) : Literal.ofF32(type, numbers);
  }

  private static Literal causal(TensorType type) {
    boolean[] seen = new boolean[TOKENS * SLOTS];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = i % SLOTS <= i / SLOTS;
    }
    return Literal.ofPred(type, seen);
  }
}
