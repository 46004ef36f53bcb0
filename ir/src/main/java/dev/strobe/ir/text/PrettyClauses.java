package dev.strobe.ir.text;

import com.google.common.collect.ImmutableTable;

/// What clauses such as `dims = [0]` behind the operands of a pretty form say.
final class PrettyClauses {
  /// A property that is two, `[0] x [1]`, one for each operand.
  static final String BOTH = "*";

  /// Op, clause, and the property that it stands for.
  static final ImmutableTable<String, String, String> ALL =
      ImmutableTable.<String, String, String>builder()
          .put("stablehlo.broadcast", "sizes", "broadcast_sizes")
          .put("stablehlo.broadcast_in_dim", "dims", "broadcast_dimensions")
          .put("stablehlo.cholesky", "lower", "lower")
          .put("stablehlo.concatenate", "dim", "dimension")
          .put("stablehlo.convolution", "window", "window")
          .put("stablehlo.dot", "precision", "precision_config")
          .put("stablehlo.dot_general", "batching_dims", BOTH + "_batching_dimensions")
          .put("stablehlo.dot_general", "contracting_dims", BOTH + "_contracting_dimensions")
          .put("stablehlo.dot_general", "precision", "precision_config")
          .put("stablehlo.dot_general", "algorithm", "algorithm")
          .put("stablehlo.dynamic_broadcast_in_dim", "dims", "broadcast_dimensions")
          .put("stablehlo.dynamic_iota", "dim", "iota_dimension")
          .put("stablehlo.dynamic_slice", "sizes", "slice_sizes")
          .put("stablehlo.einsum", "config", "einsum_config")
          .put("stablehlo.fft", "type", "fft_type")
          .put("stablehlo.fft", "length", "fft_length")
          .put("stablehlo.get_dimension_size", "dim", "dimension")
          .put("stablehlo.iota", "dim", "iota_dimension")
          .put("stablehlo.pad", "low", "edge_padding_low")
          .put("stablehlo.pad", "high", "edge_padding_high")
          .put("stablehlo.pad", "interior", "interior_padding")
          .put("stablehlo.reduce_precision", "format", NumericOps.FORMAT)
          .put("stablehlo.reverse", "dims", "dimensions")
          .put("stablehlo.rng", "distribution", "rng_distribution")
          .put("stablehlo.rng_bit_generator", "algorithm", "rng_algorithm")
          .put("stablehlo.set_dimension_size", "dim", "dimension")
          .put("stablehlo.transpose", "dims", "permutation")
          .put("stablehlo.unary_einsum", "config", "einsum_config")
          .buildOrThrow();

  private PrettyClauses() {}
}
