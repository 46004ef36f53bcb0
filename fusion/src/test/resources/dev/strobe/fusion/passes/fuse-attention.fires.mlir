// fires: 1
module @m {
  func.func public @main(%q: tensor<1x3x2x4xf32>, %k: tensor<1x3x2x4xf32>, %v: tensor<1x3x2x4xf32>, %mask: tensor<3x3xi1>) -> tensor<1x2x4x3xf32> {
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
    return %13 : tensor<1x2x4x3xf32>
  }
}
// after
module @m {
  func.func public @main(%q: tensor<1x3x2x4xf32>, %k: tensor<1x3x2x4xf32>, %v: tensor<1x3x2x4xf32>, %mask: tensor<3x3xi1>) -> (tensor<1x2x4x3xf32>) {
    %0 = stablehlo.composite "strobe.attention" %q, %k, %v, %mask {composite_attributes = {scaling = "quotient", scale = 2.0 : f64, masking = "seen", hidden = -1.0000000150474662E30 : f64, guarded = false, precision = "default", accumulation = f32, normalisation = f32, product = [0, 2, 0, 2, 3, 3], shape = [1, 2, 3, 3], mask_axes = [2, 3], mix = [0, 2, 0, 1, 1, 3], values_first = true}, decomposition = @strobe.attention} : (tensor<1x3x2x4xf32>, tensor<1x3x2x4xf32>, tensor<1x3x2x4xf32>, tensor<3x3xi1>) -> tensor<1x2x4x3xf32>
    return %0 : tensor<1x2x4x3xf32>
  }
  func.func private @strobe.attention(%0: tensor<1x3x2x4xf32>, %1: tensor<1x3x2x4xf32>, %2: tensor<1x3x2x4xf32>, %3: tensor<3x3xi1>) -> (tensor<1x2x4x3xf32>) {
    %4 = stablehlo.dot_general %0, %1, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<1x3x2x4xf32>, tensor<1x3x2x4xf32>) -> tensor<1x2x3x3xf32>
    %5 = stablehlo.constant dense<2.0> : tensor<1x2x3x3xf32>
    %6 = stablehlo.divide %4, %5 : tensor<1x2x3x3xf32>
    %7 = stablehlo.broadcast_in_dim %3, dims = [2, 3] : (tensor<3x3xi1>) -> tensor<1x2x3x3xi1>
    %8 = stablehlo.constant dense<-1.0E30> : tensor<1x2x3x3xf32>
    %9 = stablehlo.select %7, %6, %8 : tensor<1x2x3x3xi1>, tensor<1x2x3x3xf32>
    %10 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %11 = stablehlo.reduce(%9 init: %10) applies stablehlo.maximum across dimensions = [3] : (tensor<1x2x3x3xf32>, tensor<f32>) -> tensor<1x2x3xf32>
    %12 = stablehlo.broadcast_in_dim %11, dims = [0, 1, 2] : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %13 = stablehlo.subtract %9, %12 : tensor<1x2x3x3xf32>
    %14 = stablehlo.exponential %13 : tensor<1x2x3x3xf32>
    %15 = stablehlo.constant dense<0.0> : tensor<f32>
    %16 = stablehlo.reduce(%14 init: %15) applies stablehlo.add across dimensions = [3] : (tensor<1x2x3x3xf32>, tensor<f32>) -> tensor<1x2x3xf32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [0, 1, 2] : (tensor<1x2x3xf32>) -> tensor<1x2x3x3xf32>
    %18 = stablehlo.divide %14, %17 : tensor<1x2x3x3xf32>
    %19 = stablehlo.dot_general %2, %18, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3], precision = [DEFAULT, DEFAULT] : (tensor<1x3x2x4xf32>, tensor<1x2x3x3xf32>) -> tensor<1x2x4x3xf32>
    return %19 : tensor<1x2x4x3xf32>
  }
}
