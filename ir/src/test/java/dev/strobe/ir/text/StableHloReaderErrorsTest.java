package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A refusal is one sentence: where, what is required there, and what was there.
final class StableHloReaderErrorsTest {
  private static StableHloParseException refusal(String text) {
    return assertThrows(StableHloParseException.class, () -> StableHloReader.read(text));
  }

  private static void assertRefused(String expected, String text) {
    String actual = refusal(text).toString();
    assertEquals(expected, actual.substring(actual.indexOf(": ") + 2));
  }

  @Test
  void tellsLineAndColumnOfAFault() {
    var e = refusal("module {\n  func.func @main() {\n    oops\n  }\n}\n");
    assertEquals(3, e.line());
    assertEquals(5, e.column());
    assertEquals("an op that Strobe knows", e.expected());
  }

  /// Faults in the only op of a function.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%r = stablehlo.frobnicate %x : tensor<2xf32>"
            + "|line 2, column 6 requires an op that Strobe knows, got 'stablehlo.frobnicate'",
        "%r = \"mhlo.erf\"(%x) : (tensor<2xf32>) -> tensor<2xf32>"
            + "|line 2, column 6 requires an op that Strobe knows, got 'mhlo.erf'",
        "%r = stablehlo.add %x, %y : tensor<2xf32>"
            + "|line 2, column 24 requires a value defined before its use,"
            + " got '%y : tensor<2xf32>'",
        "%r = stablehlo.add %x, %x#1 : tensor<2xf32>"
            + "|line 2, column 24 requires a value defined before its use,"
            + " got '%x#1 : tensor<2xf32>'",
        "%x = stablehlo.negate %x : tensor<2xf32>"
            + "|line 2, column 1 requires a name that no other value in sight has, got %x",
        "%r = stablehlo.negate %x : tensor<3xf32>"
            + "|line 2, column 6 requires operands of types [tensor<3xf32>],"
            + " got [tensor<2xf32>]",
        "%r = stablehlo.negate %x : (tensor<2xf32>) -> tensor<3xf32>"
            + "|line 2, column 6 requires results of types [tensor<2xf32>] from stablehlo.negate,"
            + " got [tensor<3xf32>]",
        "%r:2 = stablehlo.negate %x : tensor<2xf32>"
            + "|line 2, column 8 requires 1 names for the results of stablehlo.negate, got 2",
        "%r = stablehlo.negate %x : tensor<?xf32>"
            + "|line 2, column 6 requires operands of types [tensor<?xf32>],"
            + " got [tensor<2xf32>]",
        "%r = stablehlo.negate %x : (tensor<2xf32>) -> tensor<?x?xf32>"
            + "|line 2, column 6 requires results of types [tensor<2xf32>] from stablehlo.negate,"
            + " got [tensor<?x?xf32>]",
        "%r = stablehlo.negate %x : tensor<*xf32>"
            + "|line 2, column 35 requires dimensions, since Strobe has no tensors of unknown"
            + " rank, got '*xf32>'",
        "%r = stablehlo.negate %x : tuple<tensor<f32>>"
            + "|line 2, column 6 requires operands of types [tuple<tensor<f32>>],"
            + " got [tensor<2xf32>]",
        "%r = stablehlo.negate %x : !stablehlo.token"
            + "|line 2, column 6 requires operands of types [!stablehlo.token],"
            + " got [tensor<2xf32>]",
        "%t = stablehlo.tuple %x : tuple<tensor<2xf32>>"
            + " %r = stablehlo.negate %t : tuple<tensor<2xf32>>"
            + "|line 2, column 53 requires an op that meets its constraints, got one that breaks:"
            + " operand requires a tensor type, got %t: tuple<tensor<2xf32>>",
        "%r = stablehlo.negate %x : tensor<2x!quant.any<i8:f32>>|line 2, column 37 requires a"
            + " tensor type, since Strobe has no quantised types besides !quant.uniform, got"
            + " '!quant.any<i8:f32>>'",
        "%r = stablehlo.negate %x : tensor<2xindex>"
            + "|line 2, column 37 requires a tensor type, since Strobe has no indices of the"
            + " target's width, got 'index>'",
        "%r = stablehlo.negate %x : tensor<2xf32, #stablehlo.bounds<4>>"
            + "|line 2, column 28 requires an op that meets its constraints, got one that breaks:"
            + " tensor requires bounds >= 0, and only of"
            + " dimensions that are not known, got [2] and [4]",
        "%r = stablehlo.negate %x : tensor<?x?xf32, #stablehlo.bounds<4>>"
            + "|line 2, column 28 requires an op that meets its constraints, got one that breaks:"
            + " tensor requires a bound for each"
            + " dimension, got 2 and 1",
        "%r = stablehlo.negate %x : tensor<?xf32, #stablehlo.bounds<-4>>"
            + "|line 2, column 28 requires an op that meets its constraints, got one that breaks:"
            + " tensor requires bounds >= 0, and only of"
            + " dimensions that are not known, got [?] and [-4]",
        "%r = stablehlo.negate %x : tensor<?xf32, #stablehlo.type_extensions<4>>"
            + "|line 2, column 69 requires 'bounds', got '4>>'",
        "%r = stablehlo.negate %x : tensor<2xf32, #x.y>"
            + "|line 2, column 42 requires bounds of dimensions, since Strobe has no other"
            + " encodings of tensors, got '#x.y>'",
        "%r = stablehlo.negate %x : tensor<2xf33>"
            + "|line 2, column 37 requires an element type such as f32, got f33",
        "%r = stablehlo.negate %x : !alias"
            + "|line 2, column 28 requires an alias that the text defines, got '!alias'",
        "%r = stablehlo.negate %x {a = #alias} : tensor<2xf32>"
            + "|line 2, column 31 requires an alias that the text defines, got '#alias'",
        "%r = \"stablehlo.transpose\"(%x) : (tensor<2xf32>) -> tensor<2xf32>"
            + "|line 2, column 32 requires an attribute 'permutation', got none",
        "%r = \"stablehlo.negate\"(%x) <{extra = 1}> : (tensor<2xf32>) -> tensor<2xf32>"
            + "|line 2, column 39 requires only properties of stablehlo.negate that Strobe knows,"
            + " got 'extra'",
        "%r = stablehlo.transpose %x, dim = [0] : (tensor<2xf32>) -> tensor<2xf32>|line 2, column"
            + " 30 requires a clause of [dims], got 'dim = [0] : (tensor<2xf32>) ->'",
        "%r = stablehlo.transpose %x, dims = [1] : (tensor<2xf32>) -> tensor<2xf32>"
            + "|line 2, column 6 requires an op that meets its constraints, got one that breaks:"
            + " transpose_c2 requires a permutation of range(rank(operand)),"
            + " got [1] and tensor<2xf32>",
        "%r = stablehlo.constant dense<[1.0, 2.0, 3.0]> : tensor<2xf32>"
            + "|line 2, column 45 requires 2 parts of axis 0 of tensor<2xf32>, not 3, got ']> :"
            + " tensor<2xf32>'",
        "%r = stablehlo.constant dense<300> : tensor<i8>"
            + "|line 2, column 31 requires an integer of type i8, got '300> : tensor<i8>'",
        "%r = stablehlo.constant dense<\"0x00\"> : tensor<2xf32>"
            + "|line 2, column 31 requires 8 bytes for tensor<2xf32>, got 1 bytes",
        "%r = stablehlo.constant dense_resource<lost> : tensor<2xf32>"
            + "|line 2, column 40 requires a resource that the text holds, got lost",
        "%r = stablehlo.negate %x : tensor<2xf32> loc(#lost)"
            + "|line 2, column 46 requires a location that is defined, got #lost",
      })
  void namesWhatItRequiresAndWhatIsThere(String op, String message) {
    assertRefused(message, "func.func @main(%x: tensor<2xf32>) {\n" + op + "\nreturn\n}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int main() {}|line 1, column 1 requires a function such as func.func @main,"
            + " got 'int main() {}'",
        "func.func @f(tensor<f32>)|line 1, column 14 requires a parameter such as"
            + " %x: tensor<f32>, since every function has a body, got 'tensor<f32>)'",
        "module { module {} }|line 1, column 10 requires a function such as func.func @main,"
            + " got 'module {} }'",
        "module {} module {}|line 1, column 11 requires the end of the text, got 'module {}'",
        "module {|line 1, column 9 requires '}', got the end of the text",
        "func.func @f() -> tensor<f32> { return }|line 1, column 33 requires values of types"
            + " [tensor<f32>], got []",
      })
  void namesWhatAModuleRequires(String text, String message) {
    assertRefused(message, text);
  }

  @Test
  void placesAFaultInsideAnAliasWhereTheAliasIsUsed() {
    var e =
        refusal(
            """
            #axes = array<i64: 1, oops>
            func.func @main(%x: tensor<2x3xf32>) {
              %r = "stablehlo.transpose"(%x) <{permutation = #axes}> : (tensor<2x3xf32>) -> tensor<3x2xf32>
              return
            }
            """);
    assertEquals(3, e.line());
    assertEquals(50, e.column());
    assertTrue(e.toString().endsWith("requires an integer of 64 bits, got 'oops>'"), e.toString());
  }

  @Test
  void keepsASentenceShortHoweverManyTypesAreWrong() {
    String operands = "%x, ".repeat(999) + "%x";
    String types = "tensor<2xf32>, ".repeat(999) + "tensor<3xf32>";
    String message =
        refusal(
                "func.func @main(%x: tensor<2xf32>) { stablehlo.optimization_barrier "
                    + operands
                    + " : "
                    + types
                    + " return }")
            .toString();
    assertTrue(message.length() < 1_000, message);
    assertFalse(message.contains("\n"), message);
  }
}
