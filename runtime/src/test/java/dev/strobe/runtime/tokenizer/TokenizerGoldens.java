package dev.strobe.runtime.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for every real tokenizer.
///
/// `MODEL.jsonl` are the shared goldens, on which llama.cpp and transformers voted. The other two
/// files come from an independent oracle: the tokenizers library with SmolLM2's own pre-tokenizer,
/// and the sentencepiece library with Gemma's pieces and scores (without texts that hold U+2581,
/// which sentencepiece cannot tell from a space).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenizerGoldens {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final String model;
  private Optional<Tokenizer> loaded = Optional.empty();

  TokenizerGoldens(String model) {
    this.model = model;
  }

  @BeforeAll
  void load(@TempDir Path cache) {
    loaded = RealTokenizers.of(model, cache);
  }

  @BeforeEach
  void requireAcceptedTerms() {
    assumeTrue(loaded.isPresent(), "terms not accepted: " + model);
  }

  @AfterAll
  void close() {
    loaded.ifPresent(Tokenizer::close);
  }

  Tokenizer tokenizer() {
    return loaded.orElseThrow();
  }

  @Test
  void encodesTheSharedGoldens() throws IOException {
    List<JsonNode> cases = lines(model + ".jsonl");
    assertEquals(50, cases.size());
    assertAllEncode(cases);
  }

  @Test
  void encodesWhatTheOracleDoes() throws IOException {
    List<JsonNode> cases = lines(model + "-more.jsonl.gz");
    assertTrue(cases.size() > 450, "cases: " + cases.size());
    assertAllEncode(cases);
  }

  @Test
  void encodesEveryCharacterAsTheOracleDoes() throws IOException {
    try (BufferedReader lines = open(model + "-characters.txt")) {
      for (String line : lines.lines().toList()) {
        int start = Integer.parseInt(line.substring(0, 6), 16);
        assertEquals(line, String.format("%06x %08x", start, checksumOf256From(start)));
      }
    }
  }

  @Test
  void decodesPieceByPieceWhatItDecodesAtOnce() throws IOException {
    for (JsonNode each : lines(model + "-more.jsonl.gz")) {
      int[] ids = ids(each.path("ids"));
      for (boolean skipControl : new boolean[] {false, true}) {
        IncrementalDecoder decoder = tokenizer().incremental(skipControl);
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
          String piece = decoder.push(id);
          assertFalse(endsInHalfACharacter(piece), () -> "half a character for " + each);
          text.append(piece);
        }
        text.append(decoder.flush());
        assertEquals(tokenizer().decode(ids, skipControl), text.toString(), each::toString);
      }
    }
  }

  @Test
  void takesUnpairedSurrogatesForReplacementCharacters() {
    for (String broken : List.of("\uD83Dx😀", "x\uDE00", "a\uDE00\uD83Db", "😀\uD83D")) {
      String mended =
          broken
              .codePoints()
              .map(c -> Character.isBmpCodePoint(c) && c >= 0xD800 && c < 0xE000 ? 0xFFFD : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertArrayEquals(
          tokenizer().encode(mended, ControlText.PARSE),
          tokenizer().encode(broken, ControlText.PARSE));
    }
  }

  private void assertAllEncode(List<JsonNode> cases) {
    for (JsonNode each : cases) {
      String text = each.path("text").stringValue();
      int[] parsed = tokenizer().encode(text, ControlText.PARSE);
      if (!Arrays.equals(parsed, ids(each.path("alt")))) {
        assertArrayEquals(ids(each.path("ids")), parsed, each::toString);
      }
      JsonNode plain = each.has("ids_plain") ? each.path("ids_plain") : each.path("ids");
      assertArrayEquals(ids(plain), tokenizer().encode(text, ControlText.LITERAL), each::toString);
      if (each.path("roundtrip").asBoolean(false)) {
        assertEquals(text, tokenizer().decode(parsed, false));
      } else if (each.has("decoded")) {
        assertEquals(each.path("decoded").stringValue(), tokenizer().decode(parsed, false));
      }
    }
  }

  /// CRC-32 over the number of ids and the ids of each character alone, little-endian.
  private long checksumOf256From(int start) {
    CRC32 checksum = new CRC32();
    for (int codePoint = start; codePoint < start + 256; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        continue;
      }
      int[] ids = tokenizer().encode(Character.toString(codePoint), ControlText.LITERAL);
      ByteBuffer bytes =
          ByteBuffer.allocate(4 * ids.length + 4).order(ByteOrder.LITTLE_ENDIAN).putInt(ids.length);
      bytes.asIntBuffer().put(ids);
      checksum.update(bytes.array());
    }
    return checksum.getValue();
  }

  private static boolean endsInHalfACharacter(String piece) {
    return !piece.isEmpty() && Character.isHighSurrogate(piece.charAt(piece.length() - 1));
  }

  private static int[] ids(JsonNode list) {
    return list.valueStream().mapToInt(JsonNode::intValue).toArray();
  }

  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    try (BufferedReader lines = open(name)) {
      lines.lines().map(MAPPER::readTree).forEach(cases::add);
    }
    return cases;
  }

  private static BufferedReader open(String name) throws IOException {
    InputStream in = TokenizerGoldens.class.getResourceAsStream("/tokenizer/" + name);
    InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }
}
