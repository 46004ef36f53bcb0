"builtin.module"() <{sym_name = "unknown_sizes"}> ({
  "func.func"() <{function_type = (tensor<?x3xf32>, tensor<2x?xf32>, tensor<?x1xi32>, tensor<i32>, tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, tensor<?x5x?xf32>, tensor<3x?x6xf32>, tensor<1x2xi32>, tensor<?x1xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>, res_attrs = [{jax.result_info = "sum"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<?x3xf32>, %arg1: tensor<2x?xf32>, %arg2: tensor<?x1xi32>, %arg3: tensor<i32>, %arg4: tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, %arg5: tensor<?x5x?xf32>, %arg6: tensor<3x?x6xf32>, %arg7: tensor<1x2xi32>, %arg8: tensor<?x1xf32>, %arg9: tensor<?x3xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.negate"(%arg0) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %2 = "stablehlo.add"(%arg0, %arg1) : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
    %3 = "stablehlo.compare"(%arg0, %arg1) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xi1>
    %4 = "stablehlo.select"(%3, %arg0, %arg1) : (tensor<2x3xi1>, tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
    %5 = "stablehlo.constant"() <{value = dense<true> : tensor<i1>}> : () -> tensor<i1>
    %6 = "stablehlo.select"(%5, %arg0, %arg0) : (tensor<i1>, tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %7 = "stablehlo.clamp"(%0, %arg0, %arg1) : (tensor<f32>, tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x3xf32>
    %8 = "stablehlo.clamp"(%arg0, %arg0, %arg0) : (tensor<?x3xf32>, tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %9 = "stablehlo.convert"(%arg0) : (tensor<?x3xf32>) -> tensor<?x3xi32>
    %10 = "stablehlo.bitcast_convert"(%arg0) : (tensor<?x3xf32>) -> tensor<?x3xi32>
    %11 = "stablehlo.bitcast_convert"(%arg0) : (tensor<?x3xf32>) -> tensor<?x3x4xui8>
    %12:2 = "stablehlo.optimization_barrier"(%arg0, %arg1) : (tensor<?x3xf32>, tensor<2x?xf32>) -> (tensor<?x3xf32>, tensor<2x?xf32>)
    %13 = "stablehlo.broadcast_in_dim"(%arg1) <{broadcast_dimensions = array<i64: 0, 2>}> : (tensor<2x?xf32>) -> tensor<2x4x5xf32>
    %14 = "stablehlo.concatenate"(%arg0, %arg1) <{dimension = 0 : i64}> : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x3xf32>
    %15 = "stablehlo.negate"(%arg1) : (tensor<2x?xf32>) -> tensor<2x?xf32>
    %16 = "stablehlo.concatenate"(%arg1, %15) <{dimension = 1 : i64}> : (tensor<2x?xf32>, tensor<2x?xf32>) -> tensor<2x?xf32>
    %17 = "stablehlo.reshape"(%arg0) : (tensor<?x3xf32>) -> tensor<2x3xf32>
    %18 = "stablehlo.reverse"(%arg0) <{dimensions = array<i64: 0>}> : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %19 = "stablehlo.transpose"(%arg0) <{permutation = array<i64: 1, 0>}> : (tensor<?x3xf32>) -> tensor<3x?xf32>
    %20 = "stablehlo.pad"(%arg0, %0) <{edge_padding_high = array<i64: 0, -2>, edge_padding_low = array<i64: 1, 1>, interior_padding = array<i64: 2, 0>}> : (tensor<?x3xf32>, tensor<f32>) -> tensor<?x2xf32>
    %21 = "stablehlo.add"(%arg4, %arg4) : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>
    %22 = "stablehlo.convert"(%arg4) : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<?x?x3xi32, #stablehlo.bounds<4, ?, ?>>
    %23 = "stablehlo.get_dimension_size"(%arg4) <{dimension = 0 : i64}> : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>) -> tensor<i32>
    %24 = "stablehlo.set_dimension_size"(%arg4, %arg3) <{dimension = 1 : i64}> : (tensor<?x?x3xf32, #stablehlo.bounds<4, ?, ?>>, tensor<i32>) -> tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    %25 = "stablehlo.constant"() <{value = dense<true> : tensor<i1>}> : () -> tensor<i1>
    %26 = "stablehlo.if"(%25) ({
      "stablehlo.return"(%24) : (tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>) -> ()
    }, {
      "stablehlo.return"(%24) : (tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>) -> ()
    }) : (tensor<i1>) -> tensor<2x?x3xf32, #stablehlo.bounds<?, 5, ?>>
    %27 = "stablehlo.slice"(%arg0) <{limit_indices = array<i64: 7, 3>, start_indices = array<i64: 1, 0>, strides = array<i64: 2, 1>}> : (tensor<?x3xf32>) -> tensor<3x3xf32>
    %28 = "stablehlo.dynamic_slice"(%arg0, %arg3, %arg3) <{slice_sizes = array<i64: 4, 2>}> : (tensor<?x3xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %29 = "stablehlo.dynamic_update_slice"(%arg0, %28, %arg3, %arg3) : (tensor<?x3xf32>, tensor<4x2xf32>, tensor<i32>, tensor<i32>) -> tensor<?x3xf32>
    %30 = "stablehlo.dynamic_update_slice"(%28, %arg1, %arg3, %arg3) : (tensor<4x2xf32>, tensor<2x?xf32>, tensor<i32>, tensor<i32>) -> tensor<4x2xf32>
    %31 = "stablehlo.dot_general"(%arg0, %arg1) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1]>, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]}> : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x2xf32>
    %32 = "stablehlo.dot_general"(%arg0, %arg1) <{dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1]>, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]}> : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<2xf32>
    %33 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %34 = "stablehlo.reduce"(%arg0, %33) <{dimensions = array<i64: 1>}> ({
    ^bb0(%arg25: tensor<f32>, %arg26: tensor<f32>):
      %70 = "stablehlo.add"(%arg25, %arg26) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%70) : (tensor<f32>) -> ()
    }) : (tensor<?x3xf32>, tensor<f32>) -> tensor<?xf32>
    %35 = "stablehlo.constant"() <{value = dense<0xFF800000> : tensor<f32>}> : () -> tensor<f32>
    %36 = "stablehlo.reduce"(%arg0, %35) <{dimensions = array<i64: 0>}> ({
    ^bb0(%arg23: tensor<f32>, %arg24: tensor<f32>):
      %69 = "stablehlo.maximum"(%arg23, %arg24) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%69) : (tensor<f32>) -> ()
    }) : (tensor<?x3xf32>, tensor<f32>) -> tensor<3xf32>
    %37 = "stablehlo.convolution"(%arg5, %arg6) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 3 : i64, lhs_dilation = array<i64: 1>, padding = dense<1> : tensor<1x2xi64>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>], rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, window_strides = array<i64: 2>}> : (tensor<?x5x?xf32>, tensor<3x?x6xf32>) -> tensor<?x3x6xf32>
    %38 = "stablehlo.dynamic_conv"(%arg5, %arg6, %arg7) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 3 : i64, lhs_dilation = array<i64: 1>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>], rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, window_strides = array<i64: 2>}> : (tensor<?x5x?xf32>, tensor<3x?x6xf32>, tensor<1x2xi32>) -> tensor<?x?x6xf32>
    %39 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1, 1>, padding = dense<[[1, 0], [0, 0]]> : tensor<2x2xi64>, window_dilations = array<i64: 1, 1>, window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%arg21: tensor<f32>, %arg22: tensor<f32>):
      %68 = "stablehlo.add"(%arg21, %arg22) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%68) : (tensor<f32>) -> ()
    }) : (tensor<?x3xf32>, tensor<f32>) -> tensor<?x1xf32>
    %40 = "stablehlo.select_and_scatter"(%arg0, %arg8, %0) <{padding = dense<0> : tensor<2x2xi64>, window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 1, 1>}> ({
    ^bb0(%arg19: tensor<f32>, %arg20: tensor<f32>):
      %67 = "stablehlo.compare"(%arg19, %arg20) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GE>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%67) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg17: tensor<f32>, %arg18: tensor<f32>):
      %66 = "stablehlo.add"(%arg17, %arg18) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%66) : (tensor<f32>) -> ()
    }) : (tensor<?x3xf32>, tensor<?x1xf32>, tensor<f32>) -> tensor<?x3xf32>
    %41 = "stablehlo.gather"(%arg0, %arg2) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 3>}> : (tensor<?x3xf32>, tensor<?x1xi32>) -> tensor<?x1x3xf32>
    %42 = "stablehlo.scatter"(%arg0, %arg2, %arg9) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg15: tensor<f32>, %arg16: tensor<f32>):
      %65 = "stablehlo.add"(%arg15, %arg16) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%65) : (tensor<f32>) -> ()
    }) : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<?x3xf32>) -> tensor<?x3xf32>
    %43 = "stablehlo.constant"() <{value = dense<true> : tensor<i1>}> : () -> tensor<i1>
    %44 = "stablehlo.if"(%43) ({
      "stablehlo.return"(%arg0) : (tensor<?x3xf32>) -> ()
    }, {
      %64 = "stablehlo.negate"(%arg0) : (tensor<?x3xf32>) -> tensor<?x3xf32>
      "stablehlo.return"(%64) : (tensor<?x3xf32>) -> ()
    }) : (tensor<i1>) -> tensor<?x3xf32>
    %45 = "stablehlo.case"(%arg3) ({
      "stablehlo.return"(%arg1) : (tensor<2x?xf32>) -> ()
    }, {
      "stablehlo.return"(%arg1) : (tensor<2x?xf32>) -> ()
    }) : (tensor<i32>) -> tensor<2x?xf32>
    %46 = "stablehlo.while"(%arg0) ({
    ^bb0(%arg14: tensor<?x3xf32>):
      %63 = "stablehlo.constant"() <{value = dense<false> : tensor<i1>}> : () -> tensor<i1>
      "stablehlo.return"(%63) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg13: tensor<?x3xf32>):
      %62 = "stablehlo.negate"(%arg13) : (tensor<?x3xf32>) -> tensor<?x3xf32>
      "stablehlo.return"(%62) : (tensor<?x3xf32>) -> ()
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %47 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%arg11: tensor<f32>, %arg12: tensor<f32>):
      %61 = "stablehlo.compare"(%arg11, %arg12) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%61) : (tensor<i1>) -> ()
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %48 = "stablehlo.map"(%arg0) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%arg10: tensor<f32>):
      %60 = "stablehlo.negate"(%arg10) : (tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%60) : (tensor<f32>) -> ()
    }) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %49 = "stablehlo.get_dimension_size"(%arg0) <{dimension = 0 : i64}> : (tensor<?x3xf32>) -> tensor<i32>
    %50 = "stablehlo.reshape"(%49) : (tensor<i32>) -> tensor<1xi32>
    %51 = "stablehlo.constant"() <{value = dense<3> : tensor<1xi32>}> : () -> tensor<1xi32>
    %52 = "stablehlo.concatenate"(%50, %51) <{dimension = 0 : i64}> : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %53 = "stablehlo.constant"() <{value = dense<1> : tensor<2xi64>}> : () -> tensor<2xi64>
    %54 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %52) <{broadcast_dimensions = array<i64: 0, 1>}> : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x3xf32>
    %55 = "stablehlo.dynamic_iota"(%52) <{iota_dimension = 0 : i64}> : (tensor<2xi32>) -> tensor<?x3xi64>
    %56 = "stablehlo.dynamic_reshape"(%arg0, %52) : (tensor<?x3xf32>, tensor<2xi32>) -> tensor<?x?xf32>
    %57 = "stablehlo.dynamic_pad"(%arg0, %0, %53, %53, %53) : (tensor<?x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x7xf32>
    %58 = "stablehlo.real_dynamic_slice"(%arg0, %53, %53, %53) : (tensor<?x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
    %59 = "stablehlo.dynamic_gather"(%arg0, %arg2, %53) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x?xf32>
    "func.return"(%2) : (tensor<2x3xf32>) -> ()
  }) : () -> ()
}) : () -> ()
