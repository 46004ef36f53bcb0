// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %weight: tensor<4xf32>, %bias: tensor<4xf32>) -> tensor<2x4xf32> {
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %q = stablehlo.multiply %x, %x : tensor<2x4xf32>
    %s = stablehlo.reduce(%q init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %w = stablehlo.constant dense<4.0> : tensor<2xf32>
    %a = stablehlo.divide %s, %w : tensor<2xf32>
    %p = stablehlo.constant dense<1.0e-6> : tensor<2xf32>
    %t = stablehlo.add %p, %a : tensor<2xf32>
    %r = stablehlo.rsqrt %t : tensor<2xf32>
    %br = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %n = stablehlo.multiply %x, %br : tensor<2x4xf32>
    %bw = stablehlo.broadcast_in_dim %weight, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %y = stablehlo.multiply %bw, %n : tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %weight: tensor<4xf32>, %bias: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %y = stablehlo.composite "strobe.rms_norm" %x, %weight {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
  func.func private @strobe.rms_norm(%0: tensor<2x4xf32>, %1: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %2 = stablehlo.multiply %0, %0 : tensor<2x4xf32>
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%2 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %6 = stablehlo.divide %4, %5 : tensor<2xf32>
    %7 = stablehlo.constant dense<1.0E-6> : tensor<2xf32>
    %8 = stablehlo.add %6, %7 : tensor<2xf32>
    %9 = stablehlo.rsqrt %8 : tensor<2xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %11 = stablehlo.multiply %0, %10 : tensor<2x4xf32>
    %12 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %13 = stablehlo.multiply %11, %12 : tensor<2x4xf32>
    return %13 : tensor<2x4xf32>
  }
}
