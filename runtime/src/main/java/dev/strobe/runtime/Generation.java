package dev.strobe.runtime;

import com.google.common.primitives.ImmutableIntArray;

/// What one generation brought.
///
/// @param promptIds the prompt, BOS included where the model wants it
/// @param ids the generated tokens, an end-of-text token not among them
/// @param text their text, up to a stop text
/// @param finish why it ended
/// @param timings where the time went
public record Generation(
    ImmutableIntArray promptIds,
    ImmutableIntArray ids,
    String text,
    FinishReason finish,
    Timings timings) {}
