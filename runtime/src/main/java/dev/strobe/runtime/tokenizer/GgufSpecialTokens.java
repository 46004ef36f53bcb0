package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads what a GGUF file says about its special tokens.
final class GgufSpecialTokens {
  private static final String PREFIX = "tokenizer.ggml.";

  /// Control tokens that end a turn, by the texts that chat models give them. A file that names
  /// only the end of a document as its end still means to stop here if its template writes one.
  private static final Set<String> TURN_ENDS =
      Set.of("<|im_end|>", "<|eot_id|>", "<|end|>", "<end_of_turn>", "<|end_of_turn|>");

  private final GgufKeys keys;
  private final GgufVocabulary vocabulary;

  GgufSpecialTokens(GgufKeys keys, GgufVocabulary vocabulary) {
    this.keys = keys;
    this.vocabulary = vocabulary;
  }

  SpecialTokens read(PreTokenizer preTokenizer) {
    boolean pieces = vocabulary.model() == GgufVocabulary.Model.SENTENCE_PIECE;
    OptionalInt bos = id("bos_token_id", pieces ? 1 : -1);
    OptionalInt eos = id("eos_token_id", pieces ? 2 : -1);
    boolean addsBos =
        keys.flag(PREFIX + "add_bos_token").orElse(pieces || preTokenizer.addsBosByDefault());
    Optional<String> template = keys.string("tokenizer.chat_template");
    return new SpecialTokens(
        bos, addsBos && bos.isPresent(), ends(eos, template), texts(bos, eos), template);
  }

  private ImmutableSet<Integer> ends(OptionalInt eos, Optional<String> template) {
    ImmutableSet.Builder<Integer> ends = ImmutableSet.builder();
    eos.ifPresent(ends::add);
    id("eot_token_id", -1).ifPresent(ends::add);
    id("eom_token_id", -1).ifPresent(ends::add);
    for (int id = 0; id < vocabulary.size(); id++) {
      String text = vocabulary.tokens().get(id);
      boolean turnEnd = vocabulary.types().get(id) == TokenKind.CONTROL && TURN_ENDS.contains(text);
      if (turnEnd && template.orElse("").contains(text)) {
        ends.add(id);
      }
    }
    return ends.build();
  }

  private ImmutableMap<String, String> texts(OptionalInt bos, OptionalInt eos) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    Map<String, OptionalInt> named =
        ImmutableMap.of(
            "bos_token",
            bos,
            "eos_token",
            eos,
            "unk_token",
            id("unknown_token_id", -1),
            "pad_token",
            id("padding_token_id", -1));
    named.forEach((name, id) -> id.ifPresent(at -> texts.put(name, vocabulary.tokens().get(at))));
    return texts.buildOrThrow();
  }

  /// The id under a key, else `fallback`; -1 and ids past the vocabulary stand for none.
  private OptionalInt id(String key, long fallback) {
    long id = keys.integer(PREFIX + key).orElse(fallback);
    return id >= 0 && id < vocabulary.size() ? OptionalInt.of((int) id) : OptionalInt.empty();
  }
}
