package dev.strobe.runtime;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import dev.strobe.runtime.tokenizer.ChatMessage;
import dev.strobe.runtime.tokenizer.ChatTemplate;
import dev.strobe.runtime.tokenizer.ControlText;
import dev.strobe.runtime.tokenizer.Tokenizer;
import java.util.List;
import java.util.Optional;

/// What a model is asked to continue.
public sealed interface Prompt {
  /// Exactly these ids; no BOS is added.
  record Ids(ImmutableIntArray ids) implements Prompt {}

  /// Text as it is, with BOS where the tokenizer's own settings say so.
  record Raw(String text) implements Prompt {}

  /// A conversation in the model's own form; a model without a chat template is refused.
  record Chat(ImmutableList<ChatMessage> messages) implements Prompt {}

  static Prompt ids(int... ids) {
    return new Ids(ImmutableIntArray.copyOf(ids));
  }

  static Prompt raw(String text) {
    return new Raw(text);
  }

  static Prompt chat(List<ChatMessage> messages) {
    return new Chat(ImmutableList.copyOf(messages));
  }

  /// A question to an instruct model in its own chat form, or raw text where it has none.
  static Prompt user(Model model, String text) {
    Optional<String> template = model.tokenizer().chatTemplate();
    return template.isPresent() ? chat(List.of(new ChatMessage("user", text))) : raw(text);
  }

  /// The token ids that the model computes.
  default int[] ids(Model model) {
    return switch (this) {
      case Ids(ImmutableIntArray ids) -> ids.toArray();
      case Raw(String text) -> withBos(model.tokenizer(), text);
      case Chat(ImmutableList<ChatMessage> messages) -> rendered(model.tokenizer(), messages);
    };
  }

  private static int[] withBos(Tokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text, ControlText.PARSE);
    return tokenizer.addsBos() && tokenizer.bos().isPresent()
        ? Ints.concat(new int[] {tokenizer.bos().getAsInt()}, ids)
        : ids;
  }

  private static int[] rendered(Tokenizer tokenizer, List<ChatMessage> messages) {
    String template =
        tokenizer
            .chatTemplate()
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "chat requires a model with a chat template, got one without; use --raw"));
    String text = ChatTemplate.of(template, tokenizer.specialTexts()).render(messages, true);
    return tokenizer.encode(text, ControlText.PARSE);
  }
}
