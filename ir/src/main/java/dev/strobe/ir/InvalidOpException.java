package dev.strobe.ir;

/// An op, type or graph that breaks a constraint of the StableHLO specification; the message names
/// the constraint by its label where it has one.
public final class InvalidOpException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidOpException(String message) {
    super(message);
  }

  public InvalidOpException(String message, Throwable cause) {
    super(message, cause);
  }
}
