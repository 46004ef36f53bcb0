"builtin.module"() <{sym_name = "dynamics"}> ({
  "func.func"() <{function_type = (tensor<2x3xf32>, tensor<2x6x7x4xf32>, tensor<3x2x2x6xf32>, tensor<4x4xf32>) -> tensor<i32>, res_attrs = [{jax.result_info = "size"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<2x3xf32>, %arg1: tensor<2x6x7x4xf32>, %arg2: tensor<3x2x2x6xf32>, %arg3: tensor<4x4xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<> : tensor<0xi64>}> : () -> tensor<0xi64>
    %2 = "stablehlo.constant"() <{value = dense<[1, 2]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %3 = "stablehlo.constant"() <{value = dense<[2, 4, 3]> : tensor<3xi64>}> : () -> tensor<3xi64>
    %4 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %3) <{broadcast_dimensions = array<i64: 0, 2>}> : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %5 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %3) <{broadcast_dimensions = array<i64: 0, 2>, known_expanding_dimensions = array<i64>, known_nonexpanding_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %6 = "stablehlo.constant"() <{value = dense<[[1, -1], [0, 2]]> : tensor<2x2xi64>}> : () -> tensor<2x2xi64>
    %7 = "stablehlo.dynamic_conv"(%arg1, %arg2, %6) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[f, 1, 0, b]>, feature_group_count = 2 : i64, lhs_dilation = array<i64: 1, 3>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>], rhs_dilation = array<i64: 2, 1>, window_reversal = array<i1: false, true>, window_strides = array<i64: 2, 1>}> : (tensor<2x6x7x4xf32>, tensor<3x2x2x6xf32>, tensor<2x2xi64>) -> tensor<6x20x1x2xf32>
    %8 = "stablehlo.constant"() <{value = dense<> : tensor<0x2xi64>}> : () -> tensor<0x2xi64>
    %9 = "stablehlo.dynamic_conv"(%arg3, %arg3, %8) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, f]x[i, o]->[b, f]>, feature_group_count = 1 : i64, lhs_dilation = array<i64>, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>], rhs_dilation = array<i64>, window_reversal = array<i1>, window_strides = array<i64>}> : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<0x2xi64>) -> tensor<4x4xf32>
    %10 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<5x1xi32>
    %11 = "stablehlo.constant"() <{value = dense<[1, 2]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %12 = "stablehlo.dynamic_gather"(%arg0, %10, %11) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<5x1xi32>, tensor<2xi64>) -> tensor<5x2xf32>
    %13 = "stablehlo.dynamic_iota"(%2) <{iota_dimension = 1 : i64}> : (tensor<2xi64>) -> tensor<1x2xi32>
    %14 = "stablehlo.dynamic_pad"(%arg0, %0, %2, %2, %2) : (tensor<2x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<5x11xf32>
    %15 = "stablehlo.dynamic_pad"(%0, %0, %1, %1, %1) : (tensor<f32>, tensor<f32>, tensor<0xi64>, tensor<0xi64>, tensor<0xi64>) -> tensor<f32>
    %16 = "stablehlo.constant"() <{value = dense<6> : tensor<1xi64>}> : () -> tensor<1xi64>
    %17 = "stablehlo.dynamic_reshape"(%arg0, %16) : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<6xf32>
    %18 = "stablehlo.dynamic_reshape"(%0, %1) : (tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %19 = "stablehlo.constant"() <{value = dense<[0, 1]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %20 = "stablehlo.constant"() <{value = dense<[2, 3]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %21 = "stablehlo.real_dynamic_slice"(%arg0, %19, %20, %2) : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x1xf32>
    %22 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %23 = "stablehlo.set_dimension_size"(%arg0, %22) <{dimension = 1 : i64}> : (tensor<2x3xf32>, tensor<i32>) -> tensor<2x1xf32>
    %24 = "stablehlo.get_dimension_size"(%arg0) <{dimension = 1 : i64}> : (tensor<2x3xf32>) -> tensor<i32>
    "func.return"(%24) : (tensor<i32>) -> ()
  }) : () -> ()
}) : () -> ()
