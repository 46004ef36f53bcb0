"builtin.module"() <{sym_name = "dynamics"}> ({
  "func.func"() <{function_type = (tensor<2x3xf32>) -> tensor<i32>, res_attrs = [{jax.result_info = "size"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<2x3xf32>):
    %0 = "stablehlo.constant"() <{value = dense<0.000000e+00> : tensor<f32>}> : () -> tensor<f32>
    %1 = "stablehlo.constant"() <{value = dense<> : tensor<0xi64>}> : () -> tensor<0xi64>
    %2 = "stablehlo.constant"() <{value = dense<[1, 2]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %3 = "stablehlo.constant"() <{value = dense<[2, 4, 3]> : tensor<3xi64>}> : () -> tensor<3xi64>
    %4 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %3) <{broadcast_dimensions = array<i64: 0, 2>}> : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %5 = "stablehlo.dynamic_broadcast_in_dim"(%arg0, %3) <{broadcast_dimensions = array<i64: 0, 2>, known_expanding_dimensions = array<i64>, known_nonexpanding_dimensions = array<i64: 0, 1>}> : (tensor<2x3xf32>, tensor<3xi64>) -> tensor<2x4x3xf32>
    %6 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<5x1xi32>
    %7 = "stablehlo.constant"() <{value = dense<[1, 2]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %8 = "stablehlo.dynamic_gather"(%arg0, %6, %7) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<5x1xi32>, tensor<2xi64>) -> tensor<5x2xf32>
    %9 = "stablehlo.dynamic_iota"(%2) <{iota_dimension = 1 : i64}> : (tensor<2xi64>) -> tensor<1x2xi32>
    %10 = "stablehlo.dynamic_pad"(%arg0, %0, %2, %2, %2) : (tensor<2x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<5x11xf32>
    %11 = "stablehlo.dynamic_pad"(%0, %0, %1, %1, %1) : (tensor<f32>, tensor<f32>, tensor<0xi64>, tensor<0xi64>, tensor<0xi64>) -> tensor<f32>
    %12 = "stablehlo.constant"() <{value = dense<6> : tensor<1xi64>}> : () -> tensor<1xi64>
    %13 = "stablehlo.dynamic_reshape"(%arg0, %12) : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<6xf32>
    %14 = "stablehlo.dynamic_reshape"(%0, %1) : (tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %15 = "stablehlo.constant"() <{value = dense<[0, 1]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %16 = "stablehlo.constant"() <{value = dense<[2, 3]> : tensor<2xi64>}> : () -> tensor<2xi64>
    %17 = "stablehlo.real_dynamic_slice"(%arg0, %15, %16, %2) : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x1xf32>
    %18 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %19 = "stablehlo.set_dimension_size"(%arg0, %18) <{dimension = 1 : i64}> : (tensor<2x3xf32>, tensor<i32>) -> tensor<2x1xf32>
    %20 = "stablehlo.get_dimension_size"(%arg0) <{dimension = 1 : i64}> : (tensor<2x3xf32>) -> tensor<i32>
    "func.return"(%20) : (tensor<i32>) -> ()
  }) : () -> ()
}) : () -> ()
