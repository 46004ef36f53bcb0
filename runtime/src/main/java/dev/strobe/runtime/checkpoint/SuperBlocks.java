package dev.strobe.runtime.checkpoint;

/// ggml's super-blocks of 256: small groups, each with a scale (and a minimum) of 4 to 8 bits that
/// an f16 of the whole block scales in turn.
final class SuperBlocks {
  private static final int BLOCK = 256;
  private static final int GROUP = 32;

  private SuperBlocks() {}

  /// 16 bytes of scale and minimum nibbles, 64 bytes of 2-bit values, f16 scale, f16 minimum. Bytes
  /// 0 to 31 hold elements 0 to 127, a bit pair for each run of 32; groups are of 16.
  static void q2(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 84 * block;
      float scale = PlainNumbers.half(packed, at + 80);
      float minimum = PlainNumbers.half(packed, at + 82);
      for (int group = 0; group < 16; group++) {
        int nibbles = packed[at + group] & 0xFF;
        float step = scale * (nibbles & 15);
        float offset = minimum * (nibbles >> 4);
        int shift = group / 2 % 4 * 2;
        int low = at + 16 + group / 8 * GROUP + group % 2 * 16;
        int out = BLOCK * block + 16 * group;
        for (int i = 0; i < 16; i++) {
          values[out + i] = step * ((packed[low + i] >> shift) & 3) - offset;
        }
      }
    }
  }

  /// 32 bytes of third bits (bit r for the run r of 32; a clear one takes 4 off), 64 bytes of 2-bit
  /// values as in Q2_K, 12 bytes of 6-bit scales, f16 scale; groups are of 16.
  static void q3(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 110 * block;
      float scale = PlainNumbers.half(packed, at + 108);
      for (int group = 0; group < 16; group++) {
        float step = scale * (q3Scale(packed, at + 96, group) - 32);
        int run = group / 2;
        int shift = run % 4 * 2;
        int high = at + group % 2 * 16;
        int low = at + 32 + run / 4 * GROUP + group % 2 * 16;
        int out = BLOCK * block + 16 * group;
        for (int i = 0; i < 16; i++) {
          int lacking = ((~packed[high + i] >> run) & 1) << 2;
          values[out + i] = step * (((packed[low + i] >> shift) & 3) - lacking);
        }
      }
    }
  }

  private static int q3Scale(byte[] packed, int scales, int group) {
    int low = (packed[scales + group % 8] >> (group / 8 * 4)) & 15;
    int high = (packed[scales + 8 + group % 4] >> (group / 4 * 2)) & 3;
    return low | (high << 4);
  }

  /// f16 scale, f16 minimum, 12 bytes of 6-bit scales and minima, 128 bytes of nibbles: each 32
  /// hold 64 elements, low halves first; groups are of 32.
  static void q4(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 144 * block;
      float scale = PlainNumbers.half(packed, at);
      float minimum = PlainNumbers.half(packed, at + 2);
      for (int group = 0; group < 8; group++) {
        float step = scale * groupScale(packed, at + 4, group);
        float offset = minimum * groupMinimum(packed, at + 4, group);
        int shift = group % 2 * 4;
        int low = at + 16 + group / 2 * GROUP;
        int out = BLOCK * block + GROUP * group;
        for (int i = 0; i < GROUP; i++) {
          values[out + i] = step * ((packed[low + i] >> shift) & 15) - offset;
        }
      }
    }
  }

  /// As Q4_K, with 32 bytes of fifth bits (bit g for group g) before the nibbles.
  static void q5(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 176 * block;
      float scale = PlainNumbers.half(packed, at);
      float minimum = PlainNumbers.half(packed, at + 2);
      for (int group = 0; group < 8; group++) {
        float step = scale * groupScale(packed, at + 4, group);
        float offset = minimum * groupMinimum(packed, at + 4, group);
        int shift = group % 2 * 4;
        int high = at + 16;
        int low = at + 48 + group / 2 * GROUP;
        int out = BLOCK * block + GROUP * group;
        for (int i = 0; i < GROUP; i++) {
          int fifth = ((packed[high + i] >> group) & 1) << 4;
          values[out + i] = step * (((packed[low + i] >> shift) & 15) | fifth) - offset;
        }
      }
    }
  }

  /// Scales 0 to 3 are the low six bits of bytes 0 to 3, minima those of bytes 4 to 7; of scales
  /// and minima 4 to 7 the low nibbles lie in bytes 8 to 11 and the high bits atop bytes 0 to 7.
  private static int groupScale(byte[] packed, int scales, int group) {
    return group < 4
        ? packed[scales + group] & 63
        : (packed[scales + group + 4] & 15) | ((packed[scales + group - 4] >> 6) & 3) << 4;
  }

  private static int groupMinimum(byte[] packed, int scales, int group) {
    return group < 4
        ? packed[scales + group + 4] & 63
        : ((packed[scales + group + 4] >> 4) & 15) | ((packed[scales + group] >> 6) & 3) << 4;
  }

  /// 128 bytes of low nibbles, 64 of high bit pairs, 16 signed scales, f16 scale. Each half of the
  /// block is four runs of 32: runs 0 and 2 share nibble bytes, as do 1 and 3; groups are of 16.
  static void q6(byte[] packed, int blocks, float[] values) {
    for (int block = 0; block < blocks; block++) {
      int at = 210 * block;
      float scale = PlainNumbers.half(packed, at + 208);
      for (int group = 0; group < 16; group++) {
        float step = scale * packed[at + 192 + group];
        int run = group / 2 % 4;
        int within = group % 2 * 16;
        int low = at + group / 8 * 64 + run % 2 * GROUP + within;
        int high = at + 128 + group / 8 * GROUP + within;
        int out = BLOCK * block + 16 * group;
        for (int i = 0; i < 16; i++) {
          int nibble = (packed[low + i] >> (run / 2 * 4)) & 15;
          int pair = (packed[high + i] >> (run * 2)) & 3;
          values[out + i] = step * ((nibble | (pair << 4)) - 32);
        }
      }
    }
  }
}
