package dev.strobe.ir;

import java.util.Arrays;
import java.util.Optional;

/// The numeric element types of StableHLO, with the names that its text form uses.
///
/// Source: StableHLO specification, section Types.
public enum ElementType {
  PRED("i1", Kind.BOOLEAN, 1),
  S2("i2", Kind.SIGNED, 2),
  S4("i4", Kind.SIGNED, 4),
  S8("i8", Kind.SIGNED, 8),
  S16("i16", Kind.SIGNED, 16),
  S32("i32", Kind.SIGNED, 32),
  S64("i64", Kind.SIGNED, 64),
  U2("ui2", Kind.UNSIGNED, 2),
  U4("ui4", Kind.UNSIGNED, 4),
  U8("ui8", Kind.UNSIGNED, 8),
  U16("ui16", Kind.UNSIGNED, 16),
  U32("ui32", Kind.UNSIGNED, 32),
  U64("ui64", Kind.UNSIGNED, 64),
  F4E2M1FN("f4E2M1FN", Kind.FLOAT, 4),
  F6E2M3FN("f6E2M3FN", Kind.FLOAT, 6),
  F6E3M2FN("f6E3M2FN", Kind.FLOAT, 6),
  F8E3M4("f8E3M4", Kind.FLOAT, 8),
  F8E4M3("f8E4M3", Kind.FLOAT, 8),
  F8E4M3FN("f8E4M3FN", Kind.FLOAT, 8),
  F8E4M3FNUZ("f8E4M3FNUZ", Kind.FLOAT, 8),
  F8E4M3B11FNUZ("f8E4M3B11FNUZ", Kind.FLOAT, 8),
  F8E5M2("f8E5M2", Kind.FLOAT, 8),
  F8E5M2FNUZ("f8E5M2FNUZ", Kind.FLOAT, 8),
  F8E8M0FNU("f8E8M0FNU", Kind.FLOAT, 8),
  BF16("bf16", Kind.FLOAT, 16),
  F16("f16", Kind.FLOAT, 16),
  F32("f32", Kind.FLOAT, 32),
  F64("f64", Kind.FLOAT, 64),
  C64("complex<f32>", Kind.COMPLEX, 64),
  C128("complex<f64>", Kind.COMPLEX, 128);

  /// What arithmetic on an element means.
  public enum Kind {
    BOOLEAN,
    SIGNED,
    UNSIGNED,
    FLOAT,
    COMPLEX
  }

  private final String text;
  private final Kind kind;
  private final int bits;

  ElementType(String text, Kind kind, int bits) {
    this.text = text;
    this.kind = kind;
    this.bits = bits;
  }

  /// The spelling in StableHLO text, such as `ui8` or `complex<f32>`.
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  /// Width of one element in bits.
  public int bits() {
    return bits;
  }

  /// Bytes that one element takes in host memory: sub-byte types take a whole byte each.
  public int hostBytes() {
    return Math.max(1, (bits + 7) / 8);
  }

  public boolean isBoolean() {
    return kind == Kind.BOOLEAN;
  }

  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /// For a complex type its component type, otherwise the type itself.
  public ElementType real() {
    return switch (this) {
      case C64 -> F32;
      case C128 -> F64;
      default -> this;
    };
  }

  /// Whether values of this type fit a type of the same kind that is at least as wide; the
  /// specification's `is_promotable`, which takes signed and unsigned integers for one kind.
  public boolean isPromotableTo(ElementType other) {
    boolean sameKind = kind == other.kind || (isInteger() && other.isInteger());
    return sameKind && bits <= other.bits;
  }

  /// The type that StableHLO text spells so, if there is one.
  public static Optional<ElementType> ofText(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
