package dev.strobe.runtime.checkpoint;

/// Sends a run of stored blocks to the loop that knows their layout.
final class BlockDecoder {
  private BlockDecoder() {}

  /// Decodes `blocks` blocks from the start of `packed` to the start of `values`.
  static void decode(TensorEncoding encoding, byte[] packed, int blocks, float[] values) {
    switch (encoding) {
      case F64 -> PlainNumbers.f64(packed, blocks, values);
      case F32 -> PlainNumbers.f32(packed, blocks, values);
      case F16 -> PlainNumbers.f16(packed, blocks, values);
      case BF16 -> PlainNumbers.bf16(packed, blocks, values);
      case F8_E4M3 -> PlainNumbers.f8e4m3(packed, blocks, values);
      case F8_E5M2 -> PlainNumbers.f8e5m2(packed, blocks, values);
      case I64 -> PlainNumbers.i64(packed, blocks, values);
      case I32 -> PlainNumbers.i32(packed, blocks, values);
      case I16 -> PlainNumbers.i16(packed, blocks, values);
      case I8 -> PlainNumbers.i8(packed, blocks, values);
      case U8 -> PlainNumbers.u8(packed, blocks, values);
      case BOOL -> PlainNumbers.bool(packed, blocks, values);
      case Q4_0 -> SmallBlocks.q4Of0(packed, blocks, values);
      case Q4_1 -> SmallBlocks.q4Of1(packed, blocks, values);
      case Q5_0 -> SmallBlocks.q5Of0(packed, blocks, values);
      case Q5_1 -> SmallBlocks.q5Of1(packed, blocks, values);
      case Q8_0 -> SmallBlocks.q8Of0(packed, blocks, values);
      case Q2_K -> SuperBlocks.q2(packed, blocks, values);
      case Q3_K -> SuperBlocks.q3(packed, blocks, values);
      case Q4_K -> SuperBlocks.q4(packed, blocks, values);
      case Q5_K -> SuperBlocks.q5(packed, blocks, values);
      case Q6_K -> SuperBlocks.q6(packed, blocks, values);
    }
  }
}
