package dev.strobe.runtime.tokenizer;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.OptionalInt;

/// What a source says about its tokens beyond their texts.
///
/// @param bos beginning-of-text token
/// @param addsBos whether a plain text starts with `bos`
/// @param endOfText tokens at which generation ends
/// @param texts texts by the names that chat templates use: `bos_token`, `eos_token`, ...
/// @param chatTemplate Jinja source
record SpecialTokens(
    OptionalInt bos,
    boolean addsBos,
    ImmutableSet<Integer> endOfText,
    ImmutableMap<String, String> texts,
    Optional<String> chatTemplate) {}
