package dev.strobe.pjrt;

import java.util.Optional;

/// The error codes that PJRT names; the numbers are those of `absl::StatusCode`.
public enum PjrtErrorCode {
  CANCELLED(1),
  UNKNOWN(2),
  INVALID_ARGUMENT(3),
  DEADLINE_EXCEEDED(4),
  NOT_FOUND(5),
  ALREADY_EXISTS(6),
  PERMISSION_DENIED(7),
  RESOURCE_EXHAUSTED(8),
  FAILED_PRECONDITION(9),
  ABORTED(10),
  OUT_OF_RANGE(11),
  UNIMPLEMENTED(12),
  INTERNAL(13),
  UNAVAILABLE(14),
  DATA_LOSS(15),
  UNAUTHENTICATED(16);

  private final int number;

  PjrtErrorCode(int number) {
    this.number = number;
  }

  /// The number in the C API.
  public int number() {
    return number;
  }

  /// The code with this number, empty for one that this version does not know.
  public static Optional<PjrtErrorCode> of(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }
}
