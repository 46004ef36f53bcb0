package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.math.BigInteger;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads a JSON object as plain Java values (see [Checkpoint#configuration]).
///
/// Streams rather than binds: a cold JVM spends less on it, and bounds and duplicates are checked
/// on the way. NaN and infinities are accepted as Python's json module writes them.
final class JsonValues {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxTokenCount(1L << 22)
                  .maxNumberLength(400)
                  .build())
          .build();

  private final JsonParser parser;
  private final FilePlace place;
  private final ImmutableList.Builder<String> nullKeys = ImmutableList.builder();

  private JsonValues(JsonParser parser, FilePlace place) {
    this.parser = parser;
    this.place = place;
  }

  /// The object that `json` holds.
  ///
  /// @param place where the text starts, for errors
  static ImmutableMap<String, Object> object(byte[] json, FilePlace place) {
    return read(json, place).members();
  }

  /// An object, and which of its own keys hold null; those are not in the object.
  record WithNulls(ImmutableMap<String, Object> members, ImmutableList<String> nullKeys) {}

  /// The object that `json` holds, and its keys that hold null.
  static WithNulls read(byte[] json, FilePlace place) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      JsonValues reader = new JsonValues(parser, place);
      reader.expect(parser.nextToken() == JsonToken.START_OBJECT, "a JSON object");
      ImmutableMap<String, Object> object = reader.members();
      reader.expect(parser.nextToken() == null, "nothing after the JSON object");
      return new WithNulls(object, reader.nullKeys.build());
    } catch (JacksonException e) {
      throw placeOf(e, place).requires("well-formed JSON", e.getOriginalMessage(), e);
    }
  }

  /// Jackson knows no location for some refusals, such as nesting too deep.
  private static FilePlace placeOf(JacksonException e, FilePlace start) {
    long offset =
        Optional.ofNullable(e.getLocation()).map(TokenStreamLocation::getByteOffset).orElse(-1L);
    return offset < 0 ? start : start.at(start.offset().orElse(0) + offset);
  }

  private ImmutableMap<String, Object> members() {
    ImmutableMap.Builder<String, Object> members = ImmutableMap.builder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        members.put(name, value());
      } else if (parser.streamReadContext().getNestingDepth() == 1) {
        nullKeys.add(name);
      }
    }
    return members.buildOrThrow();
  }

  private ImmutableList<Object> elements() {
    ImmutableList.Builder<Object> elements = ImmutableList.builder();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (next != JsonToken.VALUE_NULL) {
        elements.add(value());
      }
    }
    return elements.build();
  }

  private Object value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> elements();
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw place.requires("a JSON value", token);
    };
  }

  private static Object whole(BigInteger number) {
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    return number;
  }

  private void expect(boolean holds, String what) {
    if (!holds) {
      throw place.requires(what, "something else");
    }
  }
}
