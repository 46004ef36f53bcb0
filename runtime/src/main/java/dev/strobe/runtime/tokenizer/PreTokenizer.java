package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How a byte-level vocabulary cuts text into words before it merges, by the names that GGUF files
/// use in `tokenizer.ggml.pre`.
///
/// The patterns are the ones published with the models named; each cuts what the one before it
/// left, and both matches and the text between them become words.
enum PreTokenizer {
  GPT_2(names("gpt-2", "phi-2", "mpt", "olmo", "jais", "trillion"), Patterns.GPT_2),
  SINGLE_DIGITS(
      names("smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b"),
      "\\p{N}",
      Patterns.GPT_2),
  DEFAULT(
      names("default"), "[\\p{P}\\$\\+<=>\\^~\\|]+", Patterns.GPT_2, "\\p{N}+", "[0-9][0-9][0-9]"),
  FALCON(names("falcon"), "[\\p{P}\\$\\+<=>\\^~\\|`]+", Patterns.GPT_2, "[0-9][0-9][0-9]"),
  LLAMA_3(
      names("llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral"),
      Patterns.words("\\p{N}{1,3}")),
  DBRX(names("dbrx", "smaug-bpe"), Patterns.words("\\p{N}{1,3}")),
  QWEN_2(names("qwen2"), Patterns.words("\\p{N}")),
  STABLE_LM_2(names("stablelm2", "deepseek-r1-qwen", "megrez"), Patterns.words("\\p{N}")),
  GPT_4O(
      names("gpt-4o", "llama4"),
      Patterns.casedWords("(?i:'s|'t|'re|'ve|'m|'ll|'d)?", "\\p{N}{1,3}")),
  TEKKEN(names("tekken"), Patterns.casedWords("", "\\p{N}")),
  DEEPSEEK_V3(
      names("deepseek-v3"),
      "\\p{N}{1,3}",
      "[一-龥぀-ゟ゠-ヿ]+",
      "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+"
          + "|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*"
          + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

  private final ImmutableList<String> names;
  private final ImmutableList<String> patterns;

  PreTokenizer(ImmutableList<String> names, String... patterns) {
    this.names = names;
    this.patterns = ImmutableList.copyOf(patterns);
  }

  /// The pre-tokenizer that GGUF files call `name`.
  static PreTokenizer named(String name) {
    for (PreTokenizer candidate : values()) {
      if (candidate.names.contains(name)) {
        return candidate;
      }
    }
    String known =
        Arrays.stream(values())
            .flatMap(candidate -> candidate.names.stream())
            .sorted()
            .collect(Collectors.joining(", "));
    throw new TokenizerException("tokenizer.ggml.pre requires one of " + known + "; got " + name);
  }

  /// Regular expressions in the order in which they cut.
  ImmutableList<String> patterns() {
    return patterns;
  }

  /// Whether a word that is itself a token is taken whole, whatever the merges say.
  boolean takesWholeWords() {
    return this == LLAMA_3 || this == TEKKEN;
  }

  /// Whether text is put into Unicode's composed form (NFC) beforehand; Qwen 2 and 3 have this name
  /// in GGUF files, and the normalizer in their tokenizer.json.
  boolean composes() {
    return this == QWEN_2;
  }

  /// Whether a beginning-of-text token is added where the file does not say.
  boolean addsBosByDefault() {
    return this == LLAMA_3 || this == TEKKEN;
  }

  private static ImmutableList<String> names(String... names) {
    return ImmutableList.copyOf(names);
  }

  private static final class Patterns {
    static final String GPT_2 =
        "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    static String words(String digits) {
      return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
          + digits
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    static String casedWords(String contraction, String digits) {
      String upper = "\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}";
      String lower = "\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}";
      String before = "[^\\r\\n\\p{L}\\p{N}]?";
      return (before + "[" + upper + "]*[" + lower + "]+" + contraction + "|")
          + (before + "[" + upper + "]+[" + lower + "]*" + contraction + "|")
          + (digits + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");
    }
  }
}
