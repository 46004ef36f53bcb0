// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
    %i = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %m = stablehlo.reduce(%x init: %i) applies stablehlo.maximum across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %bm = stablehlo.broadcast_in_dim %m, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %d = stablehlo.subtract %x, %bm : tensor<2x4xf32>
    %e = stablehlo.exponential %d : tensor<2x4xf32>
    %s = stablehlo.reduce(%e init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %bs = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %y = stablehlo.divide %e, %bs : tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %y = stablehlo.composite "strobe.softmax" %x {decomposition = @strobe.softmax} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
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
}
