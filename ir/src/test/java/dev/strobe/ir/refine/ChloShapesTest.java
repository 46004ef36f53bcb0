package dev.strobe.ir.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloParseException;
import dev.strobe.ir.text.StableHloReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ops of the `chlo` dialect on operands of unknown sizes: read as they are, then made static.
final class ChloShapesTest {
  private static Literal f32(long[] dims, float... values) {
    return Literal.ofF32(TensorType.of(ElementType.F32, dims), values);
  }

  private static Literal s32(long[] dims, int... values) {
    return Literal.ofS32(TensorType.of(ElementType.S32, dims), values);
  }

  private static long[] dims(long... dims) {
    return dims;
  }

  /// A program of one op, which is text up to its results' types.
  private static Program program(String op, List<String> operands, String... results) {
    String parameters =
        IntStream.range(0, operands.size())
            .mapToObj(i -> "%x" + i + ": " + operands.get(i))
            .collect(Collectors.joining(", "));
    String types = String.join(", ", results);
    String text =
        """
        func.func @main(%s) -> (%s) {
          %%r:%d = %s : (%s) -> (%s)
          return %s : %s
        }
        """
            .formatted(
                parameters,
                types,
                results.length,
                op,
                String.join(", ", operands),
                types,
                IntStream.range(0, results.length)
                    .mapToObj(i -> "%r#" + i)
                    .collect(Collectors.joining(", ")),
                types);
    Program program = StableHloReader.read(text);
    Verifier.requireValid(program);
    return program;
  }

  private static void assertResults(Program program, List<Literal> arguments, Literal... expected) {
    assertTrue(RefineShapes.applies(program));
    Program refined = RefineShapes.refineFor(program, arguments);
    assertFalse(RefineShapes.applies(refined));
    assertEquals(Arrays.asList(expected), Interpreter.run(refined, arguments));
  }

  @Test
  void broadcastsToSizesThatTheOperandsHave() {
    Program program =
        program(
            "\"chlo.broadcast_add\"(%x0, %x1)",
            List.of("tensor<?xi32>", "tensor<?x?xi32>"), "tensor<?x?xi32>");
    Literal row = s32(dims(3), 10, 20, 30);
    Literal column = s32(dims(2, 1), 1, 2);
    Literal matrix = s32(dims(2, 3), 1, 2, 3, 4, 5, 6);
    Literal one = s32(dims(1), 100);
    assertResults(program, List.of(row, column), s32(dims(2, 3), 11, 21, 31, 12, 22, 32));
    assertResults(program, List.of(row, matrix), s32(dims(2, 3), 11, 22, 33, 14, 25, 36));
    assertResults(program, List.of(one, matrix), s32(dims(2, 3), 101, 102, 103, 104, 105, 106));
    assertResults(program, List.of(one, s32(dims(0, 0))), s32(dims(0, 0)));
    InvalidOpException e =
        assertThrows(
            InvalidOpException.class,
            () -> RefineShapes.refineFor(program, List.of(s32(dims(2), 1, 2), matrix)));
    assertTrue(e.toString().contains("broadcast_in_dim_c5 requires"), e.toString());
  }

  @Test
  void knownSizesSayWhatUnknownOnesAre() {
    Program program =
        program(
            "\"chlo.broadcast_select\"(%x0, %x1, %x2)",
            List.of("tensor<?xi1>", "tensor<2x?xi32>", "tensor<3xi32>"), "tensor<2x3xi32>");
    Literal first = Literal.ofPred(TensorType.of(ElementType.PRED, 3), true, false, true);
    Literal second = s32(dims(2, 1), 7, 8);
    assertResults(
        program, List.of(first, second, s32(dims(3), 1, 2, 3)), s32(dims(2, 3), 7, 2, 7, 8, 2, 8));
  }

  @Test
  void broadcastsAlongNamedAxesAndComparesAndPairs() {
    assertResults(
        program(
            "\"chlo.broadcast_subtract\"(%x0, %x1) {broadcast_dimensions = array<i64: 0>}",
            List.of("tensor<?xi32>", "tensor<?x?xi32>"), "tensor<?x?xi32>"),
        List.of(s32(dims(2), 10, 20), s32(dims(2, 2), 1, 2, 3, 4)),
        s32(dims(2, 2), 9, 8, 17, 16));
    assertResults(
        program(
            "\"chlo.broadcast_compare\"(%x0, %x1) {comparison_direction ="
                + " #chlo<comparison_direction LT>}",
            List.of("tensor<?xf32>", "tensor<f32>"), "tensor<?xi1>"),
        List.of(f32(dims(2), 1, 3), f32(dims(), 2)),
        Literal.ofPred(TensorType.of(ElementType.PRED, 2), true, false));
    assertResults(
        program(
            "\"chlo.broadcast_next_after\"(%x0, %x1)",
            List.of("tensor<?xf32>", "tensor<f32>"), "tensor<?xf32>"),
        List.of(f32(dims(2), 1, 3), f32(dims(), 2)),
        f32(dims(2), Math.nextUp(1f), Math.nextDown(3f)));
  }

  /// Formulas are those for known sizes, bit by bit.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chlo.erf",
        "chlo.acos",
        "chlo.lgamma",
        "chlo.conj",
        "chlo.is_pos_inf",
        "chlo.bessel_i1e"
      })
  void functionsGiveWhatTheyDoForKnownSizes(String name) {
    String result = name.equals("chlo.is_pos_inf") ? "xi1>" : "xf32>";
    String op = "\"" + name + "\"(%x0)";
    Literal x = f32(dims(2, 3), -0.75f, 0.25f, 1, 3.5f, Float.POSITIVE_INFINITY, -0.0f);
    Program known = program(op, List.of("tensor<2x3xf32>"), "tensor<2x3" + result);
    Literal expected = Interpreter.run(known, List.of(x)).getFirst();
    for (String shape : List.of("?x?", "2x?")) {
      assertResults(
          program(op, List.of("tensor<" + shape + "xf32>"), "tensor<" + shape + result),
          List.of(x),
          expected);
    }
  }

  @Test
  void functionsOfSeveralOperandsGiveWhatTheyDoForKnownSizes() {
    Literal x = f32(dims(2), 1.5f, 2);
    Literal y = f32(dims(2), 0.5f, 3);
    for (String name : List.of("chlo.zeta", "chlo.next_after")) {
      String op = "\"" + name + "\"(%x0, %x1)";
      Program known = program(op, List.of("tensor<2xf32>", "tensor<2xf32>"), "tensor<2xf32>");
      assertResults(
          program(op, List.of("tensor<?xf32>", "tensor<2xf32>"), "tensor<?xf32>"),
          List.of(x, y),
          Interpreter.run(known, List.of(x, y)).getFirst());
    }
    assertResults(
        program(
            "\"chlo.mulhi\"(%x0, %x1)", List.of("tensor<?xi32>", "tensor<?xi32>"), "tensor<?xi32>"),
        List.of(s32(dims(2), 1 << 30, -1), s32(dims(2), 12, 1)),
        s32(dims(2), 3, -1));
  }

  @Test
  void constantsAndReshapesTakeShapesOfOperands() {
    assertResults(
        program(
            "\"chlo.constant_like\"(%x0) {value = 2 : i32}",
            List.of("tensor<?x2xf32>"), "tensor<?x2xi32>"),
        List.of(f32(dims(1, 2), 0, 0)),
        s32(dims(1, 2), 2, 2));
    assertResults(
        program(
            "\"chlo.dynamic_reshape\"(%x0, %x1)",
            List.of("tensor<?xi32>", "tensor<2xi32>"), "tensor<?x?xi32>"),
        List.of(s32(dims(4), 1, 2, 3, 4), s32(dims(2), 2, 2)),
        s32(dims(2, 2), 1, 2, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensor<?x4xf32>", "tensor<?x?xf32>", "tensor<2x?xf32>"})
  void theLargestElementsOfUnknownRows(String type) {
    Literal x = f32(dims(2, 4), 1, 3, 3, 2, 0, 0, -1, 0);
    String rows = type.startsWith("tensor<2") ? "2" : "?";
    Program program =
        program(
            "\"chlo.top_k\"(%x0) {k = 3 : i64}",
            List.of(type), "tensor<" + rows + "x?xf32>", "tensor<" + rows + "x3xi32>");
    assertResults(
        program, List.of(x), f32(dims(2, 3), 3, 3, 2, 0, 0, 0), s32(dims(2, 3), 1, 2, 3, 0, 1, 3));
    if (type.contains("?x?")) {
      var e =
          assertThrows(
              InvalidOpException.class,
              () -> RefineShapes.refineFor(program, List.of(f32(dims(1, 2), 0, 0))));
      assertTrue(e.toString().contains("slice_c3 requires"), e.toString());
    }
  }

  @Test
  void raggedRowsOfUnknownNumber() {
    String numbers =
        " {ragged_dot_dimension_numbers = #chlo.ragged_dot<lhs_contracting_dimensions = [1],"
            + " rhs_contracting_dimensions = [1], lhs_ragged_dimensions = [0],"
            + " rhs_group_dimensions = [0]>}";
    assertResults(
        program(
            "\"chlo.ragged_dot\"(%x0, %x1, %x2)" + numbers,
            List.of("tensor<?x?xi32>", "tensor<?x2x2xi32>", "tensor<?xi32>"),
            "tensor<?x2xi32>"),
        List.of(
            s32(dims(3, 2), 1, 2, 3, 4, 5, 6),
            s32(dims(2, 2, 2), 1, 0, 0, 1, 0, 10, 10, 0),
            s32(dims(2), 1, 2)),
        s32(dims(3, 2), 1, 2, 40, 30, 60, 50));
  }

  @Test
  void scansOfUnknownSizesAreRefused() {
    String text =
        """
        func.func @main(%x: tensor<?xi32>, %z: tensor<i32>) {
          %a, %b = chlo.scan(%x) inits (%z) dimension=0 {
          ^bb0(%input: tensor<i32>, %carry: tensor<i32>):
            stablehlo.return %input, %carry : tensor<i32>, tensor<i32>
          } : (tensor<?xi32>, tensor<i32>) -> (tensor<?xi32>, tensor<i32>)
          return
        }
        """;
    var e = assertThrows(StableHloParseException.class, () -> StableHloReader.read(text));
    assertTrue(e.toString().contains("chlo.scan requires operands of known sizes"), e.toString());
  }

  /// Sizes that agree with the text's, though the ops alone say less.
  @Test
  void resultsHaveTheTypesOfTheText() {
    Program program =
        StableHloReader.read(
            """
            func.func @main(%x: tensor<?xf32>) -> tensor<4xf32> {
              %y = chlo.erf %x : tensor<?xf32> -> tensor<4xf32>
              %z = chlo.square %y : tensor<4xf32> -> tensor<4xf32>
              return %z : tensor<4xf32>
            }
            """);
    Verifier.requireValid(program);
    Literal x = f32(dims(4), 0, 0, 0, 0);
    assertResults(program, List.of(x), x);
  }
}
