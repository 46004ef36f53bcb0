package dev.strobe.models;

/// A checkpoint whose architecture or configuration Strobe has no graph for; the message says which
/// part, what is supported and what was there.
public final class UnsupportedModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UnsupportedModelException(String message) {
    super(message);
  }
}
