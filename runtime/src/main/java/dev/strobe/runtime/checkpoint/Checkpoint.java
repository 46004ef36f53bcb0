package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;

/// A model on disk: its configuration as plain Java values and its tensors, memory-mapped.
///
/// The checkpoint owns the mapping. After [#close] every tensor's data throws
/// `IllegalStateException`; closing twice is harmless. It may be read by several threads at once.
/// The files must not be cut short by others while they are open.
public interface Checkpoint extends AutoCloseable {

  /// The two families of files that are read.
  enum Format {
    /// One `.gguf` file.
    GGUF,
    /// `config.json` beside safetensors, as Hugging Face lays models out.
    HUGGING_FACE
  }

  /// The file or folder that was opened.
  Path path();

  Format format();

  /// All settings that the checkpoint carries, in file order.
  ///
  /// GGUF: its key-values. Whole numbers are `Long` (`BigInteger` from 2^63 on), floats `Double`,
  /// then `Boolean` and `String`. Arrays, however short: strings and nested arrays are an
  /// `ImmutableList`, f32 a `float[]`, f64 a `double[]`, bool a `boolean[]`, whole numbers an
  /// `int[]`, or a `long[]` for the types u32, i64 and u64. Callers must not write into these
  /// arrays.
  ///
  /// Hugging Face: `config.json` as nested `ImmutableMap`, `ImmutableList`, `String`, `Long`,
  /// `Double` and `Boolean`, nulls left out, but for a list of the top-level keys that hold null
  /// under [dev.strobe.models.ModelSource#NULL_KEYS]; `generation_config.json`, where present,
  /// under the key `generation_config`.
  ImmutableMap<String, Object> configuration();

  /// All tensors by name, in file order.
  ImmutableMap<String, TensorEntry> tensors();

  /// The named tensor.
  ///
  /// @throws CheckpointException naming the nearest names, if there is none
  TensorEntry tensor(String name);

  /// A key for caches, as 64 hexadecimal digits: SHA-256 of file sizes, of checksums (CRC-32 and
  /// CRC-32C) of configuration and tensor tables, and of the first 64 bytes of every tensor.
  ///
  /// It is cheap (computed at the first call) and tells models and fine-tunes apart; it is no proof
  /// against somebody who wants two files to collide.
  String fingerprint();

  @Override
  void close();
}
