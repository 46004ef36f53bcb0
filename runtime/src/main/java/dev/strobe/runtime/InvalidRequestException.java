package dev.strobe.runtime;

/// Something that was asked of a model and that it cannot do; nothing was changed by asking.
public final class InvalidRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidRequestException(String message) {
    super(message);
  }
}
