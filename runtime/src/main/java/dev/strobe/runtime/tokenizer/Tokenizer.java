package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/// One model's text to token ids and back.
///
/// Made by [Tokenizers]. Safe for use from several threads. Owns native memory until closed;
/// closing twice is harmless, and [#encode] after closing is an `IllegalStateException`.
public final class Tokenizer implements AutoCloseable {
  private final TextEncoder encoder;
  private final TokenBytes tokens;
  private final SpecialTokens special;
  private final boolean dropsFirstSpace;

  Tokenizer(
      TextEncoder encoder, TokenBytes tokens, SpecialTokens special, boolean dropsFirstSpace) {
    this.encoder = encoder;
    this.tokens = tokens;
    this.special = special;
    this.dropsFirstSpace = dropsFirstSpace;
  }

  /// Ids of `text`; no beginning-of-text token is added (see [#addsBos]). Unpaired surrogates count
  /// as U+FFFD.
  public int[] encode(String text, ControlText control) {
    return encoder.encode(text, control);
  }

  /// Text of `ids`, with U+FFFD for bytes that are no UTF-8. Ids past the vocabulary say nothing.
  ///
  /// @param skipControl whether control tokens say nothing too
  public String decode(int[] ids, boolean skipControl) {
    String text = new String(tokens.of(ids, skipControl), StandardCharsets.UTF_8);
    return dropsFirstSpace && text.startsWith(" ") ? text.substring(1) : text;
  }

  /// Decodes ids one by one as the continuation of a text: a first space is kept.
  ///
  /// @param skipControl whether control tokens say nothing
  public IncrementalDecoder incremental(boolean skipControl) {
    return new IncrementalDecoder(tokens, skipControl);
  }

  /// One more than the largest id.
  public int vocabularySize() {
    return tokens.size();
  }

  /// The beginning-of-text token, if there is one.
  public OptionalInt bos() {
    return special.bos();
  }

  /// Whether [#bos] belongs before a plain text. What a chat template renders holds its own.
  public boolean addsBos() {
    return special.addsBos();
  }

  /// Tokens at which generation ends.
  public ImmutableSet<Integer> endOfText() {
    return special.endOfText();
  }

  /// Jinja source of the model's chat template, for [ChatTemplate#of].
  public Optional<String> chatTemplate() {
    return special.chatTemplate();
  }

  /// Texts of special tokens under the names that chat templates use, such as `bos_token`.
  public ImmutableMap<String, String> specialTexts() {
    return special.texts();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
