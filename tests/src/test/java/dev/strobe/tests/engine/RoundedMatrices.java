package dev.strobe.tests.engine;

import dev.strobe.models.WeightType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An f32 safetensors file whose matrices are rounded as a type of weights would round them.
final class RoundedMatrices {
  private RoundedMatrices() {}

  static byte[] of(byte[] file, WeightType weights) {
    ByteBuffer out = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(out.getLong(0));
    JsonNode tensors = new JsonMapper().readTree(file, Long.BYTES, header);
    for (Map.Entry<String, JsonNode> entry : tensors.properties()) {
      JsonNode shape = entry.getValue().path("shape");
      if (shape.size() == 2) {
        int begin = entry.getValue().get("data_offsets").get(0).intValue();
        int rows = shape.get(0).intValue();
        int width = shape.get(1).intValue();
        for (int row = 0; row < rows; row++) {
          int at = Long.BYTES + header + begin + row * width * Float.BYTES;
          round(out.slice(at, width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN), weights);
        }
      }
    }
    return out.array();
  }

  private static void round(ByteBuffer row, WeightType weights) {
    float largest = 0;
    for (int at = 0; at < row.capacity(); at += Float.BYTES) {
      largest = Math.max(largest, Math.abs(row.getFloat(at)));
    }
    float scale = largest / 127;
    for (int at = 0; at < row.capacity(); at += Float.BYTES) {
      float value = row.getFloat(at);
      row.putFloat(
          at,
          switch (weights) {
            case F32 -> value;
            case BF16 -> eightBits(value);
            case INT8 -> (float) Math.rint(value / scale) * scale;
          });
    }
  }

  /// To the nearest number with eight binary digits, ties to even.
  private static float eightBits(float value) {
    double unit = Math.scalb(1.0, Math.getExponent(value) - 7);
    return (float) (Math.rint(value / unit) * unit);
  }
}
