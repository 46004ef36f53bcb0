// action: write plain
// input: contractions
// expected: the text below
module @contractions {
  func.func public @main(%x: tensor<2x3xf32>) -> (tensor<2x4x3xf32> {jax.result_info = "batched"}) {
    %0 = stablehlo.dot_general %x, %x, batching_dims = [0] x [0], contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2xf32>
    %1 = stablehlo.dot_general %x, %x, contracting_dims = [] x [], precision = [DEFAULT, DEFAULT] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3x2x3xf64>
    %2 = stablehlo.constant dense<0.0> : tensor<f32>
    %3 = stablehlo.reduce(%x init: %2) applies stablehlo.add across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %4 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %5 = stablehlo.reduce(%x init: %4) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %6 = stablehlo.constant dense<0.0> : tensor<f32>
    %10 = "stablehlo.reduce"(%x, %6) <{dimensions = array<i64: 0>}> ({
    ^bb0(%7: tensor<f32>, %8: tensor<f32>):
      %9 = stablehlo.subtract %7, %8 : tensor<f32>
      stablehlo.return %9 : tensor<f32>
    }) : (tensor<2x3xf32>, tensor<f32>) -> tensor<3xf32>
    %11 = stablehlo.constant dense<0.0> : tensor<f32>
    %12 = stablehlo.reduce(%x init: %11) applies stablehlo.add across dimensions = [] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
    %13 = stablehlo.iota dim = 1 : tensor<2x3xi32>
    %14 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %15 = stablehlo.constant dense<0> : tensor<i32>
    %22:2 = "stablehlo.reduce"(%x, %13, %14, %15) <{dimensions = array<i64: 1>}> ({
    ^bb0(%best: tensor<f32>, %16: tensor<i32>, %17: tensor<f32>, %18: tensor<i32>):
      %19 = stablehlo.compare GE, %best, %17, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %20 = stablehlo.select %19, %best, %17 : tensor<i1>, tensor<f32>
      %21 = stablehlo.select %19, %16, %18 : tensor<i1>, tensor<i32>
      stablehlo.return %20, %21 : tensor<f32>, tensor<i32>
    }) : (tensor<2x3xf32>, tensor<2x3xi32>, tensor<f32>, tensor<i32>) -> (tensor<2xf32>, tensor<2xi32>)
    %23 = stablehlo.iota dim = 0 : tensor<5x1xi32>
    %24 = "stablehlo.gather"(%x, %23) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<2x3xf32>, tensor<5x1xi32>) -> tensor<5x1x3xf32>
    %25 = stablehlo.constant dense<1.0> : tensor<5x3xf32>
    %29 = "stablehlo.scatter"(%x, %23, %25) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = true}> ({
    ^bb0(%26: tensor<f32>, %27: tensor<f32>):
      %28 = stablehlo.add %26, %27 : tensor<f32>
      stablehlo.return %28 : tensor<f32>
    }) : (tensor<2x3xf32>, tensor<5x1xi32>, tensor<5x3xf32>) -> tensor<2x3xf32>
    %30 = stablehlo.constant dense<0.5> : tensor<2x7x3xf32>
    %31 = stablehlo.constant dense<6> : tensor<2x4x1xi32>
    %32 = "stablehlo.gather"(%30, %31) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, indices_are_sorted = true, slice_sizes = array<i64: 1, 1, 3>}> : (tensor<2x7x3xf32>, tensor<2x4x1xi32>) -> tensor<2x4x3xf32>
    return %32 : tensor<2x4x3xf32>
  }
}
