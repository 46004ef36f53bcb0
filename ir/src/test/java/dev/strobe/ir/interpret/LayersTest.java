package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layers of transformers, built as graphs, against values computed in f64 from their formulas.
final class LayersTest {
  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void agreesWithIndependentlyComputedLayers(ElementType element) {
    List<String> lines = Fixture.lines("layers.txt.gz");
    assertEquals(10, lines.size());
    for (String line : lines) {
      String[] fields = line.split("\\|", -1);
      List<Literal> inputs =
          Arrays.stream(fields[1].split(";", -1))
              .map(text -> converted(Fixture.tensor(text), element))
              .toList();
      double[] bounds =
          Arrays.stream(fields[3].split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      int first = element == ElementType.F64 ? 0 : 2;
      Literal expected = Fixture.tensor(fields[2]);
      requireClose(fields[0], expected, run(fields[0], inputs), bounds[first], bounds[first + 1]);
    }
  }

  private static Literal run(String name, List<Literal> inputs) {
    GraphBuilder b = new GraphBuilder(name);
    List<Value> x = new ArrayList<>();
    inputs.forEach(input -> x.add(b.input("x" + x.size(), input.type())));
    b.result("result", layer(name, new Layers(b), x));
    return Interpreter.run(b.build(), inputs).getFirst();
  }

  private static Value layer(String name, Layers layers, List<Value> x) {
    Value first = x.getFirst();
    return switch (name) {
      case "gelu_tanh" -> layers.geluTanh(first);
      case "silu" -> layers.silu(first);
      case "geglu_tanh" ->
          layers.gated(layers.geluTanh(layers.product(first, x.get(1))), first, x.get(2), x.get(3));
      case "swiglu" ->
          layers.gated(layers.silu(layers.product(first, x.get(1))), first, x.get(2), x.get(3));
      case "rms_gemma_eps1e-06" -> layers.rmsNorm(first, x.get(1), 1e-6);
      case "layernorm_eps1e-05" -> layers.layerNorm(first, x.get(1), 1e-5);
      case "rotate_half" -> layers.rotateHalf(first, x.get(1), 10_000);
      case "cap30" -> layers.softcap(first, 30);
      case "local_q2kv1_M3N15D4_w5_cap50" ->
          layers.localAttention(first, x.get(1), x.get(2), 5, 50);
      case "local_q4kv2_M12N12D8_w4" -> layers.localAttention(first, x.get(1), x.get(2), 4, 0);
      default -> throw new AssertionError(name);
    };
  }

  private static void requireClose(
      String name, Literal expected, Literal actual, double absolute, double relative) {
    assertEquals(expected.type().dims(), actual.type().dims(), name);
    for (int i = 0; i < expected.type().elementCount(); i++) {
      double want = expected.doubleAt(i);
      String place = name + " of " + actual.type() + " at " + i;
      assertEquals(want, actual.doubleAt(i), absolute + relative * Math.abs(want), place);
    }
  }

  /// Floats in another element type; integers as they are.
  private static Literal converted(Literal literal, ElementType element) {
    if (!literal.type().element().isFloat()) {
      return literal;
    }
    TensorType type = literal.type().withElement(element);
    byte[] bytes = new byte[(int) type.byteSize()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < type.elementCount(); i++) {
      ElementCodec.write(element, buffer, i, literal.doubleAt(i));
    }
    return Literal.ofBytes(type, bytes);
  }
}
