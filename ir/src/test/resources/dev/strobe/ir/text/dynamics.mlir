// action: write plain
// input: dynamics
// expected: the text below
module @dynamics {
  func.func public @main(%x: tensor<2x3xf32>) -> (tensor<i32> {jax.result_info = "size"}) {
    %0 = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = stablehlo.constant dense<> : tensor<0xi64>
    %2 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
    %3 = stablehlo.constant dense<[2, 4, 3]> : tensor<3xi64>
    %4 = stablehlo.dynamic_broadcast_in_dim %x, %3, dims = [0, 2] : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %5 = "stablehlo.dynamic_broadcast_in_dim"(%x, %3) <{broadcast_dimensions = array<i64: 0, 2>, known_expanding_dimensions = array<i64>, known_nonexpanding_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %6 = stablehlo.iota dim = 0 : tensor<5x1xi32>
    %7 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
    %8 = "stablehlo.dynamic_gather"(%x, %6, %7) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<5x1xi32>, tensor<2xi64>) -> tensor<5x2xf32>
    %9 = stablehlo.dynamic_iota %2, dim = 1 : (tensor<2xi64>) -> tensor<1x2xi32>
    %10 = stablehlo.dynamic_pad %x, %0, %2, %2, %2 : (tensor<2x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<5x11xf32>
    %11 = stablehlo.dynamic_pad %0, %0, %1, %1, %1 : (tensor<f32>, tensor<f32>, tensor<0xi64>, tensor<0xi64>, tensor<0xi64>) -> tensor<f32>
    %12 = stablehlo.constant dense<6> : tensor<1xi64>
    %13 = stablehlo.dynamic_reshape %x, %12 : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<6xf32>
    %14 = stablehlo.dynamic_reshape %0, %1 : (tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %15 = stablehlo.constant dense<[0, 1]> : tensor<2xi64>
    %16 = stablehlo.constant dense<[2, 3]> : tensor<2xi64>
    %17 = stablehlo.real_dynamic_slice %x, %15, %16, %2 : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x1xf32>
    %18 = stablehlo.constant dense<1> : tensor<i32>
    %19 = stablehlo.set_dimension_size %x, %18, dim = 1 : (tensor<2x3xf32>, tensor<i32>) -> tensor<2x1xf32>
    %20 = stablehlo.get_dimension_size %x, dim = 1 : (tensor<2x3xf32>) -> tensor<i32>
    return %20 : tensor<i32>
  }
}
