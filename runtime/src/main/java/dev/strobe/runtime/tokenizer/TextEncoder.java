package dev.strobe.runtime.tokenizer;

/// Turns text into token ids for one vocabulary; safe for use from several threads.
interface TextEncoder extends AutoCloseable {
  /// Ids of `text`, without a beginning-of-text token.
  int[] encode(String text, ControlText control);

  /// Whether the source itself puts `bos` before a text (a tokenizer.json's post-processor does).
  boolean startsWith(int bos);

  @Override
  void close();
}
