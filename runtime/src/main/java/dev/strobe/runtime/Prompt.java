package dev.strobe.runtime;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import dev.strobe.runtime.tokenizer.ControlText;
import dev.strobe.runtime.tokenizer.Tokenizer;

/// What a model is asked to continue.
public sealed interface Prompt {
  /// Exactly these ids; no BOS is added.
  record Ids(ImmutableIntArray ids) implements Prompt {}

  /// Text as it is, with BOS where the tokenizer's own settings say so.
  record Raw(String text) implements Prompt {}

  static Prompt ids(int... ids) {
    return new Ids(ImmutableIntArray.copyOf(ids));
  }

  static Prompt raw(String text) {
    return new Raw(text);
  }

  /// The token ids that the model computes.
  default int[] ids(Model model) {
    return switch (this) {
      case Ids(ImmutableIntArray ids) -> ids.toArray();
      case Raw(String text) -> withBos(model.tokenizer(), text);
    };
  }

  private static int[] withBos(Tokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text, ControlText.PARSE);
    return tokenizer.addsBos() && tokenizer.bos().isPresent()
        ? Ints.concat(new int[] {tokenizer.bos().getAsInt()}, ids)
        : ids;
  }
}
