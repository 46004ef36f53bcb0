package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FoldConstantsTest {
  private static final String HEAD =
      """
      func.func @main(%x: tensor<3xf32>) -> (TYPE) {
      %c = stablehlo.constant dense<[1.0, -2.0, 0x7FC00001]> : tensor<3xf32>
      %two = stablehlo.constant dense<2.0> : tensor<3xf32>
      %state = stablehlo.constant dense<[1, 2]> : tensor<2xui64>
      """;

  private static Graph graph(String body) {
    String type = body.strip().replaceFirst("(?s).*(->|:) *", "");
    String text = HEAD.replace("TYPE", type) + body.strip() + "\nreturn %y : " + type + "\n}\n";
    return StableHloReader.read(text).main();
  }

  private static Literal onlyConstant(Graph graph) {
    Graph swept = Rewritten.by(new EliminateDeadCode(), graph).graph();
    assertEquals(1, swept.nodes().size());
    return ((ConstantOp) swept.nodes().getFirst().op()).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%y = stablehlo.multiply %c, %two : tensor<3xf32>",
        "%y = stablehlo.exponential %c : tensor<3xf32>",
        "%y = stablehlo.convert %c : (tensor<3xf32>) -> tensor<3xbf16>",
        "%y = stablehlo.slice %c [1:2] : (tensor<3xf32>) -> tensor<1xf32>",
        "%y = stablehlo.reshape %c : (tensor<3xf32>) -> tensor<1x3xf32>",
        "%y = stablehlo.dot_general %c, %two, contracting_dims = [0] x [0] : "
            + "(tensor<3xf32>, tensor<3xf32>) -> tensor<f32>"
      })
  void computesWhatTheInterpreterDoes(String line) {
    Graph before = graph(line);
    Rewritten after = Rewritten.by(new FoldConstants(), before);
    assertEquals(1, after.report().hits());
    List<Literal> want =
        Interpreter.run(before, List.of(Literal.splat(TensorType.of(ElementType.F32, 3), 0)));
    assertEquals(want, List.of(onlyConstant(after.graph())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%y = stablehlo.multiply %x, %two : tensor<3xf32>",
        "%y = stablehlo.iota dim = 0 : tensor<3xf32>",
        "%y = stablehlo.optimization_barrier %c : tensor<3xf32>",
        "%y = stablehlo.custom_call @f(%c) : (tensor<3xf32>) -> tensor<3xf32>",
        "%s:2 = stablehlo.rng_bit_generator %state, algorithm = THREE_FRY : "
            + "(tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)\n%y = stablehlo.negate %s#1 :"
            + " tensor<3xui32>"
      })
  void leavesAlone(String line) {
    Graph before = graph(line);
    assertSame(before, Rewritten.by(new FoldConstants(), before).graph());
  }

  private static GraphBuilder chain(ElementType element, int length) {
    GraphBuilder b = new GraphBuilder("main");
    Value all = b.splat(TensorType.of(element, length), 3);
    b.result("y", b.rsqrt(b.multiply(all, b.tanh(all))));
    return b;
  }

  /// One number in a million places is one number still.
  @ParameterizedTest
  @EnumSource(names = {"F64", "F32", "BF16"})
  void keepsOneNumberOne(ElementType element) {
    Graph small = chain(element, 3).build();
    Rewritten after = Rewritten.by(new FoldConstants(), chain(element, 1 << 20));
    assertEquals(3, after.report().hits());
    Node last = after.graph().nodes().getLast();
    Literal literal = ((ConstantOp) last.op()).value();
    assertTrue(literal.isSplat());
    assertEquals(Interpreter.run(small, List.of()).getLast().element(0), literal.element(0));
  }

  private static Literal numbers(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return Literal.ofF32(TensorType.of(ElementType.F32, count), values);
  }

  @Test
  void foldsWhatIsLargeOnlyInThePlaceOfAsMuch() {
    GraphBuilder b = new GraphBuilder("main");
    Value alone = b.constant(numbers(300));
    b.result("y", b.negate(b.tanh(alone)));
    assertEquals(2, Rewritten.by(new FoldConstants(), b).report().hits());
    GraphBuilder shared = new GraphBuilder("main");
    Value c = shared.constant(numbers(300));
    shared.result("y", shared.tanh(c));
    shared.result("z", c);
    assertEquals(0, Rewritten.by(new FoldConstants(), shared).report().hits());
    GraphBuilder wide = new GraphBuilder("main");
    wide.result("y", wide.broadcast(wide.constant(numbers(200)), new long[] {2, 200}, 1));
    assertEquals(0, Rewritten.by(new FoldConstants(), wide).report().hits());
  }

  @Test
  void foldsInBodiesAndFoldsOfBodies() {
    GraphBuilder b = new GraphBuilder("main");
    Value go = b.input("go", TensorType.of(ElementType.PRED));
    Value sum = b.reduceSum(b.constant(numbers(4)), 0);
    Value one = b.constant(ElementType.F32, 1);
    Value chosen = b.ifElse(go, () -> List.of(b.add(sum, one)), () -> List.of(sum)).getFirst();
    b.result("y", chosen);
    b.result("less", b.compare(sum, one, CompareOp.Direction.LT));
    Rewritten after = Rewritten.by(new FoldConstants(), b);
    assertEquals(
        List.of("folded reduce", "folded add", "folded compare"), after.report().rewrites());
    Literal yes = Literal.ofPred(TensorType.of(ElementType.PRED), true);
    assertEquals(7, Interpreter.run(after.graph(), List.of(yes)).getFirst().doubleAt(0));
  }

  @Test
  void costGrowsWithTheNumberOfNodes() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.constant(ElementType.F32, 2);
    for (int i = 0; i < 20_000; i++) {
      x = b.negate(x);
    }
    b.result("y", x);
    Graph graph = b.build();
    PassReport report = PassReport.measure(new FoldConstants(), graph, Target.of("cpu")).report();
    assertEquals(graph.nodes().size(), report.visits());
    assertEquals(20_000, report.hits());
  }
}
