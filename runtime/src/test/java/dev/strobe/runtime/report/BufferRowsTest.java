package dev.strobe.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.strobe.runtime.compile.ArenaDump.XlaBuffer;
import dev.strobe.runtime.report.BufferRow.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferRowsTest {
  private static final long BYTES = 4 * 256 * 256;

  private static final String CHAIN =
      program(
          dot("%a", "%x", "%y", "layers.0/one")
              + dot("%b", "%a", "%y", "layers.0/two")
              + dot("%c", "%a", "%b", "layers.1/three")
              + dot("%d", "%c", "%a", "layers.1/four")
              + dot("%e", "%d", "%b", "layers.2/five"));

  @Test
  void intermediatesThatLiveTogetherDoNotOverlap() {
    CompileReport report = Reports.of(CHAIN);
    List<BufferRow> temps = temps(report);
    for (BufferRow one : temps) {
      for (BufferRow other : temps) {
        boolean together = one.lower() < other.upper() && other.lower() < one.upper();
        long distance = Math.abs(one.offset().getAsLong() - other.offset().getAsLong());
        assertTrue(one == other || !together || distance >= BYTES, one + " and " + other);
      }
    }
    MemoryFigures forecast = report.forecast().orElseThrow();
    // Five in the room of four: while the fourth is written, those before it are still read.
    assertEquals(5, temps.size());
    assertEquals(4 * BYTES, forecast.tempBytes());
    assertEquals(
        forecast.tempBytes(),
        temps.stream().mapToLong(t -> t.offset().getAsLong() + t.size()).max().orElseThrow());
    assertEquals(2 * BYTES, forecast.argumentBytes());
    assertEquals(4, forecast.outputBytes());
    assertEquals(2 * BYTES + 4, forecast.peakBytes());
    assertEquals(6 * BYTES + 4, forecast.totalBytes());
  }

  @Test
  void eachBufferNamesTheNodeThatFillsIt() {
    CompileReport report = Reports.of(CHAIN);
    List<BufferRow> temps = temps(report);
    assertTrue(temps.stream().anyMatch(row -> row.location().equals("layers.1/three")));
    for (BufferRow row : temps) {
      assertTrue(
          report.nodes().stream()
              .anyMatch(
                  node ->
                      row.id().equals(String.valueOf(node.key()))
                          && node.op().equals(row.op())
                          && node.location().contains(row.location())),
          row::toString);
    }
    assertEquals(
        List.of("@x", "@y"),
        report.buffers().stream()
            .filter(row -> row.kind() == Kind.ARGUMENT)
            .map(BufferRow::id)
            .toList());
    assertEquals(
        List.of(4L),
        report.buffers().stream()
            .filter(row -> row.kind() == Kind.OUTPUT)
            .map(BufferRow::size)
            .toList());
  }

  @Test
  void whatALoopReadsLivesAsLongAsTheLoop() {
    CompileReport report =
        Reports.of(
            program(
                dot("%read", "%x", "%y", "read")
                    + """
                    %zero = stablehlo.constant dense<0> : tensor<i32>
                    %w:2 = stablehlo.while(%i = %zero, %s = %x) : tensor<i32>, T
                    cond {
                      %n = stablehlo.constant dense<3> : tensor<i32>
                      %1 = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                      stablehlo.return %1 : tensor<i1>
                    } do {
                      %one = stablehlo.constant dense<1> : tensor<i32>
                      %1 = stablehlo.add %i, %one : tensor<i32>
                    """
                    + dot("%2", "%s", "%read", "inside")
                    + dot("%3", "%2", "%read", "last")
                    + "stablehlo.return %1, %3 : tensor<i32>, T\n}\n"
                    + dot("%e", "%w#1", "%y", "after")));
    BufferRow read = at(report, "read");
    BufferRow inside = at(report, "inside");
    assertTrue(
        read.lower() < inside.lower() && inside.upper() <= read.upper(), read + " " + inside);
  }

  @Test
  void whatOnlyTheBackendHasIsListedWhereTheForecastIsOff() {
    XlaBuffer other = new XlaBuffer("fusion.7", "f32[512,512]", 1 << 20, 0);
    CompileReport report = Reports.optimized(CHAIN, "", ImmutableList.of(other));
    String said = String.join("\n", report.differences());
    assertTrue(said.contains("XLA only: 1 of 1048576 bytes, such as fusion.7 f32[512,512]"), said);
    assertTrue(said.contains("forecast only: "), said);
    assertTrue(TextReport.text(report).contains("fusion.7"));
  }

  private static BufferRow at(CompileReport report, String location) {
    return temps(report).stream()
        .filter(row -> row.location().equals(location))
        .findFirst()
        .orElseThrow(() -> new AssertionError(location + " in " + report.buffers()));
  }

  private static List<BufferRow> temps(CompileReport report) {
    return report.buffers().stream().filter(row -> row.kind() == Kind.TEMP).toList();
  }

  private static String dot(String result, String lhs, String rhs, String location) {
    return "%s = stablehlo.dot_general %s, %s, contracting_dims = [1] x [0] : (T, T) -> T loc(\"%s\")\n"
        .formatted(result, lhs, rhs, location);
  }

  /// A function of two matrices that returns one number of `%e`: its memory has room for nothing
  /// else. XLA makes one routine of a sum and of all products that are read for it, so it is none.
  private static String program(String nodes) {
    return """
    func.func @main(%x: T loc("x"), %y: T loc("y")) -> tensor<f32> {
    NODES
    %z = stablehlo.constant dense<1.0> : tensor<f32>
    %r = stablehlo.reduce(%e init: %z) applies stablehlo.multiply across dimensions = [0, 1] : (T, tensor<f32>) -> tensor<f32>
    return %r : tensor<f32>
    }
    """
        .replace("NODES", nodes)
        .replaceAll("\\bT\\b", "tensor<256x256xf32>");
  }
}
