package dev.strobe.runtime.tokenizer;

/// One turn of a conversation.
///
/// @param role `system`, `user`, `assistant` or what else a template knows
/// @param content the text
public record ChatMessage(String role, String content) {}
