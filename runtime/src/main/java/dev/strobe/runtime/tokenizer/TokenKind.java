package dev.strobe.runtime.tokenizer;

/// What a token of a GGUF file is, in the order of the numbers of `tokenizer.ggml.token_type`.
enum TokenKind {
  UNDEFINED,
  NORMAL,
  UNKNOWN,
  CONTROL,
  /// Matched whole in the text, longest first, before any merging.
  USER_DEFINED,
  UNUSED,
  /// One byte of UTF-8, spelled `<0xNN>`.
  BYTE;

  private static final TokenKind[] BY_CODE = values();

  static TokenKind of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new TokenizerException(
          "tokenizer.ggml.token_type requires kinds 0 to "
              + (BY_CODE.length - 1)
              + ", got "
              + code);
    }
    return BY_CODE[code];
  }
}
