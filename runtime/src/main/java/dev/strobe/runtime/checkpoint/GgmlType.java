package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableMap;

/// The numbers by which GGUF names tensor encodings, with the names of those that are not read.
final class GgmlType {
  private static final ImmutableMap<Integer, TensorEncoding> ENCODINGS =
      ImmutableMap.<Integer, TensorEncoding>builder()
          .put(0, TensorEncoding.F32)
          .put(1, TensorEncoding.F16)
          .put(2, TensorEncoding.Q4_0)
          .put(3, TensorEncoding.Q4_1)
          .put(6, TensorEncoding.Q5_0)
          .put(7, TensorEncoding.Q5_1)
          .put(8, TensorEncoding.Q8_0)
          .put(10, TensorEncoding.Q2_K)
          .put(11, TensorEncoding.Q3_K)
          .put(12, TensorEncoding.Q4_K)
          .put(13, TensorEncoding.Q5_K)
          .put(14, TensorEncoding.Q6_K)
          .put(24, TensorEncoding.I8)
          .put(25, TensorEncoding.I16)
          .put(26, TensorEncoding.I32)
          .put(27, TensorEncoding.I64)
          .put(28, TensorEncoding.F64)
          .put(30, TensorEncoding.BF16)
          .buildOrThrow();

  private static final ImmutableMap<Integer, String> UNREAD =
      ImmutableMap.<Integer, String>builder()
          .put(4, "Q4_2")
          .put(5, "Q4_3")
          .put(9, "Q8_1")
          .put(15, "Q8_K")
          .put(16, "IQ2_XXS")
          .put(17, "IQ2_XS")
          .put(18, "IQ3_XXS")
          .put(19, "IQ1_S")
          .put(20, "IQ4_NL")
          .put(21, "IQ3_S")
          .put(22, "IQ2_S")
          .put(23, "IQ4_XS")
          .put(29, "IQ1_M")
          .put(31, "Q4_0_4_4")
          .put(32, "Q4_0_4_8")
          .put(33, "Q4_0_8_8")
          .put(34, "TQ1_0")
          .put(35, "TQ2_0")
          .put(36, "IQ4_NL_4_4")
          .put(37, "IQ4_NL_4_8")
          .put(38, "IQ4_NL_8_8")
          .put(39, "MXFP4")
          .put(40, "NVFP4")
          .put(41, "Q1_0")
          .buildOrThrow();

  private GgmlType() {}

  static TensorEncoding encoding(long number, FilePlace place) {
    int key = (int) Math.min(number, Integer.MAX_VALUE);
    TensorEncoding encoding = ENCODINGS.get(key);
    if (encoding != null) {
      return encoding;
    }
    String name = UNREAD.getOrDefault(key, "unknown");
    throw place.requires(
        "one of the encodings " + ENCODINGS.values(), name + " (ggml type " + number + ")");
  }
}
