package dev.strobe.runtime.tokenizer;

/// What the text of a control token (such as `<|im_start|>`) becomes when it is met in a text.
public enum ControlText {
  /// The control token itself: for text that a chat template made.
  PARSE,
  /// Ordinary tokens that spell it: for text that must not steer the conversation.
  LITERAL
}
