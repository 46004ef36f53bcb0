package dev.strobe.runtime.tokenizer;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What decoding needs of a tokenizer.json: texts of all tokens and how they spell bytes.
///
/// @param tokens text by id; empty where there is none
/// @param added ids that stand beside the model's own vocabulary
/// @param special those of `added` that are control tokens
/// @param addedIds ids of `added` by text
/// @param decoder the section of that name
record TokenizerJson(
    List<String> tokens,
    BitSet added,
    BitSet special,
    Map<String, Integer> addedIds,
    JsonNode decoder) {

  /// Reads one section of a document after another, so that more tokens follow each.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int MOST_TOKENS = 1 << 24;

  /// Reads `json`; `name` is what an error message calls it.
  static TokenizerJson parse(String json, String name) {
    TokenizerJson read =
        new TokenizerJson(
            new ArrayList<>(), new BitSet(), new BitSet(), new HashMap<>(), MAPPER.nullNode());
    try (JsonParser parser = MAPPER.createParser(json)) {
      return read.with(parser);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new TokenizerException(
          name + " requires well-formed JSON of a tokenizer, got " + JsonFaults.oneLine(e), e);
    }
  }

  /// The same document without its special tokens, whose texts then are ordinary text.
  static String withoutSpecialTokens(String json) {
    StringWriter text = new StringWriter(json.length());
    try (JsonParser parser = MAPPER.createParser(json);
        JsonGenerator copy = MAPPER.createGenerator(text)) {
      parser.nextToken();
      copy.writeStartObject();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String section = parser.currentName();
        parser.nextToken();
        copy.writeName(section);
        if (section.equals("added_tokens")) {
          writeOrdinary(MAPPER.readTree(parser), copy);
        } else {
          copy.copyCurrentStructure(parser);
        }
      }
      copy.writeEndObject();
    }
    return text.toString();
  }

  private static void writeOrdinary(JsonNode addedTokens, JsonGenerator copy) {
    copy.writeStartArray();
    for (JsonNode token : addedTokens) {
      if (!token.path("special").asBoolean(false)) {
        copy.writeTree(token);
      }
    }
    copy.writeEndArray();
  }

  private TokenizerJson with(JsonParser parser) {
    Optional<JsonNode> found = Optional.empty();
    expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String section = parser.currentName();
      parser.nextToken();
      switch (section) {
        case "added_tokens" -> MAPPER.readTree(parser).forEach(this::addToken);
        case "decoder" -> found = Optional.of(MAPPER.readTree(parser));
        case "model" -> readModel(parser);
        default -> parser.skipChildren();
      }
    }
    return new TokenizerJson(tokens, added, special, addedIds, found.orElse(decoder));
  }

  private void addToken(JsonNode token) {
    int id = token.path("id").asInt(-1);
    String text = token.path("content").asString("");
    put(text, id);
    added.set(id);
    special.set(id, token.path("special").asBoolean(false));
    addedIds.put(text, id);
  }

  private void readModel(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String section = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!section.equals("vocab")) {
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT) {
        readIds(parser);
      } else {
        readScoredPieces(parser);
      }
    }
  }

  /// `{"piece": id, ...}`.
  private void readIds(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String piece = parser.currentName();
      expect(parser.nextToken() == JsonToken.VALUE_NUMBER_INT, "a vocabulary of integer ids");
      put(piece, parser.getIntValue());
    }
  }

  /// `[["piece", score], ...]`, where the position is the id.
  private void readScoredPieces(JsonParser parser) {
    expect(parser.currentToken() == JsonToken.START_ARRAY, "a vocabulary");
    for (int id = 0; parser.nextToken() == JsonToken.START_ARRAY; id++) {
      expect(parser.nextToken() == JsonToken.VALUE_STRING, "a vocabulary of pieces with scores");
      put(parser.getString(), id);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
      }
    }
  }

  private void put(String text, int id) {
    expect(id >= 0 && id < MOST_TOKENS, "ids from 0 to " + (MOST_TOKENS - 1));
    while (tokens.size() <= id) {
      tokens.add("");
    }
    if (!added.get(id)) {
      tokens.set(id, text);
    }
  }

  private static void expect(boolean met, String wanted) {
    if (!met) {
      throw new IllegalArgumentException("not " + wanted);
    }
  }
}
