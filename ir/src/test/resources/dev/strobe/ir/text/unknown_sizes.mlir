// action: write plain
// input: unknown_sizes
// expected: the text below
module @unknown_sizes {
  func.func public @main(
      %x: tensor<?x3xf32>,
      %y: tensor<2x?xf32>,
      %rows: tensor<?x1xi32>,
      %at: tensor<i32>,
      %updates: tensor<?x3xf32>) -> (tensor<2x3xf32> {jax.result_info = "sum"}) {
    %0 = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = stablehlo.negate %x : tensor<?x3xf32>
    %2 = stablehlo.add %x, %y : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
    %3 = stablehlo.compare LT, %x, %y, FLOAT : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xi1>
    %4 = stablehlo.select %3, %x, %y : (tensor<2x3xi1>, tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.constant dense<true> : tensor<i1>
    %6 = stablehlo.select %5, %x, %x : tensor<i1>, tensor<?x3xf32>
    %7 = stablehlo.clamp %0, %x, %y : (tensor<f32>, tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x3xf32>
    %8 = stablehlo.clamp %x, %x, %x : tensor<?x3xf32>
    %9 = stablehlo.convert %x : (tensor<?x3xf32>) -> tensor<?x3xi32>
    %10 = stablehlo.bitcast_convert %x : (tensor<?x3xf32>) -> tensor<?x3xi32>
    %11 = stablehlo.bitcast_convert %x : (tensor<?x3xf32>) -> tensor<?x3x4xui8>
    %12:2 = stablehlo.optimization_barrier %x, %y : tensor<?x3xf32>, tensor<2x?xf32>
    %13 = stablehlo.broadcast_in_dim %y, dims = [0, 2] : (tensor<2x?xf32>) -> tensor<2x4x5xf32>
    %14 = stablehlo.concatenate %x, %y, dim = 0 : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x3xf32>
    %15 = stablehlo.negate %y : tensor<2x?xf32>
    %16 = stablehlo.concatenate %y, %15, dim = 1 : (tensor<2x?xf32>, tensor<2x?xf32>) -> tensor<2x?xf32>
    %17 = stablehlo.reshape %x : (tensor<?x3xf32>) -> tensor<2x3xf32>
    %18 = stablehlo.reverse %x, dims = [0] : tensor<?x3xf32>
    %19 = stablehlo.transpose %x, dims = [1, 0] : (tensor<?x3xf32>) -> tensor<3x?xf32>
    %20 = stablehlo.pad %x, %0, low = [1, 1], high = [0, -2], interior = [2, 0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?x2xf32>
    %21 = stablehlo.slice %x [1:7:2, 0:3] : (tensor<?x3xf32>) -> tensor<3x3xf32>
    %22 = stablehlo.dynamic_slice %x, %at, %at, sizes = [4, 2] : (tensor<?x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %23 = stablehlo.dynamic_update_slice %x, %22, %at, %at : (tensor<?x3xf32>, tensor<4x2xf32>, tensor<i32>, tensor<i32>) -> tensor<?x3xf32>
    %24 = stablehlo.dynamic_update_slice %22, %y, %at, %at : (tensor<4x2xf32>, tensor<2x?xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %25 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x2xf32>
    %26 = stablehlo.dot_general %x, %y, batching_dims = [0] x [0], contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2xf32>
    %27 = stablehlo.constant dense<0.0> : tensor<f32>
    %28 = stablehlo.reduce(%x init: %27) applies stablehlo.add across dimensions = [1] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?xf32>
    %29 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %30 = stablehlo.reduce(%x init: %29) applies stablehlo.maximum across dimensions = [0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<3xf32>
    %31 = "stablehlo.gather"(%x, %rows) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<?x3xf32>, tensor<?x1xi32>) -> tensor<?x1x3xf32>
    %35 = "stablehlo.scatter"(%x, %rows, %updates) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%32: tensor<f32>, %33: tensor<f32>):
      %34 = stablehlo.add %32, %33 : tensor<f32>
      stablehlo.return %34 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %36 = stablehlo.constant dense<true> : tensor<i1>
    %38 = "stablehlo.if"(%36) ({
      stablehlo.return %x : tensor<?x3xf32>
    }, {
      %37 = stablehlo.negate %x : tensor<?x3xf32>
      stablehlo.return %37 : tensor<?x3xf32>
    }) : (tensor<i1>) -> tensor<?x3xf32>
    %39 = "stablehlo.case"(%at) ({
      stablehlo.return %y : tensor<2x?xf32>
    }, {
      stablehlo.return %y : tensor<2x?xf32>
    }) : (tensor<i32>) -> tensor<2x?xf32>
    %44 = "stablehlo.while"(%x) ({
    ^bb0(%40: tensor<?x3xf32>):
      %41 = stablehlo.constant dense<false> : tensor<i1>
      stablehlo.return %41 : tensor<i1>
    }, {
    ^bb0(%42: tensor<?x3xf32>):
      %43 = stablehlo.negate %42 : tensor<?x3xf32>
      stablehlo.return %43 : tensor<?x3xf32>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %48 = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%45: tensor<f32>, %46: tensor<f32>):
      %47 = stablehlo.compare LT, %45, %46, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %47 : tensor<i1>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %51 = "stablehlo.map"(%x) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%49: tensor<f32>):
      %50 = stablehlo.negate %49 : tensor<f32>
      stablehlo.return %50 : tensor<f32>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %52 = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
    %53 = stablehlo.reshape %52 : (tensor<i32>) -> tensor<1xi32>
    %54 = stablehlo.constant dense<3> : tensor<1xi32>
    %55 = stablehlo.concatenate %53, %54, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %56 = stablehlo.constant dense<1> : tensor<2xi64>
    %57 = stablehlo.dynamic_broadcast_in_dim %x, %55, dims = [0, 1] : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x3xf32>
    %58 = stablehlo.dynamic_iota %55, dim = 0 : (tensor<2xi32>) -> tensor<?x3xi64>
    %59 = stablehlo.dynamic_reshape %x, %55 : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x?xf32>
    %60 = stablehlo.dynamic_pad %x, %0, %56, %56, %56 : (tensor<?x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x7xf32>
    %61 = stablehlo.real_dynamic_slice %x, %56, %56, %56 : (tensor<?x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
    %62 = "stablehlo.dynamic_gather"(%x, %rows, %56) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x?xf32>
    return %2 : tensor<2x3xf32>
  }
}
