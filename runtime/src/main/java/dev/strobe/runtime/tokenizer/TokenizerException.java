package dev.strobe.runtime.tokenizer;

/// A tokenizer that cannot be loaded or used; the message says which part and what it requires.
public final class TokenizerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokenizerException(String message) {
    super(message);
  }

  TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
