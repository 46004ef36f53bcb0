package dev.strobe.tests.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.InvalidRequestException;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.tokenizer.ControlText;
import dev.strobe.runtime.tokenizer.Tokenizer;
import dev.strobe.runtime.tokenizer.TokenizerException;
import dev.strobe.runtime.tokenizer.Tokenizers;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Model folders with a tokenizer as the tokenizers library writes it.
class HuggingFaceFolderTest {
  private static final Path MODEL = TestModels.tiny("llama");
  private static final GenerateOptions TEN = GenerateOptions.greedy().withMaxTokens(10);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"byte-level", "pieces"})
  void encodesAndDecodesAsTheLibraryDoes(String name) throws IOException {
    try (Tokenizer tokenizer = Tokenizers.fromFolder(TestModels.tinyTokenizer(name))) {
      for (String line :
          Files.readAllLines(TestModels.tinyTokenizer(name).resolve("cases.jsonl"))) {
        JsonNode expected = JsonMapper.shared().readTree(line);
        int[] ids = expected.get("ids").valueStream().mapToInt(JsonNode::intValue).toArray();
        String text = expected.get("text").stringValue();
        assertArrayEquals(ids, tokenizer.encode(text, ControlText.PARSE), line);
        assertEquals(expected.get("decoded").stringValue(), tokenizer.decode(ids, false), line);
      }
      assertEquals(OptionalInt.of(1), tokenizer.bos());
      assertEquals(Set.of(2), tokenizer.endOfText());
      assertEquals(name.equals("pieces"), tokenizer.addsBos());
      String control = "<s>";
      assertArrayEquals(new int[] {1}, tokenizer.encode(control, ControlText.PARSE));
      int[] literal = tokenizer.encode(control, ControlText.LITERAL);
      assertTrue(Arrays.stream(literal).noneMatch(id -> id == 1), Arrays.toString(literal));
      assertEquals(control, tokenizer.decode(literal, false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte-level", "pieces"})
  void textGoesInAndComesOut(String name) throws IOException {
    try (Model model = model(name, Files.readString(tokenizer(name)))) {
      Generation generation = model.generate(Prompt.raw("the other way"), TEN, _ -> {});
      Generation byIds = model.generate(Prompt.ids(generation.promptIds().toArray()), TEN, _ -> {});
      assertEquals(byIds.ids(), generation.ids());
      assertEquals(name.equals("pieces"), generation.promptIds().get(0) == 1);
      int[] whole =
          Stream.of(generation.promptIds(), generation.ids())
              .flatMapToInt(ids -> ids.stream())
              .toArray();
      Tokenizer tokenizer = model.tokenizer();
      String prompt = tokenizer.decode(generation.promptIds().toArray(), true);
      assertEquals("the other way", prompt);
      assertEquals(prompt + generation.text(), tokenizer.decode(whole, true));
    }
  }

  @Test
  void aTokenPastTheModelsVocabularyIsRefused() throws IOException {
    String json =
        Files.readString(tokenizer("byte-level"))
            .replace("\"added_tokens\":[", "\"added_tokens\":[" + added(331, "<extra>") + ",");
    try (Model model = model("byte-level", json)) {
      Prompt prompt = Prompt.raw("the<extra>");
      var refusal =
          assertThrows(InvalidRequestException.class, () -> model.generate(prompt, TEN, _ -> {}));
      assertTrue(
          refusal.toString().endsWith("token ids require values from 0 to 330, got 331"),
          refusal.toString());
      assertEquals(10, model.generate(Prompt.raw("the"), TEN, _ -> {}).ids().length());
    }
  }

  @Test
  void aDamagedTokenizerIsRefusedInOneSentence() throws IOException {
    String sound = Files.readString(tokenizer("byte-level"));
    for (String damaged :
        List.of(
            "",
            "[]",
            "{}",
            sound.substring(0, sound.length() / 2),
            sound.replace("\"BPE\"", "\"Markov\""),
            sound.replace("\"the\":260", "\"the\":-1"),
            sound.replace("\"the\":260", "\"the\":2000000000"))) {
      try (Model model = model("byte-level", damaged)) {
        var refusal = assertThrows(TokenizerException.class, model::tokenizer);
        String said = refusal.toString();
        assertTrue(said.contains("tokenizer.json requires ") && said.contains(", got "), said);
        assertEquals(1, said.lines().count(), said);
      }
    }
  }

  @Test
  void withoutATokenizerOnlyIdsGoInAndOut() {
    var options = TestModels.options().withTokenizer(TokenizerUse.REQUIRED);
    try (Model model = Model.load(MODEL, options)) {
      Prompt text = Prompt.raw("the");
      var refusal =
          assertThrows(TokenizerException.class, () -> model.generate(text, TEN, _ -> {}));
      assertTrue(refusal.toString().contains("only token ids can go in and out"));
    }
    try (Model model = Model.load(MODEL, TestModels.options())) {
      Generation generation = model.generate(Prompt.ids(3, 4, 5), TEN, _ -> {});
      assertEquals("", generation.text());
      assertTrue(generation.ids().length() > 0);
    }
  }

  private Model model(String name, String json) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    for (String file : List.of("config.json", "model.safetensors")) {
      copy(MODEL.resolve(file), model);
    }
    copy(TestModels.tinyTokenizer(name).resolve("tokenizer_config.json"), model);
    Files.writeString(model.resolve("tokenizer.json"), json);
    return Model.load(model, TestModels.options());
  }

  private static void copy(Path file, Path to) throws IOException {
    Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
  }

  private static Path tokenizer(String name) {
    return TestModels.tinyTokenizer(name).resolve("tokenizer.json");
  }

  private static String added(int id, String text) {
    return "{\"id\":%d,\"content\":\"%s\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}"
        .formatted(id, text);
  }
}
