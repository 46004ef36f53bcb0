package dev.strobe.fusion.memory;

/// Says what is wrong with buffers that are to be planned, or with what is asked of the plan.
public final class InvalidBufferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidBufferException(String message) {
    super(message);
  }
}
