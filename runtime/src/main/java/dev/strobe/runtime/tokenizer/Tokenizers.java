package dev.strobe.runtime.tokenizer;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

/// Loads tokenizers; none of this needs a network.
public final class Tokenizers {
  private Tokenizers() {}

  /// The tokenizer in a GGUF file's key-values.
  ///
  /// The vocabulary is turned into a tokenizer.json, which is kept in `cacheFolder` (made if need
  /// be) under `cacheKey`, a hash of the file that the caller vouches for; a damaged one is made
  /// anew.
  ///
  /// @param keyValues values are String, Boolean, Number, List or an array of primitives
  /// @throws TokenizerException if a key is missing or holds something else, or if the vocabulary
  ///   or its way of cutting words is of a kind that is not known
  public static Tokenizer fromGguf(
      Map<String, Object> keyValues, Path cacheFolder, String cacheKey) {
    GgufKeys keys = new GgufKeys(keyValues);
    GgufVocabulary vocabulary = GgufVocabulary.of(keys);
    boolean pieces = vocabulary.model() == GgufVocabulary.Model.SENTENCE_PIECE;
    PreTokenizer preTokenizer =
        pieces
            ? PreTokenizer.DEFAULT
            : PreTokenizer.named(keys.string("tokenizer.ggml.pre").orElse("default"));
    String json =
        new DerivedJsonCache(cacheFolder)
            .get(cacheKey, () -> GgufTokenizerJson.of(vocabulary, preTokenizer));
    boolean prefixesSpace = keys.flag("tokenizer.ggml.add_space_prefix").orElse(pieces) && pieces;
    SpecialTokens special = new GgufSpecialTokens(keys, vocabulary).read(preTokenizer);
    NativeEncoder nativeEncoder = NativeEncoder.of(json, "GGUF vocabulary");
    return new Tokenizer(
        GgufEncoder.of(vocabulary, nativeEncoder, prefixesSpace),
        bytes(vocabulary),
        special,
        prefixesSpace);
  }

  /// The tokenizer in a Hugging Face folder: tokenizer.json and, where present,
  /// tokenizer_config.json, special_tokens_map.json, generation_config.json, config.json and
  /// chat_template.jinja.
  ///
  /// @throws TokenizerException if tokenizer.json is missing, damaged or of a kind that is not
  ///   known
  public static Tokenizer fromFolder(Path folder) {
    return new HuggingFaceFolder(folder).load();
  }

  private static TokenBytes bytes(GgufVocabulary vocabulary) {
    BitSet verbatim = new BitSet(vocabulary.size());
    BitSet control = new BitSet(vocabulary.size());
    for (int id = 0; id < vocabulary.size(); id++) {
      switch (vocabulary.types().get(id)) {
        case CONTROL, UNKNOWN -> {
          control.set(id);
          verbatim.set(id);
        }
        case USER_DEFINED -> verbatim.set(id);
        case UNDEFINED, NORMAL, UNUSED, BYTE -> {}
      }
    }
    TokenBytes.Spelling spelling =
        vocabulary.model() == GgufVocabulary.Model.SENTENCE_PIECE
            ? TokenBytes.Spelling.MARKED_SPACES
            : TokenBytes.Spelling.BYTE_LEVEL;
    return new TokenBytes(vocabulary.tokens(), spelling, verbatim, control);
  }
}
