package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.Pjrt;
import java.util.Locale;
import java.util.Optional;

/// The element types of PJRT buffers, numbered as `PJRT_Buffer_Type` numbers them, which is neither
/// XLA's nor XLA FFI's numbering.
///
/// On the host every element takes whole bytes: a value of fewer than eight bits lies in the low
/// bits of a byte of its own. What is above them is ignored on the way in and 0 on the way out, for
/// signed types too. A plugin ends the process over a number that it does not know, so types
/// younger than the plugin are refused; [#since()] tells.
public enum PjrtElementType {
  PRED(Pjrt.PJRT_Buffer_Type_PRED(), 8, 0),
  S1(Pjrt.PJRT_Buffer_Type_S1(), 1, 94),
  S2(Pjrt.PJRT_Buffer_Type_S2(), 2, 0),
  S4(Pjrt.PJRT_Buffer_Type_S4(), 4, 0),
  S8(Pjrt.PJRT_Buffer_Type_S8(), 8, 0),
  S16(Pjrt.PJRT_Buffer_Type_S16(), 16, 0),
  S32(Pjrt.PJRT_Buffer_Type_S32(), 32, 0),
  S64(Pjrt.PJRT_Buffer_Type_S64(), 64, 0),
  U1(Pjrt.PJRT_Buffer_Type_U1(), 1, 94),
  U2(Pjrt.PJRT_Buffer_Type_U2(), 2, 0),
  U4(Pjrt.PJRT_Buffer_Type_U4(), 4, 0),
  U8(Pjrt.PJRT_Buffer_Type_U8(), 8, 0),
  U16(Pjrt.PJRT_Buffer_Type_U16(), 16, 0),
  U32(Pjrt.PJRT_Buffer_Type_U32(), 32, 0),
  U64(Pjrt.PJRT_Buffer_Type_U64(), 64, 0),
  F4E2M1FN(Pjrt.PJRT_Buffer_Type_F4E2M1FN(), 4, 0),
  F6E2M3FN(Pjrt.PJRT_Buffer_Type_F6E2M3FN(), 6, 114),
  F6E3M2FN(Pjrt.PJRT_Buffer_Type_F6E3M2FN(), 6, 114),
  F8E3M4(Pjrt.PJRT_Buffer_Type_F8E3M4(), 8, 0),
  F8E4M3(Pjrt.PJRT_Buffer_Type_F8E4M3(), 8, 0),
  F8E4M3FN(Pjrt.PJRT_Buffer_Type_F8E4M3FN(), 8, 0),
  F8E4M3B11FNUZ(Pjrt.PJRT_Buffer_Type_F8E4M3B11FNUZ(), 8, 0),
  F8E4M3FNUZ(Pjrt.PJRT_Buffer_Type_F8E4M3FNUZ(), 8, 0),
  F8E5M2(Pjrt.PJRT_Buffer_Type_F8E5M2(), 8, 0),
  F8E5M2FNUZ(Pjrt.PJRT_Buffer_Type_F8E5M2FNUZ(), 8, 0),
  F8E8M0FNU(Pjrt.PJRT_Buffer_Type_F8E8M0FNU(), 8, 0),
  F16(Pjrt.PJRT_Buffer_Type_F16(), 16, 0),
  BF16(Pjrt.PJRT_Buffer_Type_BF16(), 16, 0),
  F32(Pjrt.PJRT_Buffer_Type_F32(), 32, 0),
  F64(Pjrt.PJRT_Buffer_Type_F64(), 64, 0),
  C64(Pjrt.PJRT_Buffer_Type_C64(), 64, 0),
  C128(Pjrt.PJRT_Buffer_Type_C128(), 128, 0);

  private final int number;
  private final int bits;
  private final int sinceMinor;

  PjrtElementType(int number, int bits, int sinceMinor) {
    this.number = number;
    this.bits = bits;
    this.sinceMinor = sinceMinor;
  }

  /// The number in `PJRT_Buffer_Type`.
  public int number() {
    return number;
  }

  /// The width of a value in bits.
  public int bits() {
    return bits;
  }

  /// How many bytes an element takes in host memory, at least one.
  public int hostBytes() {
    return Math.max(1, bits / 8);
  }

  /// The API version that first knew this type, or the oldest that this client speaks.
  public PjrtVersion since() {
    return new PjrtVersion(0, Math.max(sinceMinor, PjrtVersion.OLDEST.minor()));
  }

  /// The type with this number in `PJRT_Buffer_Type`, empty for invalid, token and unknown numbers.
  public static Optional<PjrtElementType> of(int number) {
    for (PjrtElementType type : values()) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The name as StableHLO and HLO print it, such as `bf16`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
