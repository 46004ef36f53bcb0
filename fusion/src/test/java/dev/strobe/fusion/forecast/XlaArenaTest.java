package dev.strobe.fusion.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.fusion.forecast.XlaArena.Candidate;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.TensorType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class XlaArenaTest {
  private static final long SIZE = 1024;

  /// Each of four lives with the one before it; if the first and the last are placed before the two
  /// between, the third of them finds both places taken.
  @Test
  void ofEqualBuffersTheLongestLivedComesFirst() {
    assertEquals(2 * SIZE, height(4, 3, 6, 4));
    assertEquals(3 * SIZE, height(4, 3, 3, 4));
  }

  private static long height(long... lives) {
    return XlaArena.height(
        XlaArena.place(
            IntStream.range(0, lives.length).mapToObj(at -> candidate(at, lives[at])).toList()));
  }

  private static Candidate candidate(int at, long life) {
    return new Candidate(new Buffer("b" + at, at, at + 2L, SIZE), life, life, at, node());
  }

  private static Node node() {
    GraphBuilder b = new GraphBuilder("g");
    b.result("y", b.negate(b.input("x", TensorType.of(ElementType.F32, 1))));
    return b.build().nodes().getFirst();
  }
}
