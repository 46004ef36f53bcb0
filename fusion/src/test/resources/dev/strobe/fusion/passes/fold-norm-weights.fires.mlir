// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>) {
    %w = stablehlo.constant dense<[1.0, 2.0, 4.0, 1.0]> : tensor<4xf32>
    %n = stablehlo.composite "strobe.rms_norm" %x, %w {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %k = stablehlo.constant dense<[[1.5, 2.5], [0.1, -0.1], [3.0, 4.0], [0.0, 5.0]]> : tensor<4x2xf32>
    %v = stablehlo.constant dense<[[0.5, 0.25], [1.0e-30, -2.0], [7.0, 0.3], [1.0, 1.0]]> : tensor<4x2xf32>
    %y = stablehlo.dot_general %n, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %z = stablehlo.dot_general %n, %v, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    return %y, %z : tensor<2x2xf32>, tensor<2x2xf32>
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
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>) {
    %0 = stablehlo.constant dense<1.0> : tensor<4xf32>
    %n = stablehlo.composite "strobe.rms_norm" %x, %0 {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %1 = stablehlo.constant dense<[[1.5, 2.5], [0.2, -0.2], [12.0, 16.0], [0.0, 5.0]]> : tensor<4x2xf32>
    %y = stablehlo.dot_general %n, %1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %2 = stablehlo.constant dense<[[0.5, 0.25], [2.0E-30, -4.0], [28.0, 1.2], [1.0, 1.0]]> : tensor<4x2xf32>
    %z = stablehlo.dot_general %n, %2, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    return %y, %z : tensor<2x2xf32>, tensor<2x2xf32>
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
