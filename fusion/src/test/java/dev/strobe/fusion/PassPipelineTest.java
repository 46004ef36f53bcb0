package dev.strobe.fusion;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PassPipelineTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 2);
  private static final Target CPU = Target.of("cpu");

  @Test
  void refusesAPassBeforeTheOneItReliesOn() {
    var error =
        assertThrows(
            InvalidOpException.class,
            () ->
                new PassPipeline(
                    ImmutableList.of(
                        new EliminateCommonSubexpressions(), new EliminateDeadCode())));
    assertEquals(
        "eliminate-common-subexpressions requires earlier passes that establish [no-dead-code],"
            + " got [eliminate-common-subexpressions, eliminate-dead-code]",
        error.getMessage());
  }

  @Test
  void rewritesEveryFunctionAndReportsEachPass() {
    Program before = twoFunctions();
    PassPipeline.Result result = StandardPipelines.cleaning().runVerified(before, CPU);
    assertEquals(
        List.of(
            "eliminate-dead-code @main 1",
            "eliminate-dead-code @twice 1",
            "eliminate-common-subexpressions @main 1",
            "eliminate-common-subexpressions @twice 1"),
        result.reports().stream().map(PassPipelineTest::summary).toList());
    List<Literal> arguments = List.of(Literal.ofF32(TYPE, 0.25f, -3));
    assertEquals(Interpreter.run(before, arguments), Interpreter.run(result.program(), arguments));
  }

  @Test
  void keepsWhatOnlyPassesThrough() {
    String text =
        """
        module @m attributes {x.module} {
          sdy.mesh @mesh = <["x"=2]>
          func.func public @main(%x: tensor<2xf32>) -> (tensor<2xf32> {x.result}) attributes {x.own} {
            %dead = stablehlo.negate %x : tensor<2xf32>
            %y = stablehlo.tanh %x {x.node} : tensor<2xf32>
            return %y : tensor<2xf32>
          }
        }
        """;
    Program before = StableHloReader.read(text);
    Program after = StandardPipelines.standard().runVerified(before, CPU).program();
    String live = text.lines().filter(line -> !line.contains("%dead")).collect(joining("\n"));
    assertEquals(StableHloWriter.write(StableHloReader.read(live)), StableHloWriter.write(after));
  }

  private static String summary(PassReport report) {
    return report.pass() + " @" + report.function() + " " + report.hits();
  }

  private static Program twoFunctions() {
    GraphBuilder twice = new GraphBuilder("twice");
    Value v = twice.input("v", TYPE);
    twice.negate(v);
    twice.result("vv", twice.add(twice.tanh(v), twice.tanh(v)));
    GraphBuilder main = new GraphBuilder("main");
    Value x = main.input("x", TYPE);
    // Equal calls stay two, and an unused one stays, since what is called may have effects.
    Value first = call(main, x);
    call(main, x);
    main.negate(first);
    main.result("y", main.add(main.tanh(first), main.tanh(first)));
    return new Program("p", ImmutableList.of(main.build(), twice.build()), ImmutableMap.of());
  }

  private static Value call(GraphBuilder b, Value x) {
    return b.emit(new CallOp("twice", ImmutableList.of(x), ImmutableList.of(TYPE))).getFirst();
  }

  @Test
  void namesThePassThatLeavesAnInvalidProgram() {
    PassPipeline pipeline = new PassPipeline(ImmutableList.of(new DropEverything()));
    GraphBuilder b = new GraphBuilder("main");
    b.result("y", b.tanh(b.input("x", TYPE)));
    Program program = Program.of(b.build());
    var error = assertThrows(InvalidOpException.class, () -> pipeline.runVerified(program, CPU));
    assertEquals(
        "drop-everything requires to leave a valid program",
        String.valueOf(error.getMessage()).split(", got", 2)[0]);
  }

  private record DropEverything() implements Pass {
    @Override
    public String name() {
      return "drop-everything";
    }

    @Override
    public Graph apply(Graph graph, PassContext context) {
      return graph.withBody(ImmutableList.of(), graph.results());
    }
  }
}
