// action: write plain
// input: composites
// expected: the text below
module @composites {
  func.func public @main(
      %x: tensor<2x4xf32>,
      %w: tensor<4xf32>,
      %angles: tensor<2x2xf32>,
      %up: tensor<3x4xf32>,
      %down: tensor<4x3xf32>,
      %inner: tensor<3xbf16>,
      %outer: tensor<4xbf16>,
      %q: tensor<1x2x4x2xf32>,
      %k: tensor<1x2x3x2xf32>,
      %v: tensor<1x2x3x2xf32>,
      %mask: tensor<1x2x3xi1>,
      %weight: tensor<3x4xi8>,
      %scale: tensor<f32>,
      %scales: tensor<3xf32>,
      %groups: tensor<3x2xf32>) -> (
      tensor<2x4xf32> {jax.result_info = "rms"},
      tensor<2x4xf32> {jax.result_info = "rms_again"},
      tensor<2x4xf32> {jax.result_info = "rms_other"},
      tensor<2x4xf32> {jax.result_info = "layer"},
      tensor<2x4xf32> {jax.result_info = "softmax"},
      tensor<2x4xf32> {jax.result_info = "rotary"},
      tensor<2x4xf32> {jax.result_info = "rotate_half"},
      tensor<2x4xf32> {jax.result_info = "silu"},
      tensor<2x4xf32> {jax.result_info = "together"},
      tensor<2x4xbf16> {jax.result_info = "gelu"},
      tensor<1x2x4x2xf32> {jax.result_info = "attention"},
      tensor<1x2x4x2xf32> {jax.result_info = "capped"},
      tensor<2x3xf32> {jax.result_info = "tensor"},
      tensor<2x3xf32> {jax.result_info = "channels"},
      tensor<2x3xf32> {jax.result_info = "grouped"},
      tensor<2x3xf32> {jax.result_info = "outputs"},
      tensor<2x3xbf16> {jax.result_info = "across"}) {
    %0 = stablehlo.composite "strobe.rms_norm" %x, %w {composite_attributes = {epsilon = 1.0E-6 : f64, mean = "scaled"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %1 = stablehlo.composite "strobe.rms_norm" %0, %w {composite_attributes = {epsilon = 1.0E-6 : f64, mean = "scaled"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %2 = stablehlo.composite "strobe.rms_norm" %0, %w {composite_attributes = {epsilon = 1.0E-5 : f64, mean = "divided"}, decomposition = @strobe.rms_norm_1} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %3 = stablehlo.composite "strobe.layer_norm" %x, %w, %w {composite_attributes = {epsilon = 1.0E-5 : f64, mean = "divided"}, decomposition = @strobe.layer_norm} : (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %4 = stablehlo.composite "strobe.softmax" %x {decomposition = @strobe.softmax} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %5 = stablehlo.composite "strobe.rotary" %x, %angles, %angles {composite_attributes = {dimensions = [0, 1], tables = "halves"}, decomposition = @strobe.rotary} : (tensor<2x4xf32>, tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    %6 = stablehlo.composite "strobe.rotary" %x, %w, %w {composite_attributes = {dimensions = [1], tables = "whole"}, decomposition = @strobe.rotary_1} : (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %7 = stablehlo.composite "strobe.gated_feed_forward" %x, %up, %up, %down {composite_attributes = {activation = "silu", input_axis = 1 : i64, precision = "highest", accumulation = f32}, decomposition = @strobe.gated_feed_forward} : (tensor<2x4xf32>, tensor<3x4xf32>, tensor<3x4xf32>, tensor<4x3xf32>) -> tensor<2x4xf32>
    %8 = stablehlo.concatenate %up, %up, dim = 0 : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<6x4xf32>
    %9 = stablehlo.composite "strobe.gated_feed_forward" %x, %8, %down {composite_attributes = {activation = "silu", input_axis = 1 : i64, precision = "highest", accumulation = f32}, decomposition = @strobe.gated_feed_forward_1} : (tensor<2x4xf32>, tensor<6x4xf32>, tensor<4x3xf32>) -> tensor<2x4xf32>
    %10 = stablehlo.convert %x : (tensor<2x4xf32>) -> tensor<2x4xbf16>
    %11 = stablehlo.convert %down : (tensor<4x3xf32>) -> tensor<4x3xbf16>
    %12 = stablehlo.convert %up : (tensor<3x4xf32>) -> tensor<3x4xbf16>
    %13 = stablehlo.composite "strobe.gated_feed_forward" %10, %11, %11, %12, %inner, %inner, %outer {composite_attributes = {activation = "gelu_tanh", input_axis = 0 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.gated_feed_forward_2} : (tensor<2x4xbf16>, tensor<4x3xbf16>, tensor<4x3xbf16>, tensor<3x4xbf16>, tensor<3xbf16>, tensor<3xbf16>, tensor<4xbf16>) -> tensor<2x4xbf16>
    %14 = stablehlo.composite "strobe.attention" %q, %k, %v, %mask {composite_attributes = {scaling = "queries", scale = 1.0 : f64, masking = "seen", hidden = -1.0E30 : f64, guarded = false, precision = "highest", accumulation = f32, normalisation = f32, product = [0, 1, 0, 1, 3, 3], shape = [1, 2, 2, 2, 3], mask_axes = [0, 2, 4], mix = [0, 1, 0, 1, 3, 2], values_first = false}, decomposition = @strobe.attention} : (tensor<1x2x4x2xf32>, tensor<1x2x3x2xf32>, tensor<1x2x3x2xf32>, tensor<1x2x3xi1>) -> tensor<1x2x4x2xf32>
    %15 = stablehlo.convert %q : (tensor<1x2x4x2xf32>) -> tensor<1x2x4x2xbf16>
    %16 = stablehlo.convert %k : (tensor<1x2x3x2xf32>) -> tensor<1x2x3x2xbf16>
    %17 = stablehlo.convert %v : (tensor<1x2x3x2xf32>) -> tensor<1x2x3x2xbf16>
    %18 = stablehlo.composite "strobe.attention" %15, %16, %17, %mask {composite_attributes = {scaling = "queries", scale = 0.5 : f64, softcap = 50.0 : f64, softcap_divides = false, masking = "seen", hidden = -1.0E30 : f64, guarded = false, precision = "default", accumulation = f32, normalisation = f32, product = [0, 1, 0, 1, 3, 3], shape = [1, 2, 2, 2, 3], mask_axes = [0, 2, 4], mix = [0, 1, 0, 1, 3, 2], values_first = false}, decomposition = @strobe.attention_1} : (tensor<1x2x4x2xbf16>, tensor<1x2x3x2xbf16>, tensor<1x2x3x2xbf16>, tensor<1x2x3xi1>) -> tensor<1x2x4x2xf32>
    %19 = stablehlo.composite "strobe.dequantize_matmul" %x, %weight, %scale {composite_attributes = {scaled = "weight", input_axis = 1 : i64, precision = "highest", accumulation = f32}, decomposition = @strobe.dequantize_matmul} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<f32>) -> tensor<2x3xf32>
    %20 = stablehlo.composite "strobe.dequantize_matmul" %x, %weight, %scales, %scales {composite_attributes = {scaled = "weight", input_axis = 1 : i64, precision = "highest", accumulation = f32}, decomposition = @strobe.dequantize_matmul_1} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
    %21 = stablehlo.composite "strobe.dequantize_matmul" %x, %weight, %groups, %groups {composite_attributes = {scaled = "weight", input_axis = 1 : i64, precision = "highest", accumulation = f32}, decomposition = @strobe.dequantize_matmul_2} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<2x3xf32>
    %22 = stablehlo.composite "strobe.dequantize_matmul" %x, %weight, %scales {composite_attributes = {scaled = "product", input_axis = 1 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.dequantize_matmul_3} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<3xf32>) -> tensor<2x3xf32>
    %23 = stablehlo.transpose %weight, dims = [1, 0] : (tensor<3x4xi8>) -> tensor<4x3xi8>
    %24 = stablehlo.convert %23 : (tensor<4x3xi8>) -> tensor<4x3xi4>
    %25 = stablehlo.transpose %groups, dims = [1, 0] : (tensor<3x2xf32>) -> tensor<2x3xf32>
    %26 = stablehlo.convert %25 : (tensor<2x3xf32>) -> tensor<2x3xbf16>
    %27 = stablehlo.convert %x : (tensor<2x4xf32>) -> tensor<2x4xbf16>
    %28 = stablehlo.composite "strobe.dequantize_matmul" %27, %24, %26 {composite_attributes = {scaled = "weight", input_axis = 0 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.dequantize_matmul_4} : (tensor<2x4xbf16>, tensor<4x3xi4>, tensor<2x3xbf16>) -> tensor<2x3xbf16>
    return %0, %1, %2, %3, %4, %5, %6, %7, %9, %13, %14, %18, %19, %20, %21, %22, %28 : tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xbf16>, tensor<1x2x4x2xf32>, tensor<1x2x4x2xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xbf16>
  }
  func.func private @strobe.rms_norm(%0: tensor<2x4xf32>, %1: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %2 = stablehlo.multiply %0, %0 : tensor<2x4xf32>
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%2 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<0.25> : tensor<2xf32>
    %6 = stablehlo.multiply %4, %5 : tensor<2xf32>
    %7 = stablehlo.constant dense<1.0E-6> : tensor<2xf32>
    %8 = stablehlo.add %6, %7 : tensor<2xf32>
    %9 = stablehlo.rsqrt %8 : tensor<2xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %11 = stablehlo.multiply %0, %10 : tensor<2x4xf32>
    %12 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %13 = stablehlo.multiply %11, %12 : tensor<2x4xf32>
    return %13 : tensor<2x4xf32>
  }
  func.func private @strobe.rms_norm_1(%0: tensor<2x4xf32>, %1: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %2 = stablehlo.multiply %0, %0 : tensor<2x4xf32>
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%2 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %6 = stablehlo.divide %4, %5 : tensor<2xf32>
    %7 = stablehlo.constant dense<1.0E-5> : tensor<2xf32>
    %8 = stablehlo.add %6, %7 : tensor<2xf32>
    %9 = stablehlo.rsqrt %8 : tensor<2xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %11 = stablehlo.multiply %0, %10 : tensor<2x4xf32>
    %12 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %13 = stablehlo.multiply %11, %12 : tensor<2x4xf32>
    return %13 : tensor<2x4xf32>
  }
  func.func private @strobe.layer_norm(%0: tensor<2x4xf32>, %1: tensor<4xf32>, %2: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%0 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %6 = stablehlo.divide %4, %5 : tensor<2xf32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %8 = stablehlo.subtract %0, %7 : tensor<2x4xf32>
    %9 = stablehlo.multiply %8, %8 : tensor<2x4xf32>
    %10 = stablehlo.constant dense<0.0> : tensor<f32>
    %11 = stablehlo.reduce(%9 init: %10) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %12 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %13 = stablehlo.divide %11, %12 : tensor<2xf32>
    %14 = stablehlo.constant dense<1.0E-5> : tensor<2xf32>
    %15 = stablehlo.add %13, %14 : tensor<2xf32>
    %16 = stablehlo.rsqrt %15 : tensor<2xf32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %18 = stablehlo.multiply %8, %17 : tensor<2x4xf32>
    %19 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %20 = stablehlo.multiply %18, %19 : tensor<2x4xf32>
    %21 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %22 = stablehlo.add %20, %21 : tensor<2x4xf32>
    return %22 : tensor<2x4xf32>
  }
  func.func private @strobe.softmax(%0: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %1 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %2 = stablehlo.reduce(%0 init: %1) applies stablehlo.maximum across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %4 = stablehlo.subtract %0, %3 : tensor<2x4xf32>
    %5 = stablehlo.exponential %4 : tensor<2x4xf32>
    %6 = stablehlo.constant dense<0.0> : tensor<f32>
    %7 = stablehlo.reduce(%5 init: %6) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %9 = stablehlo.divide %5, %8 : tensor<2x4xf32>
    return %9 : tensor<2x4xf32>
  }
  func.func private @strobe.rotary(%0: tensor<2x4xf32>, %1: tensor<2x2xf32>, %2: tensor<2x2xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.slice %0 [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %4 = stablehlo.slice %0 [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %5 = stablehlo.multiply %3, %1 : tensor<2x2xf32>
    %6 = stablehlo.multiply %4, %2 : tensor<2x2xf32>
    %7 = stablehlo.subtract %5, %6 : tensor<2x2xf32>
    %8 = stablehlo.multiply %4, %1 : tensor<2x2xf32>
    %9 = stablehlo.multiply %3, %2 : tensor<2x2xf32>
    %10 = stablehlo.add %8, %9 : tensor<2x2xf32>
    %11 = stablehlo.concatenate %7, %10, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    return %11 : tensor<2x4xf32>
  }
  func.func private @strobe.rotary_1(%0: tensor<2x4xf32>, %1: tensor<4xf32>, %2: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.slice %0 [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %4 = stablehlo.slice %0 [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %5 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %6 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %7 = stablehlo.negate %4 : tensor<2x2xf32>
    %8 = stablehlo.concatenate %7, %3, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    %9 = stablehlo.multiply %0, %5 : tensor<2x4xf32>
    %10 = stablehlo.multiply %8, %6 : tensor<2x4xf32>
    %11 = stablehlo.add %9, %10 : tensor<2x4xf32>
    return %11 : tensor<2x4xf32>
  }
  func.func private @strobe.gated_feed_forward(%0: tensor<2x4xf32>, %1: tensor<3x4xf32>, %2: tensor<3x4xf32>, %3: tensor<4x3xf32>) -> (tensor<2x4xf32>) {
    %4 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.dot_general %0, %2, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    %6 = stablehlo.logistic %4 : tensor<2x3xf32>
    %7 = stablehlo.multiply %4, %6 : tensor<2x3xf32>
    %8 = stablehlo.multiply %7, %5 : tensor<2x3xf32>
    %9 = stablehlo.dot_general %8, %3, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x3xf32>, tensor<4x3xf32>) -> tensor<2x4xf32>
    return %9 : tensor<2x4xf32>
  }
  func.func private @strobe.gated_feed_forward_1(%0: tensor<2x4xf32>, %1: tensor<6x4xf32>, %2: tensor<4x3xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<6x4xf32>) -> tensor<2x6xf32>
    %4 = stablehlo.slice %3 [0:2, 0:3] : (tensor<2x6xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.slice %3 [0:2, 3:6] : (tensor<2x6xf32>) -> tensor<2x3xf32>
    %6 = stablehlo.logistic %4 : tensor<2x3xf32>
    %7 = stablehlo.multiply %4, %6 : tensor<2x3xf32>
    %8 = stablehlo.multiply %7, %5 : tensor<2x3xf32>
    %9 = stablehlo.dot_general %8, %2, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x3xf32>, tensor<4x3xf32>) -> tensor<2x4xf32>
    return %9 : tensor<2x4xf32>
  }
  func.func private @strobe.gated_feed_forward_2(
      %0: tensor<2x4xbf16>,
      %1: tensor<4x3xbf16>,
      %2: tensor<4x3xbf16>,
      %3: tensor<3x4xbf16>,
      %4: tensor<3xbf16>,
      %5: tensor<3xbf16>,
      %6: tensor<4xbf16>) -> (tensor<2x4xbf16>) {
    %7 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xbf16>, tensor<4x3xbf16>) -> tensor<2x3xf32>
    %8 = stablehlo.convert %7 : (tensor<2x3xf32>) -> tensor<2x3xbf16>
    %9 = stablehlo.broadcast_in_dim %4, dims = [1] : (tensor<3xbf16>) -> tensor<2x3xbf16>
    %10 = stablehlo.add %8, %9 : tensor<2x3xbf16>
    %11 = stablehlo.dot_general %0, %2, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xbf16>, tensor<4x3xbf16>) -> tensor<2x3xf32>
    %12 = stablehlo.convert %11 : (tensor<2x3xf32>) -> tensor<2x3xbf16>
    %13 = stablehlo.broadcast_in_dim %5, dims = [1] : (tensor<3xbf16>) -> tensor<2x3xbf16>
    %14 = stablehlo.add %12, %13 : tensor<2x3xbf16>
    %15 = stablehlo.constant dense<0.5> : tensor<2x3xbf16>
    %16 = stablehlo.multiply %10, %15 : tensor<2x3xbf16>
    %17 = stablehlo.multiply %10, %10 : tensor<2x3xbf16>
    %18 = stablehlo.multiply %17, %10 : tensor<2x3xbf16>
    %19 = stablehlo.constant dense<0.044677734375> : tensor<2x3xbf16>
    %20 = stablehlo.multiply %18, %19 : tensor<2x3xbf16>
    %21 = stablehlo.add %10, %20 : tensor<2x3xbf16>
    %22 = stablehlo.constant dense<0.796875> : tensor<2x3xbf16>
    %23 = stablehlo.multiply %21, %22 : tensor<2x3xbf16>
    %24 = stablehlo.tanh %23 : tensor<2x3xbf16>
    %25 = stablehlo.constant dense<1.0> : tensor<2x3xbf16>
    %26 = stablehlo.add %24, %25 : tensor<2x3xbf16>
    %27 = stablehlo.multiply %16, %26 : tensor<2x3xbf16>
    %28 = stablehlo.multiply %27, %14 : tensor<2x3xbf16>
    %29 = stablehlo.dot_general %28, %3, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xbf16>, tensor<3x4xbf16>) -> tensor<2x4xf32>
    %30 = stablehlo.convert %29 : (tensor<2x4xf32>) -> tensor<2x4xbf16>
    %31 = stablehlo.broadcast_in_dim %6, dims = [1] : (tensor<4xbf16>) -> tensor<2x4xbf16>
    %32 = stablehlo.add %30, %31 : tensor<2x4xbf16>
    return %32 : tensor<2x4xbf16>
  }
  func.func private @strobe.attention(%0: tensor<1x2x4x2xf32>, %1: tensor<1x2x3x2xf32>, %2: tensor<1x2x3x2xf32>, %3: tensor<1x2x3xi1>) -> (tensor<1x2x4x2xf32>) {
    %4 = stablehlo.dot_general %0, %1, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3], precision = [HIGHEST, HIGHEST] : (tensor<1x2x4x2xf32>, tensor<1x2x3x2xf32>) -> tensor<1x2x4x3xf32>
    %5 = stablehlo.reshape %4 : (tensor<1x2x4x3xf32>) -> tensor<1x2x2x2x3xf32>
    %6 = stablehlo.broadcast_in_dim %3, dims = [0, 2, 4] : (tensor<1x2x3xi1>) -> tensor<1x2x2x2x3xi1>
    %7 = stablehlo.constant dense<-1.0E30> : tensor<1x2x2x2x3xf32>
    %8 = stablehlo.select %6, %5, %7 : tensor<1x2x2x2x3xi1>, tensor<1x2x2x2x3xf32>
    %9 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %10 = stablehlo.reduce(%8 init: %9) applies stablehlo.maximum across dimensions = [4] : (tensor<1x2x2x2x3xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    %11 = stablehlo.broadcast_in_dim %10, dims = [0, 1, 2, 3] : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2x3xf32>
    %12 = stablehlo.subtract %8, %11 : tensor<1x2x2x2x3xf32>
    %13 = stablehlo.exponential %12 : tensor<1x2x2x2x3xf32>
    %14 = stablehlo.constant dense<0.0> : tensor<f32>
    %15 = stablehlo.reduce(%13 init: %14) applies stablehlo.add across dimensions = [4] : (tensor<1x2x2x2x3xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    %16 = stablehlo.broadcast_in_dim %15, dims = [0, 1, 2, 3] : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2x3xf32>
    %17 = stablehlo.divide %13, %16 : tensor<1x2x2x2x3xf32>
    %18 = stablehlo.reshape %17 : (tensor<1x2x2x2x3xf32>) -> tensor<1x2x4x3xf32>
    %19 = stablehlo.dot_general %18, %2, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [HIGHEST, HIGHEST] : (tensor<1x2x4x3xf32>, tensor<1x2x3x2xf32>) -> tensor<1x2x4x2xf32>
    return %19 : tensor<1x2x4x2xf32>
  }
  func.func private @strobe.attention_1(%0: tensor<1x2x4x2xbf16>, %1: tensor<1x2x3x2xbf16>, %2: tensor<1x2x3x2xbf16>, %3: tensor<1x2x3xi1>) -> (tensor<1x2x4x2xf32>) {
    %4 = stablehlo.constant dense<0.5> : tensor<1x2x4x2xbf16>
    %5 = stablehlo.multiply %0, %4 : tensor<1x2x4x2xbf16>
    %6 = stablehlo.dot_general %5, %1, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<1x2x4x2xbf16>, tensor<1x2x3x2xbf16>) -> tensor<1x2x4x3xf32>
    %7 = stablehlo.reshape %6 : (tensor<1x2x4x3xf32>) -> tensor<1x2x2x2x3xf32>
    %8 = stablehlo.constant dense<0.02> : tensor<1x2x2x2x3xf32>
    %9 = stablehlo.multiply %7, %8 : tensor<1x2x2x2x3xf32>
    %10 = stablehlo.tanh %9 : tensor<1x2x2x2x3xf32>
    %11 = stablehlo.constant dense<50.0> : tensor<1x2x2x2x3xf32>
    %12 = stablehlo.multiply %10, %11 : tensor<1x2x2x2x3xf32>
    %13 = stablehlo.broadcast_in_dim %3, dims = [0, 2, 4] : (tensor<1x2x3xi1>) -> tensor<1x2x2x2x3xi1>
    %14 = stablehlo.constant dense<-1.0E30> : tensor<1x2x2x2x3xf32>
    %15 = stablehlo.select %13, %12, %14 : tensor<1x2x2x2x3xi1>, tensor<1x2x2x2x3xf32>
    %16 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %17 = stablehlo.reduce(%15 init: %16) applies stablehlo.maximum across dimensions = [4] : (tensor<1x2x2x2x3xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    %18 = stablehlo.broadcast_in_dim %17, dims = [0, 1, 2, 3] : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2x3xf32>
    %19 = stablehlo.subtract %15, %18 : tensor<1x2x2x2x3xf32>
    %20 = stablehlo.exponential %19 : tensor<1x2x2x2x3xf32>
    %21 = stablehlo.constant dense<0.0> : tensor<f32>
    %22 = stablehlo.reduce(%20 init: %21) applies stablehlo.add across dimensions = [4] : (tensor<1x2x2x2x3xf32>, tensor<f32>) -> tensor<1x2x2x2xf32>
    %23 = stablehlo.broadcast_in_dim %22, dims = [0, 1, 2, 3] : (tensor<1x2x2x2xf32>) -> tensor<1x2x2x2x3xf32>
    %24 = stablehlo.divide %20, %23 : tensor<1x2x2x2x3xf32>
    %25 = stablehlo.convert %24 : (tensor<1x2x2x2x3xf32>) -> tensor<1x2x2x2x3xbf16>
    %26 = stablehlo.reshape %25 : (tensor<1x2x2x2x3xbf16>) -> tensor<1x2x4x3xbf16>
    %27 = stablehlo.dot_general %26, %2, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<1x2x4x3xbf16>, tensor<1x2x3x2xbf16>) -> tensor<1x2x4x2xf32>
    return %27 : tensor<1x2x4x2xf32>
  }
  func.func private @strobe.dequantize_matmul(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<f32>) -> (tensor<2x3xf32>) {
    %3 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %4 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<f32>) -> tensor<3x4xf32>
    %5 = stablehlo.multiply %3, %4 : tensor<3x4xf32>
    %6 = stablehlo.dot_general %0, %5, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %6 : tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul_1(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<3xf32>, %3: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %4 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %5 = stablehlo.broadcast_in_dim %3, dims = [0] : (tensor<3xf32>) -> tensor<3x4xf32>
    %6 = stablehlo.subtract %4, %5 : tensor<3x4xf32>
    %7 = stablehlo.broadcast_in_dim %2, dims = [0] : (tensor<3xf32>) -> tensor<3x4xf32>
    %8 = stablehlo.multiply %6, %7 : tensor<3x4xf32>
    %9 = stablehlo.dot_general %0, %8, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %9 : tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul_2(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<3x2xf32>, %3: tensor<3x2xf32>) -> (tensor<2x3xf32>) {
    %4 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %5 = stablehlo.reshape %4 : (tensor<3x4xf32>) -> tensor<3x2x2xf32>
    %6 = stablehlo.broadcast_in_dim %3, dims = [0, 1] : (tensor<3x2xf32>) -> tensor<3x2x2xf32>
    %7 = stablehlo.subtract %5, %6 : tensor<3x2x2xf32>
    %8 = stablehlo.broadcast_in_dim %2, dims = [0, 1] : (tensor<3x2xf32>) -> tensor<3x2x2xf32>
    %9 = stablehlo.multiply %7, %8 : tensor<3x2x2xf32>
    %10 = stablehlo.reshape %9 : (tensor<3x2x2xf32>) -> tensor<3x4xf32>
    %11 = stablehlo.dot_general %0, %10, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %11 : tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul_3(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %3 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %4 = stablehlo.dot_general %0, %3, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
    %6 = stablehlo.multiply %4, %5 : tensor<2x3xf32>
    return %6 : tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul_4(%0: tensor<2x4xbf16>, %1: tensor<4x3xi4>, %2: tensor<2x3xbf16>) -> (tensor<2x3xbf16>) {
    %3 = stablehlo.convert %1 : (tensor<4x3xi4>) -> tensor<4x3xbf16>
    %4 = stablehlo.reshape %3 : (tensor<4x3xbf16>) -> tensor<2x2x3xbf16>
    %5 = stablehlo.broadcast_in_dim %2, dims = [0, 2] : (tensor<2x3xbf16>) -> tensor<2x2x3xbf16>
    %6 = stablehlo.multiply %4, %5 : tensor<2x2x3xbf16>
    %7 = stablehlo.reshape %6 : (tensor<2x2x3xbf16>) -> tensor<4x3xbf16>
    %8 = stablehlo.dot_general %0, %7, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xbf16>, tensor<4x3xbf16>) -> tensor<2x3xf32>
    %9 = stablehlo.convert %8 : (tensor<2x3xf32>) -> tensor<2x3xbf16>
    return %9 : tensor<2x3xbf16>
  }
}
