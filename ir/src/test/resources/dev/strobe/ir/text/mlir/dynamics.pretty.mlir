module @dynamics {
  func.func public @main(%arg0: tensor<2x3xf32>, %arg1: tensor<2x6x7x4xf32>, %arg2: tensor<3x2x2x6xf32>, %arg3: tensor<4x4xf32>) -> (tensor<i32> {jax.result_info = "size"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %c = stablehlo.constant dense<> : tensor<0xi64>
    %c_0 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
    %c_1 = stablehlo.constant dense<[2, 4, 3]> : tensor<3xi64>
    %0 = stablehlo.dynamic_broadcast_in_dim %arg0, %c_1, dims = [0, 2] : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %1 = stablehlo.dynamic_broadcast_in_dim %arg0, %c_1, dims = [0, 2] {known_expanding_dimensions = array<i64>, known_nonexpanding_dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %c_2 = stablehlo.constant dense<[[1, -1], [0, 2]]> : tensor<2x2xi64>
    %2 = "stablehlo.dynamic_conv"(%arg1, %arg2, %c_2) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[f, 1, 0, b]>, feature_group_count = 2 : i64, lhs_dilation = array<i64: 1, 3>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>], rhs_dilation = array<i64: 2, 1>, window_reversal = array<i1: false, true>, window_strides = array<i64: 2, 1>}> : (tensor<2x6x7x4xf32>, tensor<3x2x2x6xf32>, tensor<2x2xi64>) -> tensor<6x20x1x2xf32>
    %c_3 = stablehlo.constant dense<> : tensor<0x2xi64>
    %3 = "stablehlo.dynamic_conv"(%arg3, %arg3, %c_3) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, f]x[i, o]->[b, f]>, feature_group_count = 1 : i64, lhs_dilation = array<i64>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>], rhs_dilation = array<i64>, window_reversal = array<i1>, window_strides = array<i64>}> : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<0x2xi64>) -> tensor<4x4xf32>
    %4 = stablehlo.iota dim = 0 : tensor<5x1xi32>
    %c_4 = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
    %5 = "stablehlo.dynamic_gather"(%arg0, %4, %c_4) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<5x1xi32>, tensor<2xi64>) -> tensor<5x2xf32>
    %6 = stablehlo.dynamic_iota %c_0, dim = 1 : (tensor<2xi64>) -> tensor<1x2xi32>
    %7 = stablehlo.dynamic_pad %arg0, %cst, %c_0, %c_0, %c_0 : (tensor<2x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<5x11xf32>
    %8 = stablehlo.dynamic_pad %cst, %cst, %c, %c, %c : (tensor<f32>, tensor<f32>, tensor<0xi64>, tensor<0xi64>, tensor<0xi64>) -> tensor<f32>
    %c_5 = stablehlo.constant dense<6> : tensor<1xi64>
    %9 = stablehlo.dynamic_reshape %arg0, %c_5 : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<6xf32>
    %10 = stablehlo.dynamic_reshape %cst, %c : (tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %c_6 = stablehlo.constant dense<[0, 1]> : tensor<2xi64>
    %c_7 = stablehlo.constant dense<[2, 3]> : tensor<2xi64>
    %11 = stablehlo.real_dynamic_slice %arg0, %c_6, %c_7, %c_0 : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x1xf32>
    %c_8 = stablehlo.constant dense<1> : tensor<i32>
    %12 = stablehlo.set_dimension_size %arg0, %c_8, dim = 1 : (tensor<2x3xf32>, tensor<i32>) -> tensor<2x1xf32>
    %13 = stablehlo.get_dimension_size %arg0, dim = 1 : (tensor<2x3xf32>) -> tensor<i32>
    return %13 : tensor<i32>
  }
}
