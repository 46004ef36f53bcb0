// action: write plain
// input: shapes
// expected: the text below
module @shapes {
  func.func public @main(%x: tensor<2x3xf32>, %at: tensor<i32>) -> (tensor<3x2xf32> {jax.result_info = "transposed"}) {
    %0 = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %2 = stablehlo.broadcast_in_dim %x, dims = [0, 2] : (tensor<2x3xf32>) -> tensor<2x4x3xf32>
    %3 = stablehlo.concatenate %x, %x, %x, dim = 1 : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x9xf32>
    %4 = stablehlo.iota dim = 0 : tensor<5x1xi32>
    %5 = stablehlo.pad %x, %0, low = [0, -1], high = [1, 0], interior = [0, 2] : (tensor<2x3xf32>, tensor<f32>) -> tensor<3x6xf32>
    %6 = stablehlo.pad %0, %0, low = [], high = [], interior = [] : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %7 = stablehlo.reshape %x : (tensor<2x3xf32>) -> tensor<6xf32>
    %8 = stablehlo.reverse %x, dims = [1] : tensor<2x3xf32>
    %9 = stablehlo.slice %x [0:1, 1:3:2] : (tensor<2x3xf32>) -> tensor<1x1xf32>
    %10 = stablehlo.slice %0 [] : (tensor<f32>) -> tensor<f32>
    %11 = stablehlo.dynamic_slice %x, %at, %at, sizes = [1, 2] : (tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>
    %12 = stablehlo.dynamic_slice %0, sizes = [] : (tensor<f32>) -> tensor<f32>
    %13 = stablehlo.dynamic_update_slice %x, %11, %at, %at : (tensor<2x3xf32>, tensor<1x2xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
    %14 = stablehlo.dynamic_update_slice %0, %0 : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %15 = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
    return %15 : tensor<3x2xf32>
  }
}
