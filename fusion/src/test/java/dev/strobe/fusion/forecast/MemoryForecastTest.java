package dev.strobe.fusion.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.text.StableHloReader;
import org.junit.jupiter.api.Test;

/// The rules of the forecast one by one; what XLA says of whole programs is held against it in the
/// whole's tests.
class MemoryForecastTest {
  private static final long BYTES = 4 * 256 * 256;

  @Test
  void aFusedChainHasNoBuffers() {
    MemoryForecast forecast =
        body("%a = stablehlo.negate %x : T\n%b = stablehlo.tanh %a : T\n", "%b");
    assertEquals(0, forecast.tempBytes());
    assertEquals(2 * BYTES, forecast.argumentBytes());
    assertEquals(BYTES, forecast.outputBytes());
    assertEquals(3 * BYTES, forecast.peakBytes());
  }

  @Test
  void aProductReadsAndWritesMemory() {
    String text =
        "%a = stablehlo.negate %x : T\n" + dot("%b", "%a") + "%c = stablehlo.negate %b : T\n";
    // The result's memory is free until it is written, so only one of the two needs its own.
    assertEquals(BYTES, body(text, "%c").tempBytes());
  }

  @Test
  void whatIsExpensiveAndReadTwiceIsStored() {
    String cheap = "%a = stablehlo.negate %x : T\n";
    String costly = "%a = stablehlo.tanh %x : T\n";
    String rest =
        dot("%p", "%x")
            + dot("%q", "%y")
            + "%b = stablehlo.add %a, %p : T\n"
            + dot("%c", "%b")
            + "%d = stablehlo.add %a, %q : T\n"
            + dot("%e", "%d")
            + "%f = stablehlo.add %c, %e : T\n";
    assertTrue(isStored("tanh", body(costly + rest, "%f")));
    assertFalse(isStored("negate", body(cheap + rest, "%f")));
  }

  @Test
  void aReductionIsOneRoutineWithWhatItAloneReadsAndWhatAloneReadsIt() {
    String sums = "%a = stablehlo.multiply %x, %x : T\n" + sum("%s", "%a");
    String spread = "%t = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<256xf32>) -> T\n";
    assertEquals(0, body(sums + spread, "%t").tempBytes());
    String product = dot("%p", "%a") + "%r = stablehlo.add %p, %t : T\n";
    assertEquals(0, body(sums + spread + product, "%r").tempBytes());
    // XLA multiplies by inverses of the sums, which are too few for a routine.
    String quotient = "%q = stablehlo.divide %a, %t : T\n";
    assertEquals(1024, body(sums + spread + quotient, "%q").tempBytes());
  }

  /// Both sums read what comes before, one of them behind a selection, which can be in the same
  /// memory only if it is the last to read it.
  @Test
  void readersOfAKernelRunInTheOrderOfTheirReadersOrInTheOppositeBehindAReduction() {
    assertEquals(2 * BYTES + 1024, twoSums(dot("%a", "%x")).tempBytes());
    String below =
        dot("%d", "%x")
            + sum("%k", "%d")
            + "%b = stablehlo.broadcast_in_dim %k, dims = [0] : (tensor<256xf32>) -> T\n"
            + "%a = stablehlo.subtract %d, %b : T\n";
    assertEquals(BYTES + 1024, twoSums(below).tempBytes());
  }

  private static MemoryForecast twoSums(String before) {
    String text =
        before
            + "%z = stablehlo.constant dense<0.0> : T\n"
            + "%c = stablehlo.compare GT, %x, %z : (T, T) -> tensor<256x256xi1>\n"
            + "%m = stablehlo.select %c, %a, %z : tensor<256x256xi1>, T\n"
            + sum("%s", "%m")
            + "%e = stablehlo.exponential %a : T\n"
            + sum("%t", "%e")
            + "%q = stablehlo.add %s, %t : tensor<256xf32>\nreturn %q : tensor<256xf32>\n}";
    return forecast("func.func @main(%x: T, %y: T) -> tensor<256xf32> {\n" + text);
  }

  @Test
  void aDonatedCacheIsWrittenInPlaceUnlessItIsReadLater() {
    String update =
        """
        %i = stablehlo.constant dense<0> : tensor<i32>
        %u = stablehlo.dynamic_update_slice %x, %row, %i, %i : (T, tensor<1x256xf32>, tensor<i32>, tensor<i32>) -> T
        """;
    assertEquals(0, cache(update).tempBytes());
    assertEquals(BYTES, cache(update).aliasBytes());
    String late = update + dot("%p", "%x").replace("%y", "%x");
    assertEquals(BYTES, cache(late + "%q = stablehlo.add %p, %u : T\n", ", %q").tempBytes());
  }

  @Test
  void aTableOfAddressesBelongsToTheOutputsUnlessThereIsOne() {
    MemoryForecast forecast =
        forecast("func.func @main(%x: T, %y: T) -> (T, T, T) { return %x, %x, %y : T, T, T }");
    assertEquals(3 * BYTES + 24, forecast.outputBytes());
    assertEquals(0, forecast.tempBytes());
  }

  @Test
  void narrowElementsArePackedAndPredicatesAreNot() {
    MemoryForecast forecast =
        forecast(
            "func.func @main(%x: tensor<5xi4>, %y: tensor<5xi1>) -> tensor<5xi1> {"
                + " return %y : tensor<5xi1> }");
    assertEquals(3 + 5, forecast.argumentBytes());
  }

  private static boolean isStored(String op, MemoryForecast forecast) {
    return forecast.buffers().stream().anyMatch(each -> each.buffer().id().contains(op));
  }

  private static String dot(String result, String operand) {
    return "%s = stablehlo.dot_general %s, %%y, contracting_dims = [1] x [0] : (T, T) -> T\n"
        .formatted(result, operand);
  }

  /// Along rows.
  private static String sum(String result, String operand) {
    return "%1$s0 = stablehlo.constant dense<0.0> : tensor<f32>\n%1$s = stablehlo.reduce(%2$s init: %1$s0) applies stablehlo.add across dimensions = [1] : (T, tensor<f32>) -> tensor<256xf32>\n"
        .formatted(result, operand);
  }

  private static MemoryForecast body(String nodes, String result) {
    return forecast(
        "func.func @main(%x: T, %y: T) -> T {\n" + nodes + "return " + result + " : T\n}");
  }

  private static MemoryForecast cache(String nodes) {
    return cache(nodes, "");
  }

  private static MemoryForecast cache(String nodes, String more) {
    String types = more.isEmpty() ? "T" : "T, T";
    return forecast(
        "func.func @main(%x: T {tf.aliasing_output = 0 : i32}, %row: tensor<1x256xf32>) -> ("
            + types
            + ") {\n"
            + nodes
            + "return %u"
            + more
            + " : "
            + types
            + "\n}");
  }

  private static MemoryForecast forecast(String text) {
    return MemoryForecast.of(
        StableHloReader.read(text.replaceAll("\\bT\\b", "tensor<256x256xf32>")));
  }
}
