package dev.strobe.pjrt;

import org.jspecify.annotations.Nullable;

/// A file that is no usable PJRT plugin: missing, of another format or machine, without the entry
/// point, or of a version that this client does not speak. The message names the file.
public final class PjrtPluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PjrtPluginException(String message) {
    this(message, null);
  }

  PjrtPluginException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
