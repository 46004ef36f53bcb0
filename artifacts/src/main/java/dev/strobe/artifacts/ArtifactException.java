package dev.strobe.artifacts;

import java.util.List;

/// A plugin or model could not be named, found or fetched; the message is one line and says what
/// mends it.
public class ArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> details;

  public ArtifactException(String message) {
    super(message);
    this.details = List.of();
  }

  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
    this.details = List.of();
  }

  ArtifactException(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  /// One line, never absent.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// The last lines that pip printed, for a reader who asks for more; often empty.
  public List<String> details() {
    return details;
  }
}
