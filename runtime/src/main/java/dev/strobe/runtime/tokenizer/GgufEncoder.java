package dev.strobe.runtime.tokenizer;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Encodes with a vocabulary from a GGUF file: control tokens are cut out here, the text between
/// them goes to the native library.
final class GgufEncoder implements TextEncoder {
  private final NativeEncoder nativeEncoder;
  private final LongestMatch controlTokens;
  private final boolean prefixesSpace;

  private GgufEncoder(
      NativeEncoder nativeEncoder, LongestMatch controlTokens, boolean prefixesSpace) {
    this.nativeEncoder = nativeEncoder;
    this.controlTokens = controlTokens;
    this.prefixesSpace = prefixesSpace;
  }

  /// Takes over `nativeEncoder`.
  ///
  /// @param prefixesSpace whether the text at the start and after each control token gets a space
  static GgufEncoder of(
      GgufVocabulary vocabulary, NativeEncoder nativeEncoder, boolean prefixesSpace) {
    Map<String, Integer> control = new HashMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      TokenKind kind = vocabulary.types().get(id);
      String text = vocabulary.tokens().get(id);
      if ((kind == TokenKind.CONTROL || kind == TokenKind.UNKNOWN) && !text.isEmpty()) {
        control.put(text, id);
      }
    }
    return new GgufEncoder(nativeEncoder, new LongestMatch(control), prefixesSpace);
  }

  @Override
  public int[] encode(String text, ControlText control) {
    List<LongestMatch.Match> matches = new ArrayList<>();
    if (control == ControlText.PARSE) {
      controlTokens.find(text, matches);
    }
    int[][] parts = new int[2 * matches.size() + 1][];
    int from = 0;
    for (int i = 0; i < matches.size(); i++) {
      LongestMatch.Match match = matches.get(i);
      parts[2 * i] = plain(text.substring(from, match.start()));
      parts[2 * i + 1] = new int[] {match.id()};
      from = match.end();
    }
    parts[2 * matches.size()] = plain(text.substring(from));
    return Ints.concat(parts);
  }

  private int[] plain(String text) {
    boolean prefix = prefixesSpace && !text.isEmpty();
    return nativeEncoder.encode(prefix ? " " + text : text, false);
  }

  @Override
  public boolean startsWith(int bos) {
    return false;
  }

  @Override
  public void close() {
    nativeEncoder.close();
  }
}
