package dev.strobe.runtime;

/// One generated token.
///
/// @param id its id
/// @param text text that is certain with it: possibly empty, never half a character, and without
///   anything that may yet turn out to belong to a stop text
public record Token(int id, String text) {}
