package dev.strobe.runtime.tokenizer;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Writes a GGUF vocabulary as a Hugging Face tokenizer.json.
///
/// Control tokens are left out, so that their text is ordinary text to the native library:
/// [GgufEncoder] cuts them out beforehand where they are wanted. The form is the one that the
/// library parses fastest: no blanks, merges as single strings, pieces in sorted order, and only
/// pieces that text can become (for Gemma's 262,144 that halves the time).
final class GgufTokenizerJson {
  /// What SentencePiece writes for a space.
  static final char SPACE_MARK = '\u2581';

  private final GgufVocabulary vocabulary;
  private final PreTokenizer preTokenizer;
  private final JsonGenerator json;

  private GgufTokenizerJson(
      GgufVocabulary vocabulary, PreTokenizer preTokenizer, JsonGenerator json) {
    this.vocabulary = vocabulary;
    this.preTokenizer = preTokenizer;
    this.json = json;
  }

  /// The whole document; `preTokenizer` matters to byte-level vocabularies only.
  static String of(GgufVocabulary vocabulary, PreTokenizer preTokenizer) {
    StringWriter text = new StringWriter(1 << 20);
    try (JsonGenerator json = new JsonMapper().createGenerator(text)) {
      new GgufTokenizerJson(vocabulary, preTokenizer, json).write();
    }
    return text.toString();
  }

  private void write() {
    json.writeStartObject();
    json.writeStringProperty("version", "1.0");
    writeUserDefined();
    switch (vocabulary.model()) {
      case BYTE_LEVEL -> {
        writeComposing();
        writeWordCutting();
      }
      case SENTENCE_PIECE -> writeSpaceMarking();
    }
    writeModel();
    json.writeEndObject();
  }

  private void writeUserDefined() {
    json.writeArrayPropertyStart("added_tokens");
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.types().get(id) != TokenKind.USER_DEFINED) {
        continue;
      }
      json.writeStartObject();
      json.writeNumberProperty("id", id);
      json.writeStringProperty("content", vocabulary.tokens().get(id));
      for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
        json.writeBooleanProperty(flag, false);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeComposing() {
    if (preTokenizer.composes()) {
      json.writeObjectPropertyStart("normalizer");
      json.writeStringProperty("type", "NFC");
      json.writeEndObject();
    }
  }

  private void writeWordCutting() {
    json.writeObjectPropertyStart("pre_tokenizer");
    json.writeStringProperty("type", "Sequence");
    json.writeArrayPropertyStart("pretokenizers");
    for (String pattern : preTokenizer.patterns()) {
      json.writeStartObject();
      json.writeStringProperty("type", "Split");
      json.writeObjectPropertyStart("pattern");
      json.writeStringProperty("Regex", pattern);
      json.writeEndObject();
      json.writeStringProperty("behavior", "Isolated");
      json.writeBooleanProperty("invert", false);
      json.writeEndObject();
    }
    json.writeStartObject();
    json.writeStringProperty("type", "ByteLevel");
    json.writeBooleanProperty("add_prefix_space", false);
    json.writeBooleanProperty("trim_offsets", false);
    json.writeBooleanProperty("use_regex", false);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeSpaceMarking() {
    json.writeObjectPropertyStart("normalizer");
    json.writeStringProperty("type", "Replace");
    json.writeObjectPropertyStart("pattern");
    json.writeStringProperty("String", " ");
    json.writeEndObject();
    json.writeStringProperty("content", String.valueOf(SPACE_MARK));
    json.writeEndObject();
  }

  private void writeModel() {
    boolean pieces = vocabulary.model() == GgufVocabulary.Model.SENTENCE_PIECE;
    json.writeObjectPropertyStart("model");
    json.writeStringProperty("type", "BPE");
    json.writeBooleanProperty("fuse_unk", pieces);
    json.writeBooleanProperty("byte_fallback", pieces);
    int unknown = vocabulary.types().indexOf(TokenKind.UNKNOWN);
    if (pieces && unknown >= 0) {
      json.writeStringProperty("unk_token", vocabulary.tokens().get(unknown));
    }
    json.writeBooleanProperty("ignore_merges", !pieces && preTokenizer.takesWholeWords());
    json.writeObjectPropertyStart("vocab");
    for (Map.Entry<String, Integer> piece : spelledPieces().entrySet()) {
      json.writeNumberProperty(piece.getKey(), piece.getValue());
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("merges");
    for (String merge : pieces ? mergesFromScores() : usableMerges()) {
      json.writeString(merge);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private Map<String, Integer> spelledPieces() {
    Map<String, Integer> pieces = new TreeMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      switch (vocabulary.types().get(id)) {
        case NORMAL, USER_DEFINED, BYTE, UNKNOWN -> pieces.put(vocabulary.tokens().get(id), id);
        case UNDEFINED, CONTROL, UNUSED -> {}
      }
    }
    return pieces;
  }

  private List<String> mergesFromScores() {
    List<String> pieces = new ArrayList<>();
    double[] scores = new double[vocabulary.size()];
    for (int id = 0; id < vocabulary.size(); id++) {
      String piece = vocabulary.tokens().get(id);
      if (vocabulary.types().get(id) == TokenKind.NORMAL && piece.indexOf(' ') < 0) {
        scores[pieces.size()] = vocabulary.scores().get(id);
        pieces.add(piece);
      }
    }
    return ScoreMerges.of(pieces, Arrays.copyOf(scores, pieces.size()));
  }

  /// The file's merges, less those of pieces that it doesn't have: they could never take place.
  private List<String> usableMerges() {
    Set<String> normal = HashSet.newHashSet(vocabulary.size());
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.types().get(id) == TokenKind.NORMAL) {
        normal.add(vocabulary.tokens().get(id));
      }
    }
    List<String> usable = new ArrayList<>(vocabulary.merges().size());
    for (String merge : vocabulary.merges()) {
      int blank = merge.indexOf(' ', 1);
      if (blank < 0 || blank != merge.lastIndexOf(' ')) {
        throw new TokenizerException(
            "tokenizer.ggml.merges requires two pieces with one space between, got " + merge);
      }
      String left = merge.substring(0, blank);
      String right = merge.substring(blank + 1);
      if (normal.contains(left) && normal.contains(right) && normal.contains(left + right)) {
        usable.add(merge);
      }
    }
    return usable;
  }
}
