package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
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
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Layers of which the values are kept for gradients, as a training step does, and others.
class RematerializationTest {
  private static final int LAYERS = 4;
  private static final int ROWS = 64;
  private static final int WIDTH = 8;
  private static final Graph STEP = step();
  private static final long NATURAL = bytes(STEP);

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.8})
  void keepsToABudgetWithTheSameBits(double part) {
    Rewritten lowered = Rewritten.by(new LowerPeak((long) (NATURAL * part)), STEP);
    assertTrue(bytes(lowered.graph()) <= NATURAL * part, () -> bytes(lowered.graph()) + " bytes");
    assertEquals(results(STEP), results(lowered.graph()));
  }

  @Test
  void computesNoMoreAgainThanNeeded() {
    int few = Rewritten.by(new LowerPeak(NATURAL * 9 / 10), STEP).report().hits();
    int more = Rewritten.by(new LowerPeak(NATURAL * 3 / 4), STEP).report().hits();
    assertTrue(0 < few && few < more, few + " and " + more);
  }

  @Test
  void takesTheLeastWhereNothingIsEnough() {
    Rewritten least = Rewritten.by(new LowerPeak(1), STEP);
    assertTrue(bytes(least.graph()) < NATURAL * 3 / 4, () -> bytes(least.graph()) + " bytes");
    assertEquals(results(STEP), results(least.graph()));
  }

  @Test
  void aFunctionKeepsItsName() {
    Rewritten lowered = Rewritten.by(new LowerPeak(1), STEP.withName("step"));
    assertTrue(lowered.report().hits() > 0);
    assertEquals("step", lowered.graph().name());
  }

  @Test
  void leavesWhatFits() {
    assertSame(STEP, Rewritten.by(new LowerPeak(NATURAL), STEP).graph());
  }

  @Test
  void computesAgainBeforeEachReadThatIsFarFromTheLast() {
    Graph graph = readOften(false);
    Rewritten lowered = Rewritten.by(new LowerPeak(1), graph);
    assertEquals(3, lowered.report().hits());
    assertTrue(bytes(lowered.graph()) < bytes(graph));
    assertEquals(results(graph), results(lowered.graph()));
  }

  /// A state is overwritten as soon as its last reader has run.
  @Test
  void readsNoStateLaterThanBefore() {
    Graph graph = readOften(true);
    assertSame(graph, Rewritten.by(new LowerPeak(1), graph).graph());
  }

  /// To keep what a value is computed from is no better than to keep the value.
  @Test
  void keepsNothingLongerToComputeFromIt() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, ROWS, WIDTH));
    Value kept = b.tanh(product(b, x, b.input("w", TensorType.of(ElementType.F32, WIDTH, WIDTH))));
    b.result("y", wide(b, kept, kept));
    Graph graph = b.build();
    assertSame(graph, Rewritten.by(new LowerPeak(1), graph).graph());
  }

  @Test
  void leavesFunctionsOfUnknownSizes() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, TensorType.DYNAMIC, WIDTH));
    b.result("y", b.tanh(x));
    Graph graph = b.build();
    assertSame(graph, Rewritten.by(new LowerPeak(1), graph).graph());
  }

  @Test
  void leavesNothingUnread() {
    Program lowered =
        StandardPipelines.within(1).runVerified(Program.of(STEP), Target.of("cpu")).program();
    assertTrue(
        lowered.main().nodes().stream().anyMatch(n -> n.op() instanceof OptimizationBarrierOp));
    assertSame(lowered.main(), Rewritten.by(new EliminateDeadCode(), lowered.main()).graph());
  }

  /// Gradients of all weights of layers `x * logistic(x)`, for the sum of the last one's results.
  private static Graph step() {
    GraphBuilder b = new GraphBuilder("main");
    List<Value> inputs = new ArrayList<>();
    List<Value> weights = new ArrayList<>();
    List<Value> products = new ArrayList<>();
    Value x = b.input("x", TensorType.of(ElementType.F32, ROWS, WIDTH));
    for (int layer = 0; layer < LAYERS; layer++) {
      weights.add(b.input("w" + layer, TensorType.of(ElementType.F32, WIDTH, WIDTH)));
      inputs.add(x);
      products.add(product(b, x, weights.getLast()));
      x = b.multiply(products.getLast(), b.logistic(products.getLast()));
    }
    Value gradient = b.splat(x.tensor(), 1);
    for (int layer = LAYERS - 1; layer >= 0; layer--) {
      gradient = b.multiply(gradient, slope(b, products.get(layer)));
      b.result("w" + layer, contracted(b, inputs.get(layer), gradient, 0, 0));
      gradient = contracted(b, gradient, weights.get(layer), 1, 1);
    }
    return b.build();
  }

  private static Value slope(GraphBuilder b, Value x) {
    Value part = b.logistic(x);
    Value one = b.splat(x.tensor(), 1);
    return b.multiply(part, b.add(one, b.multiply(x, b.subtract(one, part))));
  }

  /// A function of a parameter, read before, between (twice) and after wide layers.
  private static Graph readOften(boolean state) {
    GraphBuilder b = new GraphBuilder("main");
    TensorType type = TensorType.of(ElementType.F32, ROWS, WIDTH);
    Value x = state ? b.state("x", type, 0) : b.input("x", type);
    Value read = b.tanh(x);
    b.result("next", b.add(x, b.splat(type, 1)));
    Value scale = b.broadcast(wide(b, read, read), new long[] {ROWS, WIDTH}, 1);
    b.result("y", wide(b, b.multiply(read, scale), read));
    return b.build();
  }

  /// `[width]` from two layers that are wider than a value, which is read after them.
  private static Value wide(GraphBuilder b, Value x, Value read) {
    Value up = b.splat(TensorType.of(ElementType.F32, WIDTH, ROWS), 0.25);
    Value square = b.splat(TensorType.of(ElementType.F32, ROWS, ROWS), 0.25);
    Value layers = product(b, b.tanh(product(b, x, up)), square);
    return b.reduceSum(contracted(b, layers, read, 0, 0), 0);
  }

  private static Value product(GraphBuilder b, Value x, Value weight) {
    return contracted(b, x, weight, 1, 0);
  }

  private static Value contracted(GraphBuilder b, Value lhs, Value rhs, long left, long right) {
    ImmutableLongArray none = ImmutableLongArray.of();
    return b.dotGeneral(
        lhs,
        rhs,
        new DotGeneralOp.Dimensions(
            none, none, ImmutableLongArray.of(left), ImmutableLongArray.of(right)));
  }

  private static long bytes(Graph graph) {
    return MemoryForecast.of(Program.of(graph)).tempBytes();
  }

  private static List<Literal> results(Graph graph) {
    Random random = new Random(1);
    List<Literal> arguments =
        graph.parameters().stream().map(parameter -> argument(parameter.tensor(), random)).toList();
    return Interpreter.run(graph, arguments);
  }

  private static Literal argument(TensorType type, Random random) {
    float[] numbers = new float[(int) type.elementCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian() / 2;
    }
    return Literal.ofF32(type, numbers);
  }
}
