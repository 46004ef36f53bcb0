package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.Pjrt;

/// What a plugin may do with host memory that a buffer is made from, and for how long.
public enum HostSemantics {
  /// Copied before the call returns; the memory is free afterwards.
  COPY(Pjrt.PJRT_HostBufferSemantics_kImmutableOnlyDuringCall()),
  /// Read until the transfer is complete.
  UNTIL_TRANSFERRED(Pjrt.PJRT_HostBufferSemantics_kImmutableUntilTransferCompletes()),
  /// May be the buffer itself for as long as it lives; never written. On CPUs this saves the copy
  /// if the memory is dense and aligned to 64 bytes; otherwise the plugin copies without saying so.
  ZERO_COPY(Pjrt.PJRT_HostBufferSemantics_kImmutableZeroCopy()),
  /// As [#ZERO_COPY], and a program that the buffer is donated to may write its result there.
  MUTABLE_ZERO_COPY(Pjrt.PJRT_HostBufferSemantics_kMutableZeroCopy());

  private final int number;

  HostSemantics(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
