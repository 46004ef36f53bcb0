package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import dev.strobe.runtime.template.None;
import dev.strobe.runtime.template.Template;
import dev.strobe.runtime.template.TemplateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A model's chat template: Jinja as Hugging Face's `apply_chat_template` renders it.
///
/// Templates come from strangers. They see maps, lists and strings only; text of messages is never
/// taken for template code; depth, steps, output and time are bounded. Safe for several threads.
public final class ChatTemplate {
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
    return new ChatTemplate(jinja, ImmutableMap.copyOf(specialTexts));
  }

  /// The conversation as the text that the model was trained on.
  ///
  /// @param addGenerationPrompt whether it ends with the beginning of the assistant's turn
  /// @throws TokenizerException if the template refuses the conversation or is not understood
  public String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
    Map<String, Object> variables = new HashMap<>(specialTexts);
    // As in transformers, these are there and None where nobody gives any.
    variables.put("tools", None.NONE);
    variables.put("documents", None.NONE);
    variables.put("messages", turns(messages));
    variables.put("add_generation_prompt", addGenerationPrompt);
    try {
      return Template.parse(source).render(variables);
    } catch (TemplateException e) {
      throw new TokenizerException(
          "chat template requires another conversation or template, got " + e.getMessage(), e);
    }
  }

  private static List<Map<String, String>> turns(List<ChatMessage> messages) {
    List<Map<String, String>> turns = new ArrayList<>();
    // In this order, which a template that prints a whole message shows.
    messages.forEach(m -> turns.add(ImmutableMap.of("role", m.role(), "content", m.content())));
    return turns;
  }
}
