package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorSignature;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Tokens, tuples and processes side by side, in programs whose results are worked out by hand.
final class EffectsTest {
  private static Program read(String text) {
    Program program = StableHloReader.read(text);
    Verifier.requireValid(program);
    return program;
  }

  private static List<List<Long>> elements(List<Literal> literals) {
    return literals.stream()
        .map(
            each ->
                LongStream.range(0, each.type().elementCount()).map(each::longAt).boxed().toList())
        .toList();
  }

  private static Literal number(long value) {
    return Literal.scalar(ElementType.S64, value);
  }

  @Test
  void carriesTokensThroughLoopsCallsAndBranches() {
    String text =
        """
        func.func @step(%t: !stablehlo.token, %n: tensor<i64>) -> (tensor<i64>, !stablehlo.token) {
          %both = stablehlo.after_all %t, %t : !stablehlo.token
          %one = stablehlo.constant dense<1> : tensor<i64>
          %next = stablehlo.subtract %n, %one : tensor<i64>
          return %next, %both : tensor<i64>, !stablehlo.token
        }
        func.func @main(%start: tensor<i64>) -> tensor<i64> {
          %token = stablehlo.create_token : !stablehlo.token
          %limit = stablehlo.constant dense<3> : tensor<i64>
          %0:2 = stablehlo.while(%t = %token, %n = %start) : !stablehlo.token, tensor<i64>
          cond {
            %more = stablehlo.compare GT, %n, %limit : (tensor<i64>, tensor<i64>) -> tensor<i1>
            stablehlo.return %more : tensor<i1>
          } do {
            %1:2 = func.call @step(%t, %n) : (!stablehlo.token, tensor<i64>)
              -> (tensor<i64>, !stablehlo.token)
            stablehlo.return %1#1, %1#0 : !stablehlo.token, tensor<i64>
          }
          %2:2 = stablehlo.optimization_barrier %0#0, %0#1 : !stablehlo.token, tensor<i64>
          return %2#1 : tensor<i64>
        }
        """;
    assertEquals(List.of(List.of(3L)), elements(Interpreter.run(read(text), List.of(number(9)))));
  }

  private static final String SWAP =
      """
      func.func @swap(%p: tuple<tensor<i64>, tuple<tensor<2xi64>>>)
          -> tuple<tuple<tensor<2xi64>>, tensor<i64>> {
        %0 = stablehlo.get_tuple_element %p[0]
          : (tuple<tensor<i64>, tuple<tensor<2xi64>>>) -> tensor<i64>
        %1 = stablehlo.get_tuple_element %p[1]
          : (tuple<tensor<i64>, tuple<tensor<2xi64>>>) -> tuple<tensor<2xi64>>
        %2 = stablehlo.tuple %1, %0 : tuple<tuple<tensor<2xi64>>, tensor<i64>>
        return %2 : tuple<tuple<tensor<2xi64>>, tensor<i64>>
      }
      func.func @main(%t: !stablehlo.token, %p: tuple<tensor<i64>, tuple<tensor<2xi64>>>,
          %n: tensor<i64>) -> (!stablehlo.token, tuple<tuple<tensor<2xi64>>, tensor<i64>>,
          tensor<i64>) {
        %0 = func.call @swap(%p) : (tuple<tensor<i64>, tuple<tensor<2xi64>>>)
          -> tuple<tuple<tensor<2xi64>>, tensor<i64>>
        return %t, %0, %n : !stablehlo.token, tuple<tuple<tensor<2xi64>>, tensor<i64>>,
          tensor<i64>
      }
      """;

  @Test
  void givesTheElementsOfTuplesAndLeavesTokensOut() {
    Literal pair = Literal.ofLongs(TensorType.of(ElementType.S64, 2), 5, 6);
    assertEquals(
        List.of(List.of(5L, 6L), List.of(4L), List.of(7L)),
        elements(Interpreter.run(read(SWAP), List.of(number(4), pair, number(7)))));
  }

  @Test
  void anEntryFunctionOfTensorsIsAValidProgram() {
    Program flat = TensorSignature.apply(read(SWAP));
    assertEquals(List.of(), Verifier.verify(flat));
    assertEquals(
        "[tensor<i64>, tensor<2xi64>, tensor<i64>]", flat.main().parameterTypes().toString());
    assertEquals("[tensor<2xi64>, tensor<i64>, tensor<i64>]", flat.main().resultTypes().toString());
    assertEquals(flat, TensorSignature.apply(flat));
  }

  @Test
  void everyProcessKnowsItsPlace() {
    String text =
        """
        func.func @main() -> (tensor<ui32>, tensor<ui32>) {
          %0 = stablehlo.replica_id : tensor<ui32>
          %1 = stablehlo.partition_id : tensor<ui32>
          return %0, %1 : tensor<ui32>, tensor<ui32>
        }
        """;
    var results = Interpreter.runReplicas(read(text), List.of(List.of(), List.of(), List.of()));
    assertEquals(
        List.of(
            List.of(List.of(0L), List.of(0L)),
            List.of(List.of(1L), List.of(0L)),
            List.of(List.of(2L), List.of(0L))),
        results.stream().map(EffectsTest::elements).toList());
  }

  @Test
  void processesPartWaysInLoopsAndBranches() {
    String text =
        """
        func.func @main(%n: tensor<i64>) -> (tensor<i64>, tensor<i64>) {
          %zero = stablehlo.constant dense<0> : tensor<i64>
          %one = stablehlo.constant dense<1> : tensor<i64>
          %0:2 = stablehlo.while(%i = %n, %sum = %zero) : tensor<i64>, tensor<i64>
          cond {
            %more = stablehlo.compare GT, %i, %zero : (tensor<i64>, tensor<i64>) -> tensor<i1>
            stablehlo.return %more : tensor<i1>
          } do {
            %next = stablehlo.subtract %i, %one : tensor<i64>
            %more = stablehlo.add %sum, %i : tensor<i64>
            stablehlo.return %next, %more : tensor<i64>, tensor<i64>
          }
          %id = stablehlo.replica_id : tensor<ui32>
          %index = stablehlo.convert %id : (tensor<ui32>) -> tensor<i32>
          %1 = "stablehlo.case"(%index) ({
            stablehlo.return %0#1 : tensor<i64>
          }, {
            %2 = stablehlo.negate %0#1 : tensor<i64>
            stablehlo.return %2 : tensor<i64>
          }) : (tensor<i32>) -> tensor<i64>
          return %0#1, %1 : tensor<i64>, tensor<i64>
        }
        """;
    var results =
        Interpreter.runReplicas(
            read(text), List.of(List.of(number(3)), List.of(number(0)), List.of(number(5))));
    assertEquals(
        List.of(
            List.of(List.of(6L), List.of(6L)),
            List.of(List.of(0L), List.of(0L)),
            List.of(List.of(15L), List.of(-15L))),
        results.stream().map(EffectsTest::elements).toList());
  }
}
