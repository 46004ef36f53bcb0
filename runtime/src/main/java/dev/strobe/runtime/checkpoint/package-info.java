/// Model files as memory-mapped tensors and plain Java values.
///
/// Entry: [dev.strobe.runtime.checkpoint.Checkpoints#open], then
/// [dev.strobe.runtime.checkpoint.Dequantizer] turns stored bytes into f32. Everything that a
/// broken or hostile file can say ends in one [dev.strobe.runtime.checkpoint.CheckpointException].
/// This package knows no model family, device or tokenizer, and never writes to a checkpoint.
package dev.strobe.runtime.checkpoint;
