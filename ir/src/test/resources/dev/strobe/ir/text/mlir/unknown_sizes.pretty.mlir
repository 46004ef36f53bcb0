module @unknown_sizes {
  func.func public @main(%arg0: tensor<?x3xf32>, %arg1: tensor<2x?xf32>, %arg2: tensor<?x1xi32>, %arg3: tensor<i32>, %arg4: tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, %arg5: tensor<?x5x?xf32>, %arg6: tensor<3x?x6xf32>, %arg7: tensor<1x2xi32>, %arg8: tensor<?x1xf32>, %arg9: tensor<?x3xf32>) -> (tensor<2x3xf32> {jax.result_info = "sum"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.negate %arg0 : tensor<?x3xf32>
    %1 = stablehlo.add %arg0, %arg1 : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
    %2 = stablehlo.compare LT, %arg0, %arg1, FLOAT : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xi1>
    %3 = stablehlo.select %2, %arg0, %arg1 : (tensor<2x3xi1>, tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
    %c = stablehlo.constant dense<true> : tensor<i1>
    %4 = stablehlo.select %c, %arg0, %arg0 : tensor<i1>, tensor<?x3xf32>
    %5 = stablehlo.clamp %cst, %arg0, %arg1 : (tensor<f32>, tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x3xf32>
    %6 = stablehlo.clamp %arg0, %arg0, %arg0 : tensor<?x3xf32>
    %7 = stablehlo.convert %arg0 : (tensor<?x3xf32>) -> tensor<?x3xi32>
    %8 = stablehlo.bitcast_convert %arg0 : (tensor<?x3xf32>) -> tensor<?x3xi32>
    %9 = stablehlo.bitcast_convert %arg0 : (tensor<?x3xf32>) -> tensor<?x3x4xui8>
    %10:2 = stablehlo.optimization_barrier %arg0, %arg1 : tensor<?x3xf32>, tensor<2x?xf32>
    %11 = stablehlo.broadcast_in_dim %arg1, dims = [0, 2] : (tensor<2x?xf32>) -> tensor<2x4x5xf32>
    %12 = stablehlo.concatenate %arg0, %arg1, dim = 0 : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x3xf32>
    %13 = stablehlo.negate %arg1 : tensor<2x?xf32>
    %14 = stablehlo.concatenate %arg1, %13, dim = 1 : (tensor<2x?xf32>, tensor<2x?xf32>) -> tensor<2x?xf32>
    %15 = stablehlo.reshape %arg0 : (tensor<?x3xf32>) -> tensor<2x3xf32>
    %16 = stablehlo.reverse %arg0, dims = [0] : tensor<?x3xf32>
    %17 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<?x3xf32>) -> tensor<3x?xf32>
    %18 = stablehlo.pad %arg0, %cst, low = [1, 1], high = [0, -2], interior = [2, 0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?x2xf32>
    %19 = stablehlo.add %arg4, %arg4 : tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>
    %20 = stablehlo.convert %arg4 : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<?x?x3xi32, #stablehlo.bounds<4, ?, ?>>
    %21 = stablehlo.get_dimension_size %arg4, dim = 0 : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<i32>
    %22 = stablehlo.set_dimension_size %arg4, %arg3, dim = 1 : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, tensor<i32>) -> tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    %c_0 = stablehlo.constant dense<true> : tensor<i1>
    %23 = "stablehlo.if"(%c_0) ({
      stablehlo.return %22 : tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    }, {
      stablehlo.return %22 : tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    }) : (tensor<i1>) -> tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    %24 = stablehlo.slice %arg0 [1:7:2, 0:3] : (tensor<?x3xf32>) -> tensor<3x3xf32>
    %25 = stablehlo.dynamic_slice %arg0, %arg3, %arg3, sizes = [4, 2] : (tensor<?x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %26 = stablehlo.dynamic_update_slice %arg0, %25, %arg3, %arg3 : (tensor<?x3xf32>, tensor<4x2xf32>, tensor<i32>, tensor<i32>) -> tensor<?x3xf32>
    %27 = stablehlo.dynamic_update_slice %25, %arg1, %arg3, %arg3 : (tensor<4x2xf32>, tensor<2x?xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %28 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x2xf32>
    %29 = stablehlo.dot_general %arg0, %arg1, batching_dims = [0] x [0], contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %30 = stablehlo.reduce(%arg0 init: %cst_1) applies stablehlo.add across dimensions = [1] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?xf32>
    %cst_2 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %31 = stablehlo.reduce(%arg0 init: %cst_2) applies stablehlo.maximum across dimensions = [0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<3xf32>
    %32 = stablehlo.convolution(%arg5, %arg6) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {stride = [2], pad = [[1, 1]], lhs_dilate = [1], rhs_dilate = [1], reverse = [false]} {batch_group_count = 1 : i64, feature_group_count = 3 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<?x5x?xf32>, tensor<3x?x6xf32>) -> tensor<?x3x6xf32>
    %33 = "stablehlo.dynamic_conv"(%arg5, %arg6, %arg7) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 3 : i64, lhs_dilation = array<i64: 1>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>], rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, window_strides = array<i64: 2>}> : (tensor<?x5x?xf32>, tensor<3x?x6xf32>, tensor<1x2xi32>) -> tensor<?x?x6xf32>
    %34 = "stablehlo.reduce_window"(%arg0, %cst) <{base_dilations = array<i64: 1, 1>, padding = dense<[[1, 0], [0, 0]]> : tensor<2x2xi64>, window_dilations = array<i64: 1, 1>, window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%arg10: tensor<f32>, %arg11: tensor<f32>):
      %52 = stablehlo.add %arg10, %arg11 : tensor<f32>
      stablehlo.return %52 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<f32>) -> tensor<?x1xf32>
    %35 = "stablehlo.select_and_scatter"(%arg0, %arg8, %cst) <{padding = dense<0> : tensor<2x2xi64>, window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%arg10: tensor<f32>, %arg11: tensor<f32>):
      %52 = stablehlo.compare GE, %arg10, %arg11, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %52 : tensor<i1>
    }, {
    ^bb0(%arg10: tensor<f32>, %arg11: tensor<f32>):
      %52 = stablehlo.add %arg10, %arg11 : tensor<f32>
      stablehlo.return %52 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<?x1xf32>, tensor<f32>) -> tensor<?x3xf32>
    %36 = "stablehlo.gather"(%arg0, %arg2) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<?x3xf32>, tensor<?x1xi32>) -> tensor<?x1x3xf32>
    %37 = "stablehlo.scatter"(%arg0, %arg2, %arg9) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg10: tensor<f32>, %arg11: tensor<f32>):
      %52 = stablehlo.add %arg10, %arg11 : tensor<f32>
      stablehlo.return %52 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %38 = "stablehlo.if"(%c_3) ({
      stablehlo.return %arg0 : tensor<?x3xf32>
    }, {
      %52 = stablehlo.negate %arg0 : tensor<?x3xf32>
      stablehlo.return %52 : tensor<?x3xf32>
    }) : (tensor<i1>) -> tensor<?x3xf32>
    %39 = "stablehlo.case"(%arg3) ({
      stablehlo.return %arg1 : tensor<2x?xf32>
    }, {
      stablehlo.return %arg1 : tensor<2x?xf32>
    }) : (tensor<i32>) -> tensor<2x?xf32>
    %40 = stablehlo.while(%iterArg = %arg0) : tensor<?x3xf32>
    cond {
      %c_6 = stablehlo.constant dense<false> : tensor<i1>
      stablehlo.return %c_6 : tensor<i1>
    } do {
      %52 = stablehlo.negate %iterArg : tensor<?x3xf32>
      stablehlo.return %52 : tensor<?x3xf32>
    }
    %41 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg10: tensor<f32>, %arg11: tensor<f32>):
      %52 = stablehlo.compare LT, %arg10, %arg11, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %52 : tensor<i1>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %42 = "stablehlo.map"(%arg0) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%arg10: tensor<f32>):
      %52 = stablehlo.negate %arg10 : tensor<f32>
      stablehlo.return %52 : tensor<f32>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %43 = stablehlo.get_dimension_size %arg0, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
    %44 = stablehlo.reshape %43 : (tensor<i32>) -> tensor<1xi32>
    %c_4 = stablehlo.constant dense<3> : tensor<1xi32>
    %45 = stablehlo.concatenate %44, %c_4, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %c_5 = stablehlo.constant dense<1> : tensor<2xi64>
    %46 = stablehlo.dynamic_broadcast_in_dim %arg0, %45, dims = [0, 1] : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x3xf32>
    %47 = stablehlo.dynamic_iota %45, dim = 0 : (tensor<2xi32>) -> tensor<?x3xi64>
    %48 = stablehlo.dynamic_reshape %arg0, %45 : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x?xf32>
    %49 = stablehlo.dynamic_pad %arg0, %cst, %c_5, %c_5, %c_5 : (tensor<?x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x7xf32>
    %50 = stablehlo.real_dynamic_slice %arg0, %c_5, %c_5, %c_5 : (tensor<?x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
    %51 = "stablehlo.dynamic_gather"(%arg0, %arg2, %c_5) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x?xf32>
    return %1 : tensor<2x3xf32>
  }
}
