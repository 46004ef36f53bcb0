package dev.strobe.ir.op;

/// An op that hands values to, or gets them from, another process or the host.
public sealed interface TransferOp extends StructuralOp
    permits InfeedOp, OutfeedOp, RecvOp, SendOp {
  @Override
  default boolean isPure() {
    return false;
  }
}
