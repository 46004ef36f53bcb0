package dev.strobe.runtime.checkpoint;

/// ggml's blocks of 32: an f16 scale, for the `_1` types an f16 minimum, for 5 bits a word of high
/// bits, then the low bits; a nibble's low half holds elements 0 to 15, its high half 16 to 31.
final class SmallBlocks {
  private static final int BLOCK = 32;
  private static final int HALF = BLOCK / 2;

  private SmallBlocks() {}

  static void q4Of0(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 18 * block;
      float scale = PlainNumbers.half(packed, at);
      int out = BLOCK * block;
      for (int i = 0; i < HALF; i++) {
        int pair = packed[at + 2 + i];
        values[out + i] = scale * ((pair & 15) - 8);
        values[out + HALF + i] = scale * (((pair >> 4) & 15) - 8);
      }
    }
  }

  static void q4Of1(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 20 * block;
      float scale = PlainNumbers.half(packed, at);
      float minimum = PlainNumbers.half(packed, at + 2);
      int out = BLOCK * block;
      for (int i = 0; i < HALF; i++) {
        int pair = packed[at + 4 + i];
        values[out + i] = scale * (pair & 15) + minimum;
        values[out + HALF + i] = scale * ((pair >> 4) & 15) + minimum;
      }
    }
  }

  static void q5Of0(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 22 * block;
      float scale = PlainNumbers.half(packed, at);
      int fifths = PlainNumbers.int32(packed, at + 2);
      int out = BLOCK * block;
      for (int i = 0; i < HALF; i++) {
        int pair = packed[at + 6 + i];
        int low = (pair & 15) | ((fifths >> i) & 1) << 4;
        int high = ((pair >> 4) & 15) | ((fifths >> (i + HALF)) & 1) << 4;
        values[out + i] = scale * (low - 16);
        values[out + HALF + i] = scale * (high - 16);
      }
    }
  }

  static void q5Of1(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 24 * block;
      float scale = PlainNumbers.half(packed, at);
      float minimum = PlainNumbers.half(packed, at + 2);
      int fifths = PlainNumbers.int32(packed, at + 4);
      int out = BLOCK * block;
      for (int i = 0; i < HALF; i++) {
        int pair = packed[at + 8 + i];
        int low = (pair & 15) | ((fifths >> i) & 1) << 4;
        int high = ((pair >> 4) & 15) | ((fifths >> (i + HALF)) & 1) << 4;
        values[out + i] = scale * low + minimum;
        values[out + HALF + i] = scale * high + minimum;
      }
    }
  }

  static void q8Of0(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 34 * block;
      float scale = PlainNumbers.half(packed, at);
      int out = BLOCK * block;
      for (int i = 0; i < BLOCK; i++) {
        values[out + i] = scale * packed[at + 2 + i];
      }
    }
  }
}
