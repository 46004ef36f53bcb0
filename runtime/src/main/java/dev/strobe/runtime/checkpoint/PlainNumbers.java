package dev.strobe.runtime.checkpoint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Loops that turn stored little-endian numbers into f32, one after another.
final class PlainNumbers {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final float[] E4M3 = eightBitFloats(4, 3, 7);
  private static final float[] E5M2 = eightBitFloats(5, 2, 15);

  private PlainNumbers() {}

  static void f64(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) Double.longBitsToDouble((long) LONGS.get(packed, 8 * i));
    }
  }

  static void f32(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat(int32(packed, 4 * i));
    }
  }

  static void f16(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = half(packed, 2 * i);
    }
  }

  static void bf16(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat(int16(packed, 2 * i) << 16);
    }
  }

  static void f8e4m3(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = E4M3[packed[i] & 0xFF];
    }
  }

  static void f8e5m2(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = E5M2[packed[i] & 0xFF];
    }
  }

  static void i64(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) (long) LONGS.get(packed, 8 * i);
    }
  }

  static void i32(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) int32(packed, 4 * i);
    }
  }

  static void i16(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = int16(packed, 2 * i);
    }
  }

  static void i8(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = packed[i];
    }
  }

  static void u8(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = packed[i] & 0xFF;
    }
  }

  static void bool(byte[] packed, int count, float[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = packed[i] == 0 ? 0 : 1;
    }
  }

  /// The f16 at a byte offset, exactly.
  static float half(byte[] packed, int at) {
    return Float.float16ToFloat((short) int16(packed, at));
  }

  private static int int16(byte[] packed, int at) {
    return (packed[at] & 0xFF) | (packed[at + 1] << 8);
  }

  static int int32(byte[] packed, int at) {
    return (int16(packed, at) & 0xFFFF) | (int16(packed, at + 2) << 16);
  }

  /// All values of an 8-bit float. One with four exponent bits has no infinities (the `fn` kind of
  /// the OCP 8-bit formats): only all ones is NaN.
  private static float[] eightBitFloats(int exponentBits, int mantissaBits, int bias) {
    float[] values = new float[256];
    int mantissaMask = (1 << mantissaBits) - 1;
    int highest = (1 << exponentBits) - 1;
    for (int code = 0; code < 256; code++) {
      int exponent = (code >> mantissaBits) & highest;
      int mantissa = code & mantissaMask;
      boolean special = exponent == highest && (exponentBits == 5 || mantissa == mantissaMask);
      float magnitude =
          exponent == 0
              ? Math.scalb((float) mantissa, 1 - bias - mantissaBits)
              : Math.scalb(
                  (float) (mantissa | (1 << mantissaBits)), exponent - bias - mantissaBits);
      if (special) {
        magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      }
      values[code] = code < 128 ? magnitude : -magnitude;
    }
    return values;
  }
}
