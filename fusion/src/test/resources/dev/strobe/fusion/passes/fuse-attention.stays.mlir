// fires: 0
module @m {
  func.func public @main(%q: tensor<1x3x2x4xf32>, %k: tensor<1x3x2x4xf32>, %v: tensor<1x3x2x4xf32>, %mask: tensor<3x3xi1>) -> (tensor<1x2x4x3xf32>, tensor<1x2x3x3xf32>) {
    %i = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %0 = stablehlo.dot_general %q, %k, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3] : (tensor<1x3x2x4xf32>, tensor<1x3x2x4xf32>) -> tensor<1x2x3x3xf32>
    %1 = stablehlo.constant dense<2.0> : tensor<1x2x3x3xf32>
    %2 = stablehlo.divide %0, %1 : tensor<1x2x3x3xf32>
    %3 = stablehlo.broadcast_in_dim %mask, dims = [2, 3] : (tensor<3x3xi1>) -> tensor<1x2x3x3xi1>
    %4 = stablehlo.constant dense<-1.0e30> : tensor<1x2x3x3xf32>
    %5 = stablehlo.select %3, %2, %4 : tensor<1x2x3x3xi1>, tensor<1x2x3x3xf32>
    %6 = stablehlo.reduce(%5 init: %i) applies stablehlo.maximum across dimensions = [3] : (tensor<1x2x3x3xf32>, tensor<f32>) -> tensor<1x2x3xf32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [0, 1, 2] : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %8 = stablehlo.subtract %5, %7 : tensor<1x2x3x3xf32>
    %9 = stablehlo.exponential %8 : tensor<1x2x3x3xf32>
    %10 = stablehlo.reduce(%9 init: %z) applies stablehlo.add across dimensions = [3] : (tensor<1x2x3x3xf32>, tensor<f32>) -> tensor<1x2x3xf32>
    %11 = stablehlo.broadcast_in_dim %10, dims = [0, 1, 2] : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %12 = stablehlo.divide %9, %11 : tensor<1x2x3x3xf32>
    %13 = stablehlo.dot_general %v, %12, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3] : (tensor<1x3x2x4xf32>, tensor<1x2x3x3xf32>) -> tensor<1x2x4x3xf32>
    return %13, %12 : tensor<1x2x4x3xf32>, tensor<1x2x3x3xf32>
  }
}
// after
module @m {
  func.func public @main(%q: tensor<1x3x2x4xf32>, %k: tensor<1x3x2x4xf32>, %v: tensor<1x3x2x4xf32>, %mask: tensor<3x3xi1>) -> (tensor<1x2x4x3xf32>, tensor<1x2x3x3xf32>) {
    %i = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %0 = stablehlo.dot_general %q, %k, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<1x3x2x4xf32>, tensor<1x3x2x4xf32>) -> tensor<1x2x3x3xf32>
    %1 = stablehlo.constant dense<2.0> : tensor<1x2x3x3xf32>
    %2 = stablehlo.divide %0, %1 : tensor<1x2x3x3xf32>
    %3 = stablehlo.broadcast_in_dim %mask, dims = [2, 3] : (tensor<3x3xi1>) -> tensor<1x2x3x3xi1>
    %4 = stablehlo.constant dense<-1.0E30> : tensor<1x2x3x3xf32>
    %5 = stablehlo.select %3, %2, %4 : tensor<1x2x3x3xi1>, tensor<1x2x3x3xf32>
    %6 = stablehlo.reduce(%5 init: %i) applies stablehlo.maximum across dimensions = [3] : (tensor<1x2x3x3xf32>, tensor<f32>) -> tensor<1x2x3xf32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [0, 1, 2] : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %8 = stablehlo.subtract %5, %7 : tensor<1x2x3x3xf32>
    %9 = stablehlo.exponential %8 : tensor<1x2x3x3xf32>
    %10 = stablehlo.reduce(%9 init: %z) applies stablehlo.add across dimensions = [3] : (tensor<1x2x3x3xf32>, tensor<f32>) -> tensor<1x2x3xf32>
    %11 = stablehlo.broadcast_in_dim %10, dims = [0, 1, 2] : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %12 = stablehlo.divide %9, %11 : tensor<1x2x3x3xf32>
    %13 = stablehlo.dot_general %v, %12, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3], precision = [DEFAULT, DEFAULT] : (tensor<1x3x2x4xf32>, tensor<1x2x3x3xf32>) -> tensor<1x2x4x3xf32>
    return %13, %12 : tensor<1x2x4x3xf32>, tensor<1x2x3x3xf32>
  }
}
