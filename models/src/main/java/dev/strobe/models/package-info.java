/// The Flash transformer and its families as functions that build graphs of primitive ops.
///
/// [FlashTransformer] builds the one step program (prefill, chunk, decode, verification) from a
/// [FlashConfig]; [ModelFamilies] map a checkpoint's configuration and tensor names onto it. This
/// package must not know weights on disk, devices or fusion.
@NullMarked
package dev.strobe.models;

import org.jspecify.annotations.NullMarked;
