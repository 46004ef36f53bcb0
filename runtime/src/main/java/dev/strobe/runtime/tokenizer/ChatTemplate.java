package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A model's chat template: Jinja as Hugging Face's `apply_chat_template` renders it, with trimmed
/// blocks, `raise_exception` and `strftime_now`.
///
/// Templates come from strangers. They see maps, lists and strings only; text of messages is never
/// taken for template code; depth, output and time are bounded. Safe for several threads.
public final class ChatTemplate {
  private static final long MAX_OUTPUT = 16L << 20;
  private static final int MAX_DEPTH = 20;

  private final String source;
  private final ImmutableMap<String, String> specialTexts;

  private ChatTemplate(String source, ImmutableMap<String, String> specialTexts) {
    this.source = source;
    this.specialTexts = specialTexts;
  }

  /// A template over Jinja source.
  ///
  /// @param specialTexts texts of special tokens under the names that templates use, such as
  ///   `bos_token`
  public static ChatTemplate of(String jinja, Map<String, String> specialTexts) {
    return new ChatTemplate(PythonSpelling.translate(jinja), ImmutableMap.copyOf(specialTexts));
  }

  /// The conversation as the text that the model was trained on.
  ///
  /// @param addGenerationPrompt whether it ends with the beginning of the assistant's turn
  /// @throws TokenizerException if the template refuses the conversation or is not understood
  public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
    return TimeLimit.call("chat template", () -> renderNow(messages, addGenerationPrompt));
  }

  private String renderNow(List<ChatMessage> messages, boolean addGenerationPrompt) {
    Jinjava jinjava = new Jinjava(config());
    TemplateFunctions.register(jinjava);
    Map<String, Object> variables = new HashMap<>(specialTexts);
    List<Map<String, Object>> turns = new ArrayList<>();
    messages.forEach(m -> turns.add(Map.of("role", m.role(), "content", m.content())));
    variables.put("messages", turns);
    variables.put("add_generation_prompt", addGenerationPrompt);
    RenderResult result = jinjava.renderForResult(source, variables);
    firstError(result)
        .ifPresent(
            error -> {
              throw new TokenizerException("chat template requires to be understood, got " + error);
            });
    return result.getOutput();
  }

  private static Optional<String> firstError(RenderResult result) {
    List<TemplateError> errors = result.getErrors();
    Optional<String> raised =
        errors.stream()
            .map(TemplateError::getMessage)
            .flatMap(TemplateFunctions::raised)
            .findFirst();
    return raised.or(
        () ->
            errors.stream()
                .filter(error -> error.getSeverity() == TemplateError.ErrorType.FATAL)
                .map(error -> error.getMessage().lines().findFirst().orElse("an error"))
                .findFirst());
  }

  private static JinjavaConfig config() {
    return JinjavaConfig.newBuilder()
        .withTrimBlocks(true)
        .withLstripBlocks(true)
        .withNestedInterpretationEnabled(false)
        .withFailOnUnknownTokens(false)
        .withMaxOutputSize(MAX_OUTPUT)
        .withMaxStringLength(MAX_OUTPUT)
        .withMaxRenderDepth(MAX_DEPTH)
        .withMaxMacroRecursionDepth(MAX_DEPTH)
        .withMaxListSize(1 << 16)
        .withMaxMapSize(1 << 12)
        .withLegacyOverrides(
            LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withIterateOverMapKeys(true)
                .withUsePyishObjectMapper(true)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true)
                .build())
        .build();
  }
}
