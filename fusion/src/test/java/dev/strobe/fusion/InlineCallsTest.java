package dev.strobe.fusion;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.text.StableHloReader;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is inlined, and what is left because it would say less or grow too large.
final class InlineCallsTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 2);
  private static final Target CPU = Target.of("cpu");
  private static final int MOST_NODES = 1 << 18;

  private static Value call(GraphBuilder b, String callee, Value x) {
    return b.emit(new CallOp(callee, ImmutableList.of(x), ImmutableList.of(TYPE))).getFirst();
  }

  private static PassReport.Applied inlined(Program program) {
    ImmutableMap<String, Graph> functions =
        program.functions().stream().collect(ImmutableMap.toImmutableMap(Graph::name, f -> f));
    return PassReport.measure(new InlineCalls(), program.main(), new PassContext(CPU, functions));
  }

  /// `main`, `f1`, `f2` and so on, each of which calls the next one so often.
  private static Program chain(int functions, int calls) {
    return new Program(
        "chain",
        IntStream.range(0, functions)
            .mapToObj(i -> link(i, i + 1 < functions ? calls : 0))
            .collect(ImmutableList.toImmutableList()),
        ImmutableMap.of());
  }

  private static Graph link(int place, int calls) {
    GraphBuilder b = new GraphBuilder(place == 0 ? "main" : "f" + place);
    Value x = b.tanh(b.input("x", TYPE));
    for (int i = 0; i < calls; i++) {
      x = call(b, "f" + (place + 1), x);
    }
    b.result("y", x);
    return b.build();
  }

  @Test
  void inlinesCallsInCallsAsDeepAsTheyMayBe() {
    assertEquals(49, inlined(chain(50, 1)).report().hits());
    Graph deep = inlined(chain(100, 1)).graph();
    assertEquals(
        Map.of("tanh", 65L, "call", 1L),
        deep.nodes().stream().collect(groupingBy(node -> node.op().name(), counting())));
  }

  /// Forty functions that call the next one twice are a billion nodes and a thousand times that.
  @Test
  void endsWhereAFunctionWouldGrowTooLarge() {
    PassReport report = inlined(chain(40, 2)).report();
    assertTrue(report.nodesAfter() <= report.nodesBefore() + MOST_NODES, report.toString());
    assertTrue(report.visits() <= 2L * MOST_NODES, report.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          call @f(%x)          | call @f(%x) {x.keep}
          -> tensor<2xf32> {   | -> tensor<2xf32> attributes {x.keep} {
          %a: tensor<2xf32>    | %a: tensor<2xf32> {x.keep}
          %a: tensor<2xf32>    | %a: tensor<2xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>}
          call @f(%x)          | call @f(%x) {sdy.sharding = #sdy.sharding_per_value<[<@mesh, [{"x"}]>]>}
          """)
  void staysWhereMoreIsSaidThanWhatIsComputed(String part, String other) {
    String text =
        """
        module @m {
          sdy.mesh @mesh = <["x"=2]>
          func.func private @f(%a: tensor<2xf32>) -> tensor<2xf32> {
            %0 = stablehlo.tanh %a : tensor<2xf32>
            return %0 : tensor<2xf32>
          }
          func.func public @main(%x: tensor<2xf32>) -> (tensor<2xf32>) {
            %y = call @f(%x) : (tensor<2xf32>) -> tensor<2xf32>
            return %y : tensor<2xf32>
          }
        }
        """;
    assertTrue(text.contains(part), part);
    assertEquals(1, inlined(StableHloReader.read(text)).report().hits());
    Program marked = StableHloReader.read(text.replace(part, other));
    assertEquals(0, inlined(marked).report().hits());
  }

  /// Sizes as JAX passes them on.
  @Test
  void inlinesWhatTakesSizes() {
    String text =
        """
        func.func private @f(%n: tensor<i32> {jax.global_constant = "n"}, %a: tensor<2xf32>) -> tensor<2xf32> {
          return %a : tensor<2xf32>
        }
        func.func public @main(%x: tensor<2xf32>) -> tensor<2xf32> {
          %n = stablehlo.constant dense<2> : tensor<i32>
          %y = call @f(%n, %x) : (tensor<i32>, tensor<2xf32>) -> tensor<2xf32>
          return %y : tensor<2xf32>
        }
        """;
    assertEquals(1, inlined(StableHloReader.read(text)).report().hits());
  }

  @Test
  void recursionIsRefusedByTheVerifierAndEndsHereAllTheSame() {
    Program endless =
        new Program(
            "endless",
            ImmutableList.of(callsTwice("main", "g"), callsTwice("g", "g")),
            ImmutableMap.of());
    PassReport report = inlined(endless).report();
    assertTrue(report.nodesAfter() <= report.nodesBefore() + MOST_NODES, report.toString());
    PassPipeline pipeline = new PassPipeline(ImmutableList.of(new InlineCalls()));
    var error = assertThrows(InvalidOpException.class, () -> pipeline.runVerified(endless, CPU));
    assertTrue(
        String.valueOf(error.getMessage()).contains("call requires no recursion"),
        error.getMessage());
  }

  private static Graph callsTwice(String name, String callee) {
    GraphBuilder b = new GraphBuilder(name);
    b.result("y", call(b, callee, call(b, callee, b.input("x", TYPE))));
    return b.build();
  }
}
