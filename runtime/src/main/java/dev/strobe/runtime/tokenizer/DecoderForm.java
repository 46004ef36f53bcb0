package dev.strobe.runtime.tokenizer;

import tools.jackson.databind.JsonNode;

/// The decoder section of a tokenizer.json, as far as language models use it.
///
/// @param spelling how tokens spell bytes
/// @param dropsFirstSpace whether the first space of a text is the tokenizer's own
record DecoderForm(TokenBytes.Spelling spelling, boolean dropsFirstSpace) {

  /// Reads the section; `file` is what an error message calls the document.
  static DecoderForm of(JsonNode decoder, String file) {
    DecoderForm form = new DecoderForm(TokenBytes.Spelling.PLAIN, false);
    if (!decoder.path("type").asString("").equals("Sequence")) {
      return form.then(decoder, file);
    }
    for (JsonNode step : decoder.path("decoders")) {
      form = form.then(step, file);
    }
    return form;
  }

  private DecoderForm then(JsonNode step, String file) {
    return switch (step.path("type").asString("none")) {
      case "ByteLevel" -> new DecoderForm(TokenBytes.Spelling.BYTE_LEVEL, dropsFirstSpace);
      case "ByteFallback" -> new DecoderForm(TokenBytes.Spelling.MARKED_SPACES, dropsFirstSpace);
      case "Metaspace" ->
          new DecoderForm(
              TokenBytes.Spelling.MARKED_SPACES,
              !step.path("prepend_scheme").asString("always").equals("never"));
      case "Strip" -> new DecoderForm(spelling, step.path("start").asInt(0) > 0);
      case "Fuse" -> this;
      case "Replace" -> replacing(step, file);
      case String other ->
          throw new TokenizerException(
              file
                  + " requires a decoder of ByteLevel, Metaspace, Replace, ByteFallback, Fuse and"
                  + " Strip, got "
                  + other);
    };
  }

  private DecoderForm replacing(JsonNode step, String file) {
    String from = step.path("pattern").path("String").asString("");
    if (!from.equals(String.valueOf(GgufTokenizerJson.SPACE_MARK))
        || !step.path("content").asString("").equals(" ")) {
      throw new TokenizerException(
          file + " requires a decoder that replaces U+2581 by a space, got " + step);
    }
    return new DecoderForm(TokenBytes.Spelling.MARKED_SPACES, dropsFirstSpace);
  }
}
