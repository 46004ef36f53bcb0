package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleOnDeviceTest {
  private static final String TOP =
      """
      func.func @main(%x: tensor<2x9xf32>) -> (tensor<2x1xf32>, tensor<2x1xi32>) {
        %i = stablehlo.iota dim = 1 : tensor<2x9xi32>
        %s:2 = "stablehlo.sort"(%x, %i) <{dimension = 1 : i64, is_stable = true}> ({
        ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
          %p = stablehlo.compare GT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
          stablehlo.return %p : tensor<i1>
        }) : (tensor<2x9xf32>, tensor<2x9xi32>) -> (tensor<2x9xf32>, tensor<2x9xi32>)
        %v = stablehlo.slice %s#0 [0:2, 0:1] : (tensor<2x9xf32>) -> tensor<2x1xf32>
        %y = stablehlo.slice %s#1 [0:2, 0:1] : (tensor<2x9xi32>) -> tensor<2x1xi32>
        return %v, %y : tensor<2x1xf32>, tensor<2x1xi32>
      }
      """;

  private static final double[] HARD = {
    0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1, -2
  };

  private static Literal row(TensorType type, Random random) {
    GraphBuilder b = new GraphBuilder("main");
    Value[] parts = new Value[(int) type.elementCount()];
    int most = 2 + random.nextInt(HARD.length - 1);
    TensorType one = type.withDims(1);
    for (int i = 0; i < parts.length; i++) {
      double number = HARD[random.nextInt(most)];
      Value part = b.splat(one, number);
      parts[i] = random.nextBoolean() && Double.isNaN(number) ? b.negate(part) : part;
    }
    b.result("y", b.reshape(b.concatenate(0, parts), type.dims().toArray()));
    return Interpreter.run(b.build(), List.of()).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"f32", "f64", "bf16", "f16"})
  void findsTheFirstOfTheLargestAsTheSortDoes(String element) {
    Graph before = StableHloReader.read(TOP.replace("f32", element)).main();
    Rewritten after = Rewritten.by(new SampleOnDevice(), before);
    assertEquals(List.of("replaced sort"), after.report().rewrites());
    assertFalse(after.ops().contains("sort"));
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      List<Literal> x = List.of(row(before.parameters().getFirst().tensor(), random));
      assertEquals(Interpreter.run(before, x), Interpreter.run(after.graph(), x));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          is_stable = true      | is_stable = false
          compare GT, %a, %b    | compare LT, %a, %b
          compare GT, %a, %b    | compare GT, %b, %a
          , TOTALORDER          | , FLOAT
          iota dim = 1          | iota dim = 0
          return %v, %y : tensor<2x1xf32> | return %s#0, %y : tensor<2x9xf32>
          %s#1 [0:2, 0:1]       | %s#1 [0:2, 1:2]
          """)
  void leavesOtherSorts(String part, String other) {
    String text = TOP.replace(part, other);
    if (other.contains("return")) {
      text =
          text.replace(
              "-> (tensor<2x1xf32>, tensor<2x1xi32>) {", "-> (tensor<2x9xf32>, tensor<2x1xi32>) {");
    }
    Graph before = StableHloReader.read(text).main();
    assertSame(before, Rewritten.by(new SampleOnDevice(), before).graph());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0"})
  void readsTopKOfOne(int k, int hits) {
    String text =
        """
        func.func @main(%%x: tensor<9xf32>) -> tensor<%1$dxi32> {
          %%v, %%i = chlo.top_k(%%x, k = %1$d) : tensor<9xf32> -> (tensor<%1$dxf32>, tensor<%1$dxi32>)
          return %%i : tensor<%1$dxi32>
        }
        """
            .formatted(k);
    Graph before = StableHloReader.read(text).main();
    assertEquals(hits, Rewritten.by(new SampleOnDevice(), before).report().hits());
  }
}
