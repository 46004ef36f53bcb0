package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.op.UnaryOp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Patterns held against graphs whose operands are in other orders, and what that costs.
final class CorrespondenceTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 2);

  /// Layers `x + f(x)` of `x = tanh(before)`: either operand could be the other, as far as their
  /// own ops tell.
  private static Graph layers(int count, UnaryOp.Kind first, boolean swapped) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.unary(first, b.input("x", TYPE));
    for (int i = 0; i < count; i++) {
      Value once = b.tanh(x);
      Value twice = b.tanh(once);
      x = swapped ? b.add(twice, once) : b.add(once, twice);
    }
    b.result("y", x);
    return b.build();
  }

  /// How often a pattern asks for the definition of a value of a graph, and whether it fits.
  private record Match(boolean fits, int matched, long lookups) {
    static Match of(Graph pattern, Graph graph) {
      Map<Value, Node> definitions = new HashMap<>();
      graph.nodes().forEach(node -> definitions.put(node.result(), node));
      long[] lookups = new long[1];
      Correspondence pairs =
          new Correspondence(
              value -> {
                lookups[0]++;
                return Optional.ofNullable(definitions.get(value));
              });
      pairs.pair(pattern.parameters().getFirst().value(), graph.parameters().getFirst().value());
      boolean fits =
          pairs.covers(new Decomposition(pattern.nodes(), pattern.results()), graph.results());
      return new Match(fits, pairs.matched().size(), lookups[0]);
    }
  }

  @Test
  void findsOperandsInTheOtherOrder() {
    Graph graph = layers(30, UnaryOp.Kind.TANH, true);
    Match match = Match.of(layers(30, UnaryOp.Kind.TANH, false), graph);
    assertTrue(match.fits());
    assertEquals(graph.nodes().size(), match.matched());
  }

  @Test
  void aDeepPatternCostsWhatItsNodesDo() {
    Match small = deep(1_000, UnaryOp.Kind.TANH);
    Match large = deep(10_000, UnaryOp.Kind.TANH);
    assertTrue(small.fits() && large.fits());
    assertTrue(large.lookups() < 11 * small.lookups(), large + " after " + small);
  }

  /// Two orders for each of so many ops would never end; the difference is in what is seen last.
  @Test
  void aDeepPatternThatDoesNotFitCostsLittleMore() {
    Match fits = deep(1_000, UnaryOp.Kind.TANH);
    Match differs = deep(1_000, UnaryOp.Kind.EXPONENTIAL);
    assertFalse(differs.fits());
    assertTrue(differs.lookups() < 65 * fits.lookups(), differs + " where fitting is " + fits);
  }

  private static Match deep(int count, UnaryOp.Kind first) {
    return Match.of(layers(count, UnaryOp.Kind.TANH, false), layers(count, first, false));
  }

  /// The same value twice, of which a tree would be exponential in its depth.
  @Test
  void aSharedOperandIsLookedAtOnce() {
    Match small = doubled(1_000);
    Match large = doubled(10_000);
    assertTrue(small.fits() && large.fits());
    assertTrue(large.lookups() < 11 * small.lookups(), large + " after " + small);
  }

  private static Match doubled(int depth) {
    return Match.of(sums(depth), sums(depth));
  }

  private static Graph sums(int depth) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    for (int i = 0; i < depth; i++) {
      x = b.add(x, x);
    }
    b.result("y", x);
    return b.build();
  }
}
