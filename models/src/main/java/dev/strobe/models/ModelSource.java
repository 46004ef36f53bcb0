package dev.strobe.models;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;

/// What a checkpoint says of itself, without its bytes.
///
/// @param origin the file or folder, for messages
/// @param format where names and keys come from
/// @param configuration GGUF key-values, or `config.json` as nested plain Java; [#NULL_KEYS] lists
///   the top-level keys that hold null, which can mean another thing than an absent key
/// @param tensors names and dimensions, outermost first
public record ModelSource(
    String origin,
    Format format,
    ImmutableMap<String, Object> configuration,
    ImmutableMap<String, ImmutableLongArray> tensors) {
  /// The key of the list of keys that hold null.
  public static final String NULL_KEYS = "strobe.null_keys";

  /// The naming that a checkpoint follows.
  public enum Format {
    GGUF,
    HUGGING_FACE
  }
}
