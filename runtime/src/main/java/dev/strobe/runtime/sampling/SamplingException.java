package dev.strobe.runtime.sampling;

/// Options or logits from which no token can be chosen.
public final class SamplingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SamplingException(String message) {
    super(message);
  }
}
