module @unknown_sizes {
  func.func public @main(%arg0: tensor<?x3xf32>, %arg1: tensor<2x?xf32>, %arg2: tensor<?x1xi32>, %arg3: tensor<i32>, %arg4: tensor<?x3xf32>) -> (tensor<2x3xf32> {jax.result_info = "sum"}) {
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
    %19 = stablehlo.slice %arg0 [1:7:2, 0:3] : (tensor<?x3xf32>) -> tensor<3x3xf32>
    %20 = stablehlo.dynamic_slice %arg0, %arg3, %arg3, sizes = [4, 2] : (tensor<?x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %21 = stablehlo.dynamic_update_slice %arg0, %20, %arg3, %arg3 : (tensor<?x3xf32>, tensor<4x2xf32>, tensor<i32>, tensor<i32>) -> tensor<?x3xf32>
    %22 = stablehlo.dynamic_update_slice %20, %arg1, %arg3, %arg3 : (tensor<4x2xf32>, tensor<2x?xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %23 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x2xf32>
    %24 = stablehlo.dot_general %arg0, %arg1, batching_dims = [0] x [0], contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %25 = stablehlo.reduce(%arg0 init: %cst_0) applies stablehlo.add across dimensions = [1] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?xf32>
    %cst_1 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %26 = stablehlo.reduce(%arg0 init: %cst_1) applies stablehlo.maximum across dimensions = [0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<3xf32>
    %27 = "stablehlo.gather"(%arg0, %arg2) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<?x3xf32>, tensor<?x1xi32>) -> tensor<?x1x3xf32>
    %28 = "stablehlo.scatter"(%arg0, %arg2, %arg4) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %43 = stablehlo.add %arg5, %arg6 : tensor<f32>
      stablehlo.return %43 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %c_2 = stablehlo.constant dense<true> : tensor<i1>
    %29 = "stablehlo.if"(%c_2) ({
      stablehlo.return %arg0 : tensor<?x3xf32>
    }, {
      %43 = stablehlo.negate %arg0 : tensor<?x3xf32>
      stablehlo.return %43 : tensor<?x3xf32>
    }) : (tensor<i1>) -> tensor<?x3xf32>
    %30 = "stablehlo.case"(%arg3) ({
      stablehlo.return %arg1 : tensor<2x?xf32>
    }, {
      stablehlo.return %arg1 : tensor<2x?xf32>
    }) : (tensor<i32>) -> tensor<2x?xf32>
    %31 = stablehlo.while(%iterArg = %arg0) : tensor<?x3xf32>
    cond {
      %c_5 = stablehlo.constant dense<false> : tensor<i1>
      stablehlo.return %c_5 : tensor<i1>
    } do {
      %43 = stablehlo.negate %iterArg : tensor<?x3xf32>
      stablehlo.return %43 : tensor<?x3xf32>
    }
    %32 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
      %43 = stablehlo.compare LT, %arg5, %arg6, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %43 : tensor<i1>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %33 = "stablehlo.map"(%arg0) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%arg5: tensor<f32>):
      %43 = stablehlo.negate %arg5 : tensor<f32>
      stablehlo.return %43 : tensor<f32>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %34 = stablehlo.get_dimension_size %arg0, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
    %35 = stablehlo.reshape %34 : (tensor<i32>) -> tensor<1xi32>
    %c_3 = stablehlo.constant dense<3> : tensor<1xi32>
    %36 = stablehlo.concatenate %35, %c_3, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %c_4 = stablehlo.constant dense<1> : tensor<2xi64>
    %37 = stablehlo.dynamic_broadcast_in_dim %arg0, %36, dims = [0, 1] : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x3xf32>
    %38 = stablehlo.dynamic_iota %36, dim = 0 : (tensor<2xi32>) -> tensor<?x3xi64>
    %39 = stablehlo.dynamic_reshape %arg0, %36 : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x?xf32>
    %40 = stablehlo.dynamic_pad %arg0, %cst, %c_4, %c_4, %c_4 : (tensor<?x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x7xf32>
    %41 = stablehlo.real_dynamic_slice %arg0, %c_4, %c_4, %c_4 : (tensor<?x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
    %42 = "stablehlo.dynamic_gather"(%arg0, %arg2, %c_4) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x?xf32>
    return %1 : tensor<2x3xf32>
  }
}
