package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule fires where it says, and nowhere else.
final class SimplifyTest {
  private static final String HEAD =
      """
      func.func @main(%x: tensor<2x3xf32>, %i: tensor<2x3xi32>, %v: tensor<3xf32>) -> (TYPE) {
      %zero = stablehlo.constant dense<0.0> : tensor<2x3xf32>
      %minus = stablehlo.constant dense<-0.0> : tensor<2x3xf32>
      %one = stablehlo.constant dense<1.0> : tensor<2x3xf32>
      %low = stablehlo.constant dense<0xFF800000> : tensor<2x3xf32>
      %none = stablehlo.constant dense<0> : tensor<2x3xi32>
      %c = stablehlo.constant dense<2.5> : tensor<f32>
      %ramp = stablehlo.constant dense<[1.0, 1.0, 2.0]> : tensor<3xf32>
      """;

  private static Graph graph(String body) {
    String[] lines = body.strip().split("\n");
    String type = lines[lines.length - 1].replaceFirst(".*(->|:) *", "");
    String result = "\nreturn %y : " + type + "\n}\n";
    return StableHloReader.read(HEAD.replace("TYPE", type) + body.strip() + result).main();
  }

  private static String plain(Graph graph) {
    Program program = Program.of(Rewritten.by(new EliminateDeadCode(), graph).graph());
    return StableHloWriter.write(program, StableHloWriter.Style.PLAIN);
  }

  private static Graph simplified(Graph graph) {
    return Rewritten.by(new Simplify(), graph).graph();
  }

  private static void becomes(String before, String after) {
    String want = plain(graph(after)).replaceAll("%[a-z0-9_]+", "%");
    assertEquals(want, plain(simplified(graph(before))).replaceAll("%[a-z0-9_]+", "%"));
  }

  /// The tanh of x says what the simplified program returns.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stablehlo.multiply %x, %one : tensor<2x3xf32>",
        "stablehlo.multiply %one, %x : tensor<2x3xf32>",
        "stablehlo.divide %x, %one : tensor<2x3xf32>",
        "stablehlo.add %x, %minus : tensor<2x3xf32>",
        "stablehlo.subtract %x, %zero : tensor<2x3xf32>",
        "stablehlo.maximum %low, %x : tensor<2x3xf32>",
        "stablehlo.convert %x : tensor<2x3xf32>",
        "stablehlo.reshape %x : (tensor<2x3xf32>) -> tensor<2x3xf32>",
        "stablehlo.transpose %x, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3xf32>",
        "stablehlo.slice %x [0:2, 0:3] : (tensor<2x3xf32>) -> tensor<2x3xf32>",
        "stablehlo.broadcast_in_dim %x, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3xf32>"
      })
  void dropsWhatChangesNothing(String op) {
    becomes(
        "%0 = " + op + "\n%y = stablehlo.tanh %0 : tensor<2x3xf32>",
        "%y = stablehlo.tanh %x : tensor<2x3xf32>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 0 of -0.
        "stablehlo.add %x, %zero : tensor<2x3xf32>",
        "stablehlo.subtract %x, %minus : tensor<2x3xf32>",
        // NaN and the sign of zero.
        "stablehlo.multiply %x, %zero : tensor<2x3xf32>",
        // Not the first operand.
        "stablehlo.divide %one, %x : tensor<2x3xf32>",
        "stablehlo.subtract %zero, %x : tensor<2x3xf32>",
        "stablehlo.minimum %low, %x : tensor<2x3xf32>",
        "stablehlo.slice %x [0:2, 0:2] : (tensor<2x3xf32>) -> tensor<2x2xf32>",
        "stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>",
        "stablehlo.reshape %ramp : (tensor<3xf32>) -> tensor<1x3xf32>",
        "stablehlo.broadcast_in_dim %v, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>"
      })
  void doesNotDropWhatChangesSomething(String op) {
    Graph graph = graph("%y = " + op);
    assertSame(graph, simplified(graph));
  }

  @Test
  void dropsNeutralIntegers() {
    becomes(
        "%0 = stablehlo.add %none, %i : tensor<2x3xi32>\n%y = stablehlo.abs %0 : tensor<2x3xi32>",
        "%y = stablehlo.abs %i : tensor<2x3xi32>");
  }

  @Test
  void makesOneConstantOfABroadcastNumber() {
    becomes(
        "%y = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<f32>) -> tensor<2x3xf32>",
        "%y = stablehlo.constant dense<2.5> : tensor<2x3xf32>");
  }

  @Test
  void mergesBroadcastsInARow() {
    becomes(
        """
        %0 = stablehlo.broadcast_in_dim %v, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
        %y = stablehlo.broadcast_in_dim %0, dims = [2, 0] : (tensor<2x3xf32>) -> tensor<3x4x2xf32>
        """,
        "%y = stablehlo.broadcast_in_dim %v, dims = [0] : (tensor<3xf32>) -> tensor<3x4x2xf32>");
  }

  @Test
  void sinksUnitAxesBelowElementwiseOps() {
    becomes(
        """
        %0 = stablehlo.broadcast_in_dim %v, dims = [0] : (tensor<3xf32>) -> tensor<3x1xf32>
        %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<f32>) -> tensor<3x1xf32>
        %2 = stablehlo.divide %0, %1 : tensor<3x1xf32>
        %3 = stablehlo.rsqrt %2 : tensor<3x1xf32>
        %y = stablehlo.broadcast_in_dim %3, dims = [1, 0] : (tensor<3x1xf32>) -> tensor<2x3xf32>
        """,
        """
        %0 = stablehlo.constant dense<2.5> : tensor<3xf32>
        %1 = stablehlo.divide %v, %0 : tensor<3xf32>
        %2 = stablehlo.rsqrt %1 : tensor<3xf32>
        %y = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
        """);
  }

  @Test
  void doesNotSinkABroadcastThatRepeats() {
    Graph graph =
        graph(
            """
            %0 = stablehlo.broadcast_in_dim %v, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
            %y = stablehlo.rsqrt %0 : tensor<2x3xf32>
            """);
    assertSame(graph, simplified(graph));
  }

  @Test
  void undoesWhatIsDoneTwice() {
    becomes(
        """
        %0 = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
        %1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<3x2xf32>) -> tensor<2x3xf32>
        %2 = stablehlo.negate %1 : tensor<2x3xf32>
        %3 = stablehlo.negate %2 : tensor<2x3xf32>
        %4 = stablehlo.reshape %3 : (tensor<2x3xf32>) -> tensor<6xf32>
        %5 = stablehlo.reshape %4 : (tensor<6xf32>) -> tensor<3x2xf32>
        %y = stablehlo.tanh %5 : tensor<3x2xf32>
        """,
        """
        %0 = stablehlo.reshape %x : (tensor<2x3xf32>) -> tensor<3x2xf32>
        %y = stablehlo.tanh %0 : tensor<3x2xf32>
        """);
  }

  @Test
  void dropsTheWeightsOfANormThatAreOnes() {
    TensorType rows = TensorType.of(ElementType.F32, 2, 4);
    for (float last : new float[] {1, 2}) {
      GraphBuilder b = new GraphBuilder("main");
      Literal weight = Literal.ofF32(TensorType.of(ElementType.F32, 4), 1, 1, 1, last);
      var norm = new RmsNormOp(b.input("x", rows), b.constant(weight), 0x1p-20, Mean.SCALED);
      b.result("y", norm.expand(b));
      Graph after = Rewritten.by(new EliminateDeadCode(), simplified(b.build())).graph();
      long products = Rewritten.names(after.nodes()).stream().filter("multiply"::equals).count();
      assertEquals(last == 1 ? 3 : 4, products);
    }
  }

  private static String flatProduct(String between, String results) {
    String types = "tensor<1x2x4xf32>" + (results.isEmpty() ? "" : ", tensor<2x4xf32>");
    return """
    func.func @main(%%x: tensor<1x2x3xf32>, %%w: tensor<3x4xf32>) -> (%s) {
      %%f = stablehlo.reshape %%x : (tensor<1x2x3xf32>) -> tensor<2x3xf32>
      %%p = stablehlo.dot_general %%f, %%w, contracting_dims = [1] x [0] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
      %s
      %%y = stablehlo.reshape %%p : (tensor<2x4xf32>) -> tensor<1x2x4xf32>
      return %%y%s : %s
    }
    """
        .formatted(types, between, results, types);
  }

  private static long products(Graph graph) {
    Graph swept = Rewritten.by(new EliminateDeadCode(), graph).graph();
    return Rewritten.names(swept.nodes()).stream().filter("dot_general"::equals).count();
  }

  @Test
  void keepsTheRowsOfAProduct() {
    Graph before = StableHloReader.read(flatProduct("", "")).main();
    Graph after = Rewritten.by(new EliminateDeadCode(), simplified(before)).graph();
    assertEquals(List.of("dot_general"), Rewritten.names(after.nodes()));
  }

  /// Two products would cost more than one and two reshapes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                              | , %p
          %q = stablehlo.tanh %p : tensor<2x4xf32>        | , %q
          %q = stablehlo.multiply %p, %p : tensor<2x4xf32> | , %q
          """)
  void doesNotDoubleAProductThatOthersRead(String between, String results) {
    Graph before = StableHloReader.read(flatProduct(between, results)).main();
    assertEquals(1, products(simplified(before)));
  }

  @Test
  void doesNotDoubleAProductThatABodyReads() {
    String body =
        """
        %go = stablehlo.constant dense<true> : tensor<i1>
        %q = "stablehlo.if"(%go) ({ stablehlo.return %p : tensor<2x4xf32> }, { stablehlo.return %p : tensor<2x4xf32> }) : (tensor<i1>) -> tensor<2x4xf32>
        """;
    Graph before = StableHloReader.read(flatProduct(body, ", %q")).main();
    assertEquals(1, products(simplified(before)));
  }

  @Test
  void costGrowsWithTheNumberOfNodes() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 2));
    for (int i = 0; i < 20_000; i++) {
      x = b.negate(x);
    }
    b.result("y", b.tanh(x));
    Graph graph = b.build();
    PassReport report = PassReport.measure(new Simplify(), graph, Target.of("cpu")).report();
    assertEquals(graph.nodes().size(), report.visits());
    assertEquals(10_000, report.hits());
  }
}
