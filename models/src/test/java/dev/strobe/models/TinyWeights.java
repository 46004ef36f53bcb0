package dev.strobe.models;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// The weights of a tiny model by parameter name, f32 values row-major.
record TinyWeights(ImmutableMap<String, float[]> values) {
  /// Random weights that keep a tiny model's stream at about one.
  static TinyWeights random(FlashConfig config, long seed) {
    ImmutableMap.Builder<String, float[]> made = ImmutableMap.builder();
    StepShape shape = new StepShape(1, 1, 1, 1, StepShape.Outputs.LAST_LOGITS);
    Graph step = FlashTransformer.step(config, shape, Precision.F32);
    for (Parameter parameter : step.parameters()) {
      if (parameter.role() instanceof Role.Weight) {
        var random = new Random(seed * 31 + parameter.name().hashCode());
        made.put(parameter.name(), random(parameter, random));
      }
    }
    return new TinyWeights(made.buildOrThrow());
  }

  private static float[] random(Parameter parameter, Random random) {
    TensorType type = parameter.tensor();
    float[] values = new float[(int) type.elementCount()];
    boolean norm = parameter.name().endsWith("norm.weight");
    boolean factors = parameter.name().equals("rope_freqs.weight");
    double spread = type.rank() == 2 ? 1.3 / Math.sqrt(type.dim(1)) : 0.3;
    for (int i = 0; i < values.length; i++) {
      double value = random.nextGaussian() * spread;
      values[i] = (float) (norm ? 1 + value : factors ? 1 + Math.abs(value) : value);
    }
    return values;
  }

  /// A weight in the form of its parameter.
  Literal literal(Parameter parameter) {
    TensorType type = parameter.tensor();
    float[] weight = form(parameter);
    ElementType element = type.element();
    ByteBuffer bytes = ByteBuffer.allocate((int) type.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < weight.length; i++) {
      ElementCodec.write(element, bytes, i, weight[i]);
    }
    return Literal.ofBytes(type, bytes.array());
  }

  /// What a parameter holds: elements, an integer weight's codes or their scales.
  private float[] form(Parameter parameter) {
    String name = parameter.name();
    if (name.endsWith("_scale")) {
      long rows = parameter.tensor().dim(0);
      return EightBits.scales(of(name.substring(0, name.length() - "_scale".length())), (int) rows);
    }
    boolean codes = parameter.tensor().element() == ElementType.S8;
    return codes ? EightBits.codes(of(name), (int) parameter.tensor().dim(0)) : of(name);
  }

  double[] doubles(String name) {
    float[] weight = of(name);
    double[] wide = new double[weight.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = weight[i];
    }
    return wide;
  }

  private float[] of(String name) {
    float[] weight = values.get(name);
    if (weight == null) {
      throw new AssertionError("no weight " + name + " among " + values.keySet());
    }
    return weight;
  }
}
