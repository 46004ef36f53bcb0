package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.artifacts.Causes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the tokenizer of a model folder in Hugging Face layout.
///
/// @param folder holds tokenizer.json
record HuggingFaceFolder(Path folder) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Set<String> NAMES =
      Set.of("bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token");

  Tokenizer load() {
    Path file = folder.resolve("tokenizer.json");
    String json = text(file).orElseThrow(() -> missing(file));
    TokenizerJson read = TokenizerJson.parse(json, file.toString());
    DecoderForm form = DecoderForm.of(read.decoder(), file.toString());
    ReloadingEncoder encoder = ReloadingEncoder.of(json, file);
    try {
      TokenBytes bytes =
          new TokenBytes(read.tokens(), form.spelling(), verbatim(read), read.special());
      return new Tokenizer(encoder, bytes, special(read, encoder), form.dropsFirstSpace());
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static BitSet verbatim(TokenizerJson read) {
    return (BitSet) read.added().clone();
  }

  private SpecialTokens special(TokenizerJson read, TextEncoder encoder) {
    JsonNode config = json("tokenizer_config.json");
    JsonNode map = json("special_tokens_map.json");
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    for (String name : NAMES) {
      text(config.path(name)).or(() -> text(map.path(name))).ifPresent(t -> texts.put(name, t));
    }
    ImmutableMap<String, String> named = texts.buildOrThrow();
    OptionalInt bos = id(read, named, "bos_token");
    JsonNode setting = config.path("add_bos_token");
    boolean addsBos =
        bos.isPresent()
            && (setting.isBoolean() ? setting.booleanValue() : encoder.startsWith(bos.getAsInt()));
    return new SpecialTokens(
        bos, addsBos, ends(id(read, named, "eos_token")), named, template(config));
  }

  private ImmutableSet<Integer> ends(OptionalInt eos) {
    ImmutableSet.Builder<Integer> ends = ImmutableSet.builder();
    eos.ifPresent(ends::add);
    JsonNode generation = json("generation_config.json").path("eos_token_id");
    JsonNode named =
        generation.isMissingNode() ? json("config.json").path("eos_token_id") : generation;
    if (named.isArray()) {
      named.forEach(each -> ends.add(each.asInt(-1)));
    } else if (named.isInt()) {
      ends.add(named.intValue());
    }
    return ends.build();
  }

  private Optional<String> template(JsonNode config) {
    Optional<String> ownFile = text(folder.resolve("chat_template.jinja"));
    if (ownFile.isPresent()) {
      return ownFile;
    }
    JsonNode template = config.path("chat_template");
    for (JsonNode each : template.isArray() ? template : MAPPER.createArrayNode()) {
      if (each.path("name").asString("").equals("default")) {
        return text(each.path("template"));
      }
    }
    return text(template);
  }

  private static OptionalInt id(
      TokenizerJson read, ImmutableMap<String, String> named, String name) {
    String text = named.getOrDefault(name, "");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int id = read.addedIds().getOrDefault(text, read.tokens().indexOf(text));
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// A token's text, which stands alone or under `content`.
  private static Optional<String> text(JsonNode token) {
    JsonNode text = token.isObject() ? token.path("content") : token;
    return text.isString() ? Optional.of(text.stringValue()) : Optional.empty();
  }

  private JsonNode json(String name) {
    Path file = folder.resolve(name);
    Optional<String> text = text(file);
    if (text.isEmpty()) {
      return MAPPER.missingNode();
    }
    try {
      return MAPPER.readTree(text.get());
    } catch (JacksonException e) {
      throw new TokenizerException(
          file + " requires well-formed JSON, got " + JsonFaults.oneLine(e), e);
    }
  }

  private static Optional<String> text(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TokenizerException(file + " requires a readable file, got " + Causes.oneLine(e), e);
    }
  }

  private static TokenizerException missing(Path file) {
    return new TokenizerException(
        file + " requires a file, got none (without it, only token ids can go in and out)");
  }
}
