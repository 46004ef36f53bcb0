package dev.strobe.runtime.checkpoint;

/// A model or array file that cannot be read (or written), in one line that names the file, the
/// tensor and the byte offset where they are known.
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
