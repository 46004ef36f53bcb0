"builtin.module"() <{sym_name = "effects"}> ({
  "func.func"() <{function_type = (tensor<2x3xf32>, tensor<i32>, !stablehlo.token, tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token), res_attrs = [{jax.result_info = "nested"}, {jax.result_info = "token"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<2x3xf32>, %arg1: tensor<i32>, %arg2: !stablehlo.token, %arg3: tuple<tuple<>, tuple<tensor<2xbf16>>>):
    %0 = "stablehlo.after_all"() : () -> !stablehlo.token
    %1 = "stablehlo.after_all"(%0, %arg2) : (!stablehlo.token, !stablehlo.token) -> !stablehlo.token
    %2 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %3:2 = "stablehlo.while"(%arg1, %1) ({
    ^bb0(%arg6: tensor<i32>, %arg7: !stablehlo.token):
      %18 = "stablehlo.compare"(%arg6, %2) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%18) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg4: tensor<i32>, %arg5: !stablehlo.token):
      %17 = "stablehlo.subtract"(%arg4, %2) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%17, %arg5) : (tensor<i32>, !stablehlo.token) -> ()
    }) : (tensor<i32>, !stablehlo.token) -> (tensor<i32>, !stablehlo.token)
    %4 = "stablehlo.compare"(%arg1, %2) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %5 = "stablehlo.if"(%4) ({
      "stablehlo.return"(%1) : (!stablehlo.token) -> ()
    }, {
      "stablehlo.return"(%arg2) : (!stablehlo.token) -> ()
    }) : (tensor<i1>) -> !stablehlo.token
    %6:2 = "stablehlo.optimization_barrier"(%arg1, %arg2) : (tensor<i32>, !stablehlo.token) -> (tensor<i32>, !stablehlo.token)
    %7 = "stablehlo.get_tuple_element"(%arg3) <{index = 1 : i32}> : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %8 = "stablehlo.get_tuple_element"(%7) <{index = 0 : i32}> : (tuple<tensor<2xbf16>>) -> tensor<2xbf16>
    %9 = "stablehlo.tuple"() : () -> tuple<>
    %10 = "stablehlo.tuple"(%arg0, %7) : (tensor<2x3xf32>, tuple<tensor<2xbf16>>) -> tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>
    %11 = "stablehlo.get_tuple_element"(%10) <{index = 1 : i32}> : (tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %12 = "stablehlo.partition_id"() : () -> tensor<ui32>
    %13 = "stablehlo.replica_id"() : () -> tensor<ui32>
    "stablehlo.custom_call"() <{call_target_name = "foo"}> : () -> ()
    %14 = "stablehlo.custom_call"(%arg0) <{api_version = 3 : i32, backend_config = "a \22config\22", call_target_name = "Sharding"}> : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %15 = "stablehlo.custom_call"(%arg0, %arg2) <{api_version = 4 : i32, backend_config = {bar = 42 : i32}, call_target_name = "not-an-id", called_computations = [@main], has_side_effect = true, operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<> : tensor<0xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]}> : (tensor<2x3xf32>, !stablehlo.token) -> tensor<2x3xf32>
    %16:2 = "stablehlo.custom_call"(%arg3) <{call_target_name = "foo", output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 0, operand_tuple_indices = [1, 0]>]}> : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tensor<2x3xf32>, tensor<2xbf16>)
    "stablehlo.custom_call"(%arg1, %arg1) <{call_target_name = "check.expect_eq", has_side_effect = true}> : (tensor<i32>, tensor<i32>) -> ()
    "stablehlo.custom_call"(%arg0, %arg0) <{api_version = 4 : i32, backend_config = {tolerance = 1.000000e-05 : f64}, call_target_name = "check.expect_almost_eq", has_side_effect = true}> : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    "stablehlo.custom_call"(%arg0, %arg0) <{api_version = 4 : i32, backend_config = {max_ulp_difference = 3 : i64, min_ulp_difference = 0 : i64}, call_target_name = "check.expect_close", has_side_effect = true}> : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    "func.return"(%arg3, %arg2) : (tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token) -> ()
  }) : () -> ()
}) : () -> ()
