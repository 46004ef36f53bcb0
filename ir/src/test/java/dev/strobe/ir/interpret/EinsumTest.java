package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloParseException;
import dev.strobe.ir.text.StableHloReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `einsum` and `unary_einsum`, as they are read, against NumPy's `einsum`.
final class EinsumTest {
  static List<String> byNumPy() {
    return Fixture.lines("einsum.txt.gz");
  }

  @ParameterizedTest
  @MethodSource("byNumPy")
  void agreesWithNumPy(String line) {
    String[] fields = line.split("\\|", -1);
    List<Literal> operands = Arrays.stream(fields[1].split(";", -1)).map(Fixture::tensor).toList();
    Literal expected = Fixture.tensor(fields[2]);
    Program program =
        StableHloReader.read(
            program(
                fields[0],
                operands.stream().map(operand -> operand.type().text()).toList(),
                expected.type().text()));
    Verifier.requireValid(program);
    assertEquals(List.of(expected), Interpreter.run(program, operands));
  }

  private static String program(String equation, List<String> operands, String result) {
    String parameters =
        IntStream.range(0, operands.size())
            .mapToObj(i -> "%x" + i + ": " + operands.get(i))
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, operands.size())
            .mapToObj(i -> "%x" + i)
            .collect(Collectors.joining(", "));
    return """
    func.func @main(%s) -> %s {
      %%r = stablehlo.%s %s, config = "%s" : (%s) -> %s
      return %%r : %s
    }
    """
        .formatted(
            parameters,
            result,
            operands.size() == 1 ? "unary_einsum" : "einsum",
            names,
            equation,
            String.join(", ", operands),
            result,
            result);
  }

  @Test
  void sumsInTheElementTypeOfTheResult() {
    String text =
        """
        func.func @main(%x: tensor<3x2xi8>, %y: tensor<2x1xi8>) -> tensor<1xi16> {
          %r = "stablehlo.einsum"(%x, %y) {einsum_config = "ab,bc->c"} : (tensor<3x2xi8>, tensor<2x1xi8>) -> tensor<1xi16>
          return %r : tensor<1xi16>
        }
        """;
    Program program = StableHloReader.read(text);
    List<TensorType> types =
        program.main().parameterTypes().stream().map(type -> (TensorType) type).toList();
    Literal hundreds = Literal.ofLongs(types.get(0), 100, 100, 100, 100, 100, 100);
    Literal twos = Literal.ofLongs(types.get(1), 2, 2);
    assertEquals(1200, Interpreter.run(program, List.of(hundreds, twos)).getFirst().longAt(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ab; einsum requires operands -> result, got ab",
        "ab->->a; einsum requires operands -> result, got ab->->a",
        "ab->c; einsum requires labels of the result that an operand has, got [ab] and c",
        "ab->a...; einsum requires labels of the result that an operand has, got [ab] and a...",
        "ab->aa; einsum requires a label once in the result, got aa",
        "a1->a; einsum requires a letter for each axis and an ellipsis for others, got a1",
        "a..->a; einsum requires a letter for each axis and an ellipsis for others, got a..",
        "...a...->a; einsum requires a letter for each axis and an ellipsis for others, got"
            + " ...a...",
        "abc->a; einsum requires one letter for each axis, got abc and tensor<2x3xi32>",
        "...abc->a; einsum requires one letter for each axis, got ...abc and tensor<2x3xi32>",
        "a->a; einsum requires one letter for each axis, got a and tensor<2x3xi32>",
        "a...->a; einsum requires an ellipsis in the result where operands have one, got [a...] and"
            + " a",
        "aa->a; einsum requires known sizes that are equal where the label 'a' is repeated, got"
            + " tensor<2x3xi32>",
        "ab,bc->ac; einsum requires 2 operands, got 1",
      })
  void refusesEquationsThatHaveNoMeaning(String equation, String message) {
    assertRefused(message, program(equation, List.of("tensor<2x3xi32>"), "tensor<2xi32>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ab->a; einsum requires 1 operands, got 2",
        "ab,bc->ac; dot_general_c10 requires ",
        "...,...->...; dot_general_c9 requires ",
      })
  void refusesOperandsThatDoNotFit(String equation, String message) {
    List<String> operands = List.of("tensor<2x3xi32>", "tensor<2x2xi32>");
    assertRefused(message, program(equation, operands, "tensor<2x2xi32>"));
  }

  @Test
  void refusesNarrowerResults() {
    assertRefused(
        "einsum requires operands promotable to i8, got i32",
        program("a,a->a", List.of("tensor<2xi32>", "tensor<2xi32>"), "tensor<2xi8>"));
    assertRefused(
        "results of types [tensor<2xi32>] from stablehlo.unary_einsum",
        program("a->a", List.of("tensor<2xi32>"), "tensor<2xi64>"));
  }

  private static void assertRefused(String message, String text) {
    var e = assertThrows(StableHloParseException.class, () -> StableHloReader.read(text));
    assertTrue(e.toString().contains(message), e.toString());
  }
}
