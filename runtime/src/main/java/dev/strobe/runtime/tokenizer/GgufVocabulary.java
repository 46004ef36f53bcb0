package dev.strobe.runtime.tokenizer;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Collections;
import java.util.List;

/// The tokenizer part of a GGUF file's key-values, checked.
///
/// @param model `gpt2` (byte-level) or `llama` (SentencePiece-style)
/// @param tokens text of every token, by id
/// @param types kind of every token, by id
/// @param scores one a token for `llama`, else empty
/// @param merges `left right` pairs in order of rank; empty for `llama`
record GgufVocabulary(
    Model model,
    List<String> tokens,
    List<TokenKind> types,
    ImmutableDoubleArray scores,
    List<String> merges) {

  /// How a vocabulary spells text.
  enum Model {
    BYTE_LEVEL,
    SENTENCE_PIECE
  }

  /// Reads and checks the vocabulary.
  static GgufVocabulary of(GgufKeys keys) {
    Model model =
        switch (keys.string("tokenizer.ggml.model").orElse("")) {
          case "gpt2" -> Model.BYTE_LEVEL;
          case "llama" -> Model.SENTENCE_PIECE;
          case "" ->
              throw new TokenizerException(
                  "tokenizer.ggml.model requires gpt2 or llama, got none (without it, only token"
                      + " ids can go in and out)");
          case String other ->
              throw new TokenizerException(
                  "tokenizer.ggml.model requires gpt2 or llama, got " + other);
        };
    List<String> tokens = keys.strings("tokenizer.ggml.tokens");
    if (tokens.isEmpty()) {
      throw new TokenizerException("tokenizer.ggml.tokens requires a list of strings, got none");
    }
    ImmutableDoubleArray scores =
        model == Model.SENTENCE_PIECE ? scores(keys, tokens.size()) : ImmutableDoubleArray.of();
    List<String> merges =
        model == Model.BYTE_LEVEL ? keys.strings("tokenizer.ggml.merges") : List.of();
    return new GgufVocabulary(model, tokens, kinds(keys, tokens.size()), scores, merges);
  }

  int size() {
    return tokens.size();
  }

  private static ImmutableDoubleArray scores(GgufKeys keys, int size) {
    double[] scores = keys.numbers("tokenizer.ggml.scores");
    if (scores.length != size) {
      throw new TokenizerException(
          "tokenizer.ggml.scores requires one number for each of "
              + size
              + " tokens, got "
              + scores.length);
    }
    return ImmutableDoubleArray.copyOf(scores);
  }

  private static List<TokenKind> kinds(GgufKeys keys, int size) {
    double[] codes = keys.numbers("tokenizer.ggml.token_type");
    if (codes.length == 0) {
      return Collections.nCopies(size, TokenKind.NORMAL);
    }
    if (codes.length != size) {
      throw new TokenizerException(
          "tokenizer.ggml.token_type requires one number for each of "
              + size
              + " tokens, got "
              + codes.length);
    }
    TokenKind[] kinds = new TokenKind[size];
    for (int i = 0; i < size; i++) {
      kinds[i] = TokenKind.of((int) codes[i]);
    }
    return List.of(kinds);
  }
}
