// action: write plain
// input: unknown_sizes
// expected: the text below
module @unknown_sizes {
  func.func public @main(
      %x: tensor<?x3xf32>,
      %y: tensor<2x?xf32>,
      %rows: tensor<?x1xi32>,
      %at: tensor<i32>,
      %bounded: tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>,
      %input: tensor<?x5x?xf32>,
      %kernel: tensor<3x?x6xf32>,
      %padding: tensor<1x2xi32>,
      %source: tensor<?x1xf32>,
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
    %21 = stablehlo.add %bounded, %bounded : tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>
    %22 = stablehlo.convert %bounded : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<?x?x3xi32, #stablehlo.bounds<4, ?, ?>>
    %23 = stablehlo.get_dimension_size %bounded, dim = 0 : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<i32>
    %24 = stablehlo.set_dimension_size %bounded, %at, dim = 1 : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, tensor<i32>) -> tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    %25 = stablehlo.constant dense<true> : tensor<i1>
    %26 = "stablehlo.if"(%25) ({
      stablehlo.return %24 : tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    }, {
      stablehlo.return %24 : tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    }) : (tensor<i1>) -> tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    %27 = stablehlo.slice %x [1:7:2, 0:3] : (tensor<?x3xf32>) -> tensor<3x3xf32>
    %28 = stablehlo.dynamic_slice %x, %at, %at, sizes = [4, 2] : (tensor<?x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %29 = stablehlo.dynamic_update_slice %x, %28, %at, %at : (tensor<?x3xf32>, tensor<4x2xf32>, tensor<i32>, tensor<i32>) -> tensor<?x3xf32>
    %30 = stablehlo.dynamic_update_slice %28, %y, %at, %at : (tensor<4x2xf32>, tensor<2x?xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %31 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x2xf32>
    %32 = stablehlo.dot_general %x, %y, batching_dims = [0] x [0], contracting_dims = [1] x [1], precision = [HIGHEST, HIGHEST] : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2xf32>
    %33 = stablehlo.constant dense<0.0> : tensor<f32>
    %34 = stablehlo.reduce(%x init: %33) applies stablehlo.add across dimensions = [1] : (tensor<?x3xf32>, tensor<f32>) -> tensor<?xf32>
    %35 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %36 = stablehlo.reduce(%x init: %35) applies stablehlo.maximum across dimensions = [0] : (tensor<?x3xf32>, tensor<f32>) -> tensor<3xf32>
    %37 = stablehlo.convolution(%input, %kernel) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {stride = [2], pad = [[1, 1]], lhs_dilate = [1], rhs_dilate = [1], reverse = [false]} {batch_group_count = 1 : i64, feature_group_count = 3 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<?x5x?xf32>, tensor<3x?x6xf32>) -> tensor<?x3x6xf32>
    %38 = "stablehlo.dynamic_conv"(%input, %kernel, %padding) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 3 : i64, lhs_dilation = array<i64: 1>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>], rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, window_strides = array<i64: 2>}> : (tensor<?x5x?xf32>, tensor<3x?x6xf32>, tensor<1x2xi32>) -> tensor<?x?x6xf32>
    %42 = "stablehlo.reduce_window"(%x, %0) <{base_dilations = array<i64: 1, 1>, padding = dense<[[1, 0], [0, 0]]> : tensor<2x2xi64>, window_dilations = array<i64: 1, 1>, window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%39: tensor<f32>, %40: tensor<f32>):
      %41 = stablehlo.add %39, %40 : tensor<f32>
      stablehlo.return %41 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<f32>) -> tensor<?x1xf32>
    %49 = "stablehlo.select_and_scatter"(%x, %source, %0) <{padding = dense<[[0, 0], [0, 0]]> : tensor<2x2xi64>, window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%43: tensor<f32>, %44: tensor<f32>):
      %45 = stablehlo.compare GE, %43, %44, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %45 : tensor<i1>
    }, {
    ^bb0(%46: tensor<f32>, %47: tensor<f32>):
      %48 = stablehlo.add %46, %47 : tensor<f32>
      stablehlo.return %48 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<?x1xf32>, tensor<f32>) -> tensor<?x3xf32>
    %50 = "stablehlo.gather"(%x, %rows) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<?x3xf32>, tensor<?x1xi32>) -> tensor<?x1x3xf32>
    %54 = "stablehlo.scatter"(%x, %rows, %updates) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%51: tensor<f32>, %52: tensor<f32>):
      %53 = stablehlo.add %51, %52 : tensor<f32>
      stablehlo.return %53 : tensor<f32>
    }) : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %55 = stablehlo.constant dense<true> : tensor<i1>
    %57 = "stablehlo.if"(%55) ({
      stablehlo.return %x : tensor<?x3xf32>
    }, {
      %56 = stablehlo.negate %x : tensor<?x3xf32>
      stablehlo.return %56 : tensor<?x3xf32>
    }) : (tensor<i1>) -> tensor<?x3xf32>
    %58 = "stablehlo.case"(%at) ({
      stablehlo.return %y : tensor<2x?xf32>
    }, {
      stablehlo.return %y : tensor<2x?xf32>
    }) : (tensor<i32>) -> tensor<2x?xf32>
    %63 = "stablehlo.while"(%x) ({
    ^bb0(%59: tensor<?x3xf32>):
      %60 = stablehlo.constant dense<false> : tensor<i1>
      stablehlo.return %60 : tensor<i1>
    }, {
    ^bb0(%61: tensor<?x3xf32>):
      %62 = stablehlo.negate %61 : tensor<?x3xf32>
      stablehlo.return %62 : tensor<?x3xf32>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %67 = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%64: tensor<f32>, %65: tensor<f32>):
      %66 = stablehlo.compare LT, %64, %65, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %66 : tensor<i1>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %70 = "stablehlo.map"(%x) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%68: tensor<f32>):
      %69 = stablehlo.negate %68 : tensor<f32>
      stablehlo.return %69 : tensor<f32>
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %71 = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
    %72 = stablehlo.reshape %71 : (tensor<i32>) -> tensor<1xi32>
    %73 = stablehlo.constant dense<3> : tensor<1xi32>
    %74 = stablehlo.concatenate %72, %73, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %75 = stablehlo.constant dense<1> : tensor<2xi64>
    %76 = stablehlo.dynamic_broadcast_in_dim %x, %74, dims = [0, 1] : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x3xf32>
    %77 = stablehlo.dynamic_iota %74, dim = 0 : (tensor<2xi32>) -> tensor<?x3xi64>
    %78 = stablehlo.dynamic_reshape %x, %74 : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x?xf32>
    %79 = stablehlo.dynamic_pad %x, %0, %75, %75, %75 : (tensor<?x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x7xf32>
    %80 = stablehlo.real_dynamic_slice %x, %75, %75, %75 : (tensor<?x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
    %81 = "stablehlo.dynamic_gather"(%x, %rows, %75) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x?xf32>
    return %2 : tensor<2x3xf32>
  }
}
