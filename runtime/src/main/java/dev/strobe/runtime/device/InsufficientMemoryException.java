package dev.strobe.runtime.device;

/// Something needs more memory than there is; it was not begun.
public final class InsufficientMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InsufficientMemoryException(String message) {
    super(message);
  }
}
