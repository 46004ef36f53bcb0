module @dynamics {
  func.func public @main(%arg0: tensor<2x3xf32>) -> (tensor<i32> {jax.result_info = "size"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %c = stablehlo.constant dense<> : tensor<0xi64>
    %c_0 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
    %c_1 = stablehlo.constant dense<[2, 4, 3]> : tensor<3xi64>
    %0 = stablehlo.dynamic_broadcast_in_dim %arg0, %c_1, dims = [0, 2] : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %1 = stablehlo.dynamic_broadcast_in_dim %arg0, %c_1, dims = [0, 2] {known_expanding_dimensions = array<i64>, known_nonexpanding_dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %2 = stablehlo.iota dim = 0 : tensor<5x1xi32>
    %c_2 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
    %3 = "stablehlo.dynamic_gather"(%arg0, %2, %c_2) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<5x1xi32>, tensor<2xi64>) -> tensor<5x2xf32>
    %4 = stablehlo.dynamic_iota %c_0, dim = 1 : (tensor<2xi64>) -> tensor<1x2xi32>
    %5 = stablehlo.dynamic_pad %arg0, %cst, %c_0, %c_0, %c_0 : (tensor<2x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<5x11xf32>
    %6 = stablehlo.dynamic_pad %cst, %cst, %c, %c, %c : (tensor<f32>, tensor<f32>, tensor<0xi64>, tensor<0xi64>, tensor<0xi64>) -> tensor<f32>
    %c_3 = stablehlo.constant dense<6> : tensor<1xi64>
    %7 = stablehlo.dynamic_reshape %arg0, %c_3 : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<6xf32>
    %8 = stablehlo.dynamic_reshape %cst, %c : (tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %c_4 = stablehlo.constant dense<[0, 1]> : tensor<2xi64>
    %c_5 = stablehlo.constant dense<[2, 3]> : tensor<2xi64>
    %9 = stablehlo.real_dynamic_slice %arg0, %c_4, %c_5, %c_0 : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x1xf32>
    %c_6 = stablehlo.constant dense<1> : tensor<i32>
    %10 = stablehlo.set_dimension_size %arg0, %c_6, dim = 1 : (tensor<2x3xf32>, tensor<i32>) -> tensor<2x1xf32>
    %11 = stablehlo.get_dimension_size %arg0, dim = 1 : (tensor<2x3xf32>) -> tensor<i32>
    return %11 : tensor<i32>
  }
}
