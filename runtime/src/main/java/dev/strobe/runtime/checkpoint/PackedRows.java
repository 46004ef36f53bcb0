package dev.strobe.runtime.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A matrix in memory, made of rows of f32 but kept in fewer bits; threads may write different rows
/// at once.
public sealed interface PackedRows {
  /// Writes rows from an index on.
  ///
  /// @param values as many rows as `count` says, one after another
  void write(float[] values, long first, int count);

  /// Elements of bf16: to nearest, ties to even.
  record Bf16(int width, MemorySegment target) implements PackedRows {
    @Override
    public void write(float[] values, long first, int count) {
      short[] packed = new short[count * width];
      for (int i = 0; i < packed.length; i++) {
        packed[i] = bf16(values[i]);
      }
      MemorySegment.copy(
          packed, 0, target, ValueLayout.JAVA_SHORT, first * width * Short.BYTES, packed.length);
    }

    private static short bf16(float value) {
      int bits = Float.floatToIntBits(value);
      int half = 0x7FFF + ((bits >>> 16) & 1);
      return (short) ((Float.isNaN(value) ? bits : bits + half) >>> 16);
    }
  }

  /// Integers of eight bits from -127 to 127: each element over its row's scale, to nearest, ties
  /// to even; zeros where the scale is too small to divide by.
  record Codes(int width, MemorySegment target) implements PackedRows {
    @Override
    public void write(float[] values, long first, int count) {
      byte[] codes = new byte[count * width];
      for (int row = 0; row < codes.length; row += width) {
        float scale = scale(values, row, width);
        for (int i = row; i < row + width && scale != 0; i++) {
          codes[i] = (byte) Math.rint(values[i] / scale);
        }
      }
      MemorySegment.copy(codes, 0, target, ValueLayout.JAVA_BYTE, first * width, codes.length);
    }
  }

  /// One f32 a row, the scale of its [Codes].
  record Scales(int width, MemorySegment target) implements PackedRows {
    @Override
    public void write(float[] values, long first, int count) {
      for (int row = 0; row < count; row++) {
        target.setAtIndex(ValueLayout.JAVA_FLOAT, first + row, scale(values, row * width, width));
      }
    }
  }

  /// 1/127 of the largest magnitude; zero if that is no normal number.
  private static float scale(float[] values, int from, int width) {
    float largest = 0;
    for (int i = from; i < from + width; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    float scale = largest / 127;
    return scale < Float.MIN_NORMAL ? 0 : scale;
  }
}
