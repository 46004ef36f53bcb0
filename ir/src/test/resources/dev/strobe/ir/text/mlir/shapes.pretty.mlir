module @shapes {
  func.func public @main(%arg0: tensor<2x3xf32>, %arg1: tensor<i32>) -> (tensor<3x2xf32> {jax.result_info = "transposed"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %1 = stablehlo.broadcast_in_dim %arg0, dims = [0, 2] : (tensor<2x3xf32>) -> tensor<2x4x3xf32>
    %2 = stablehlo.concatenate %arg0, %arg0, %arg0, dim = 1 : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x9xf32>
    %3 = stablehlo.iota dim = 0 : tensor<5x1xi32>
    %4 = stablehlo.pad %arg0, %cst, low = [0, -1], high = [1, 0], interior = [0, 2] : (tensor<2x3xf32>, tensor<f32>) -> tensor<3x6xf32>
    %5 = stablehlo.pad %cst, %cst, low = [], high = [], interior = [] : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %6 = stablehlo.reshape %arg0 : (tensor<2x3xf32>) -> tensor<6xf32>
    %7 = stablehlo.reverse %arg0, dims = [1] : tensor<2x3xf32>
    %8 = stablehlo.slice %arg0 [0:1, 1:3:2] : (tensor<2x3xf32>) -> tensor<1x1xf32>
    %9 = stablehlo.slice %cst [] : (tensor<f32>) -> tensor<f32>
    %10 = stablehlo.dynamic_slice %arg0, %arg1, %arg1, sizes = [1, 2] : (tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>
    %11 = stablehlo.dynamic_slice %cst, , sizes = [] : (tensor<f32>) -> tensor<f32>
    %12 = stablehlo.dynamic_update_slice %arg0, %10, %arg1, %arg1 : (tensor<2x3xf32>, tensor<1x2xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    %13 = stablehlo.dynamic_update_slice %cst, %cst : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %14 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
    return %14 : tensor<3x2xf32>
  }
}
