package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Graph;
import dev.strobe.ir.op.ConstantOp;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text from strangers takes neither the stack nor the memory nor the time that its length does not
/// warrant.
final class StableHloReaderLimitsTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MANY = 100_000;

  private static String body(String ops) {
    return "func.func @main(%x: tensor<f32>, %p: tensor<i1>) {\n" + ops + "\nreturn\n}\n";
  }

  private static void assertRefused(String part, String text) {
    assertTimeout(
        LONGEST,
        () -> {
          var e = assertThrows(StableHloParseException.class, () -> StableHloReader.read(text));
          assertTrue(e.toString().contains(part), e.toString());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{", "<"})
  void refusesBracketsThatNobodyCloses(String bracket) {
    String deep = bracket.repeat(1_000_000);
    assertRefused(
        "brackets that match", "module {" + body("stablehlo.negate %x {a = " + deep + "(]"));
    assertRefused("requires", body("stablehlo.constant dense<" + deep));
    assertRefused("requires a closing", "#a = " + deep);
    assertRefused("requires", deep);
  }

  @Test
  void keepsAttributesOfAnyDepth() {
    String deep = "[".repeat(MANY) + "]".repeat(MANY);
    String text = body("%r = stablehlo.negate %x {a = " + deep + "} : tensor<f32>");
    Graph graph = assertTimeout(LONGEST, () -> StableHloReader.read(text).main());
    assertEquals(deep, graph.nodes().getFirst().attributes().get("a"));
  }

  @Test
  void refusesRegionsThatAreTooDeep() {
    assertRefused("regions at most 64 deep", body("\"stablehlo.if\"(%p) ({".repeat(MANY)));
    assertRefused("regions at most 64 deep", body("stablehlo.while() cond { ".repeat(MANY)));
    assertRefused("regions at most 64 deep", body(innerReductions()));
  }

  private static String innerReductions() {
    return IntStream.range(0, 1_000)
        .mapToObj(
            i ->
                "stablehlo.reduce(%x init: %x) across dimensions = [] : (tensor<f32>, tensor<f32>)"
                    + " -> tensor<f32> reducer(%a"
                    + i
                    + ": tensor<f32>, %b"
                    + i
                    + ": tensor<f32>) {")
        .collect(Collectors.joining());
  }

  @Test
  void refusesTypesThatAreTooDeep() {
    assertRefused("types at most 64 deep", body("%r = stablehlo.tuple : " + "tuple<".repeat(MANY)));
    String future = "!stablehlo.future<";
    assertRefused("types at most 64 deep", body("%r = stablehlo.tuple : " + future.repeat(MANY)));
    String doubling =
        IntStream.range(0, 60)
            .mapToObj(i -> "!a" + i + " = tuple<!a" + (i + 1) + ", !a" + (i + 1) + ">\n")
            .collect(Collectors.joining());
    assertRefused(
        "aliases that stand for",
        body("%r = stablehlo.tuple : !a0") + doubling + "!a60 = tensor<f32>\n");
  }

  @Test
  void refusesLocationsThatAreTooDeepOrTooMany() {
    String op = "stablehlo.negate %x : tensor<f32> loc(";
    assertRefused("locations at most 200 deep", body(op + "fused[".repeat(MANY)));
    assertRefused("locations at most 200 deep", body(op + "\"a\"(".repeat(MANY)));
    assertRefused("locations at most 200 deep", body(op + "callsite(".repeat(MANY)));
    String doubling =
        IntStream.range(0, 60)
            .mapToObj(i -> "#a" + i + " = loc(fused[#a" + (i + 1) + ", #a" + (i + 1) + "])\n")
            .collect(Collectors.joining());
    assertRefused(
        "paths in locations", body(op + "#a0)") + doubling + "#a60 = loc(fused[\"x\", \"y\"])\n");
    assertRefused("does not hold itself", body(op + "#b)") + "#b = loc(fused[#b])\n");
  }

  @Test
  void refusesAliasesThatAreTooDeepOrTooLong() {
    String op = "stablehlo.negate %x {x = #a0} : tensor<f32>";
    String chain =
        IntStream.range(0, MANY)
            .mapToObj(i -> "#a" + i + " = [#a" + (i + 1) + "]\n")
            .collect(Collectors.joining());
    assertRefused("holds no more than 100 others", chain + body(op));
    assertRefused("and not itself", "#a0 = [#a0]\n" + body(op));
    String doubling =
        IntStream.range(0, 60)
            .mapToObj(i -> "#a" + i + " = [#a" + (i + 1) + ", #a" + (i + 1) + "]\n")
            .collect(Collectors.joining());
    assertRefused("characters", doubling + "#a60 = 1\n" + body(op));
    assertRefused("and not itself", "!t = !t\n" + body("stablehlo.negate %x : !t"));
  }

  @Test
  void keepsOneElementOfAConstantHoweverLargeItsTypeIs() {
    String type = "tensor<1000000x1000000xf32>";
    String text = body("%c = stablehlo.constant dense<1.5> : " + type);
    Graph graph = assertTimeout(LONGEST, () -> StableHloReader.read(text).main());
    ConstantOp constant = (ConstantOp) graph.nodes().getFirst().op();
    assertTrue(constant.value().isSplat());
    assertEquals(1.5, constant.value().doubleAt(999_999_999_999L));
  }

  @Test
  void refusesTypesLargerThanTheirData() {
    String type = " : tensor<1000000x1000000xf32>";
    assertRefused("parts of axis 1", body("%c = stablehlo.constant dense<[[1.0]]>" + type));
    assertRefused(
        "requires 4000000000000 bytes", body("%c = stablehlo.constant dense<\"0x0000\">" + type));
    assertRefused("requires", body("%c = stablehlo.constant dense<>" + type));
    assertRefused(
        "bits or bytes of",
        body("%c = stablehlo.constant dense<\"0x0001\"> : tensor<1000000x1000000xi1>"));
    assertRefused(
        "a size below 2^63 bytes",
        body("%c = stablehlo.constant dense<1> : tensor<4294967296x4294967296xi8>"));
    assertRefused(
        "at most 64 dimensions",
        body("%c = stablehlo.constant dense<1> : tensor<" + "1x".repeat(MANY) + "i8>"));
  }

  @Test
  void refusesNumbersThatAreTooLong() {
    String digits = "1".repeat(1_000_000);
    assertRefused(
        "a number of type", body("%c = stablehlo.constant dense<" + digits + "> : tensor<i8>"));
    assertRefused(
        "an integer of 64 bits", body("%r:" + digits + " = stablehlo.negate %x : tensor<f32>"));
    assertRefused(
        "an integer of 64 bits",
        body("%c = stablehlo.constant dense<1> : tensor<" + digits + "xi8>"));
  }

  /// Time is linear: at quadratic time this would take minutes.
  @Test
  void readsAHundredThousandNodesAndAsManyFunctionsAndLocations() {
    String nodes =
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    "%v"
                        + (i + 1)
                        + " = stablehlo.add "
                        + (i == 0 ? "%x" : "%v" + i)
                        + ", %x : tensor<f32> loc(#l"
                        + i
                        + ")\n")
            .collect(Collectors.joining());
    String locations =
        IntStream.range(0, MANY)
            .mapToObj(i -> "#l" + i + " = loc(\"layers." + i + "\"(unknown))\n")
            .collect(Collectors.joining());
    String functions =
        IntStream.range(0, MANY)
            .mapToObj(i -> "func.func private @f" + i + "() { return }\n")
            .collect(Collectors.joining());
    String text = body(nodes) + functions + locations;
    var program = assertTimeout(LONGEST, () -> StableHloReader.read(text));
    assertEquals(MANY, program.main().nodes().size());
    assertEquals(MANY + 1, program.functions().size());
    assertEquals("layers.99999", program.main().nodes().getLast().location().toString());
  }
}
