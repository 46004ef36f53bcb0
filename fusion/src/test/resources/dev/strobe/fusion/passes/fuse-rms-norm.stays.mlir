// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %weight: tensor<4xf32>, %bias: tensor<4xf32>) -> tensor<2x4xf32> {
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %q = stablehlo.multiply %x, %x : tensor<2x4xf32>
    %s = stablehlo.reduce(%q init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %w = stablehlo.constant dense<4.0> : tensor<2xf32>
    %a = stablehlo.divide %s, %w : tensor<2xf32>
    %p = stablehlo.constant dense<1.0e-6> : tensor<2xf32>
    %t = stablehlo.add %p, %a : tensor<2xf32>
    %r = stablehlo.sqrt %t : tensor<2xf32>
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
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %q = stablehlo.multiply %x, %x : tensor<2x4xf32>
    %s = stablehlo.reduce(%q init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %w = stablehlo.constant dense<4.0> : tensor<2xf32>
    %a = stablehlo.divide %s, %w : tensor<2xf32>
    %p = stablehlo.constant dense<1.0E-6> : tensor<2xf32>
    %t = stablehlo.add %p, %a : tensor<2xf32>
    %r = stablehlo.sqrt %t : tensor<2xf32>
    %br = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %n = stablehlo.multiply %x, %br : tensor<2x4xf32>
    %bw = stablehlo.broadcast_in_dim %weight, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %y = stablehlo.multiply %bw, %n : tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
