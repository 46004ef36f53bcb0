package dev.strobe.pjrt;

/// An extension that a plugin offers: its type as `PJRT_Extension_Type` numbers it, and the size of
/// its struct, which is the only version that it has.
public record PjrtExtension(int type, long structSize) {}
