/// Text to token ids and back: tokenizers from a GGUF's key-values or a Hugging Face folder,
/// decoding as text streams, stop strings, and chat templates.
///
/// Start at [dev.strobe.runtime.tokenizer.Tokenizers]. Nothing here opens checkpoints, reaches the
/// network or knows a model: a caller hands over key-values, a folder and a cache folder.
package dev.strobe.runtime.tokenizer;
