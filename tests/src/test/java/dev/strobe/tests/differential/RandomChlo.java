package dev.strobe.tests.differential;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.text.StableHloReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds functions of the `chlo` dialect, as the nodes that the reader makes of their text.
///
/// Each is a polynomial, or some elementary functions, of numbers in f32 or f64; where arguments
/// are not the same on both sides, none is steeper than `steepest`.
record RandomChlo(RandomFunction f) {
  /// Units in the last place by which the elementary functions, and a few steps of arithmetic with
  /// numbers no larger than the bound, leave two right implementations apart.
  private static final int STEPS = 64;

  /// @param domain no argument is larger in magnitude
  /// @param bound no result is
  private record Function(String name, double domain, double bound, double steepest) {}

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function("asinh", 255, 7, 1),
          new Function("atan", 255, 2, 1),
          new Function("bessel_i1e", 255, 1, 1),
          new Function("cosh", 4, 28, 28),
          new Function("erf", 255, 1, 2),
          new Function("erfc", 255, 2, 2),
          new Function("sinh", 4, 28, 28),
          new Function("tan", 1, 2, 4));

  void function() {
    Function function = f.oneOf(FUNCTIONS);
    Tracked x = f.any(v -> isWide(v) && v.bound() <= Math.max(2, function.domain()));
    Tracked argument = tamed(x, function);
    String type = x.type().toString();
    String op = "chlo." + function.name() + " %x : " + type + " -> " + type;
    Value result = inlined(op, argument.value()).getFirst();
    double error = Tracked.steps(result, function.bound(), STEPS).error();
    f.add(new Tracked(result, function.bound(), error + function.steepest() * argument.error()));
  }

  /// Within the domain: halved as often as needed, which is exact.
  private Tracked tamed(Tracked x, Function function) {
    Tracked tame = x;
    while (tame.bound() > function.domain()) {
      Value half = f.builder().multiply(tame.value(), f.builder().splat(x.type(), 0.5));
      tame = new Tracked(half, tame.bound() / 2, tame.error() / 2);
    }
    return tame;
  }

  private static boolean isWide(Tracked x) {
    return x.element().isFloat() && x.element().bits() >= 16;
  }

  /// The first numbers of each row in descending order, and where they were.
  void topK() {
    Tracked x = f.any(v -> v.type().rank() > 0 && isWide(v) && v.isExact());
    int rank = x.type().rank();
    long count = x.type().dim(rank - 1);
    long k = count == 0 ? 0 : 1 + f.below((int) count);
    long[] sizes = x.type().dims().toArray();
    sizes[rank - 1] = k;
    String values = x.type().withDims(sizes).toString();
    String places = values.replace(x.element().text(), "i32");
    String op =
        "chlo.top_k(%x, k = " + k + ") : " + x.type() + " -> (" + values + ", " + places + ")";
    List<Value> results = inlined(op, x.value());
    f.add(x.moved(results.get(0)));
    f.add(new Tracked(results.get(1), 0, 0));
  }

  /// The nodes of an op of `%x`, emitted for a value in its place.
  private List<Value> inlined(String op, Value x) {
    String types = op.substring(op.indexOf("-> ") + 3);
    boolean pair = types.startsWith("(");
    String text =
        "func.func @main(%x: "
            + x.type()
            + ") -> "
            + types
            + " {\n  %r"
            + (pair ? ":2" : "")
            + " = "
            + op
            + "\n  return "
            + (pair ? "%r#0, %r#1" : "%r")
            + " : "
            + types.replaceAll("[()]", "")
            + "\n}\n";
    Graph graph = StableHloReader.read(text).main();
    Map<Value, Value> values = new HashMap<>(Map.of(graph.parameters().getFirst().value(), x));
    for (Node node : graph.nodes()) {
      List<Value> operands = node.op().operands().stream().map(values::get).toList();
      List<Value> results = f.builder().emit(node.op().withOperands(operands));
      for (int i = 0; i < results.size(); i++) {
        values.put(node.results().get(i), results.get(i));
      }
    }
    return graph.results().stream().map(values::get).toList();
  }
}
