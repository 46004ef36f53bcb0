package dev.strobe.models;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A small safetensors file among the test resources, widened to f32; files on disk are read by the
/// runtime, which comes later in the build.
record SafetensorsResource(
    ImmutableMap<String, ImmutableLongArray> dims, ImmutableMap<String, float[]> values) {
  private static final Map<String, ElementType> TYPES =
      Map.of("F32", ElementType.F32, "F16", ElementType.F16, "BF16", ElementType.BF16);

  static SafetensorsResource of(String name) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Json.bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) file.getLong()];
    file.get(header);
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    ImmutableMap.Builder<String, ImmutableLongArray> dims = ImmutableMap.builder();
    ImmutableMap.Builder<String, float[]> values = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : Json.tree(header).properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        JsonNode tensor = entry.getValue();
        dims.put(entry.getKey(), ImmutableLongArray.copyOf(longs(tensor.get("shape"))));
        values.put(entry.getKey(), floats(tensor, data));
      }
    }
    return new SafetensorsResource(dims.buildOrThrow(), values.buildOrThrow());
  }

  /// A weight by its expression; of those that Hugging Face folders need.
  float[] evaluate(WeightExpression expression) {
    return switch (expression) {
      case WeightExpression.Tensor(String name) -> tensor(name);
      case WeightExpression.AddOne(WeightExpression input) -> {
        float[] sums = evaluate(input).clone();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += 1;
        }
        yield sums;
      }
      case WeightExpression.UnpermuteRotary _ ->
          throw new AssertionError("no Hugging Face folder has permuted rows");
      case WeightExpression.RowCodes _, WeightExpression.RowScales _ ->
          throw new AssertionError("integers are made by the runtime");
    };
  }

  private float[] tensor(String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new AssertionError("no tensor " + name + " among " + values.keySet());
    }
    return found;
  }

  private static long[] longs(JsonNode list) {
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asLong();
    }
    return numbers;
  }

  private static float[] floats(JsonNode tensor, ByteBuffer data) {
    ElementType type = TYPES.getOrDefault(tensor.get("dtype").asString(), ElementType.PRED);
    long[] offsets = longs(tensor.get("data_offsets"));
    ByteBuffer bytes =
        data.slice((int) offsets[0], (int) (offsets[1] - offsets[0]))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.capacity() / type.hostBytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ElementCodec.readDouble(type, bytes, i);
    }
    return values;
  }
}
