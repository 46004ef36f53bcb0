package dev.strobe.runtime.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Encodes with a given tokenizer.json, exactly as it says.
///
/// The library cannot be told to take control tokens literally; the first text that asks for it
/// loads the tokenizer a second time, without them.
final class ReloadingEncoder implements TextEncoder {
  private final String json;
  private final Path file;
  private final NativeEncoder parsing;
  private final List<NativeEncoder> literal = new ArrayList<>(1);
  private boolean closed;

  private ReloadingEncoder(String json, Path file, NativeEncoder parsing) {
    this.json = json;
    this.file = file;
    this.parsing = parsing;
  }

  /// Loads `json`, which came from `file`.
  static ReloadingEncoder of(String json, Path file) {
    return new ReloadingEncoder(json, file, NativeEncoder.of(json, file.toString()));
  }

  @Override
  public int[] encode(String text, ControlText control) {
    return switch (control) {
      case PARSE -> parsing.encode(text, false);
      case LITERAL -> literal().encode(text, false);
    };
  }

  @Override
  public boolean startsWith(int bos) {
    int[] ids = parsing.encode("a", true);
    return ids.length > 0 && ids[0] == bos;
  }

  private synchronized NativeEncoder literal() {
    if (closed) {
      throw new IllegalStateException("encode requires an open tokenizer, got a closed one");
    }
    if (literal.isEmpty()) {
      literal.add(NativeEncoder.of(TokenizerJson.withoutSpecialTokens(json), file.toString()));
    }
    return literal.getFirst();
  }

  @Override
  public synchronized void close() {
    closed = true;
    parsing.close();
    literal.forEach(NativeEncoder::close);
  }
}
