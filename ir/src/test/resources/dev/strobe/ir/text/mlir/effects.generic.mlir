"builtin.module"() <{sym_name = "effects"}> ({
  "func.func"() <{function_type = (tensor<2x3xf32>, tensor<i32>, !stablehlo.token, tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token), res_attrs = [{jax.result_info = "nested"}, {jax.result_info = "token"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg1: tensor<2x3xf32>, %arg2: tensor<i32>, %arg3: !stablehlo.token, %arg4: tuple<tuple<>, tuple<tensor<2xbf16>>>):
    %1 = "stablehlo.after_all"() : () -> !stablehlo.token
    %2 = "stablehlo.after_all"(%1, %arg3) : (!stablehlo.token, !stablehlo.token) -> !stablehlo.token
    %3 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %4:2 = "stablehlo.while"(%arg2, %2) ({
    ^bb0(%arg12: tensor<i32>, %arg13: !stablehlo.token):
      %35 = "stablehlo.compare"(%arg12, %3) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%35) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg10: tensor<i32>, %arg11: !stablehlo.token):
      %34 = "stablehlo.subtract"(%arg10, %3) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%34, %arg11) : (tensor<i32>, !stablehlo.token) -> ()
    }) : (tensor<i32>, !stablehlo.token) -> (tensor<i32>, !stablehlo.token)
    %5 = "stablehlo.compare"(%arg2, %3) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %6 = "stablehlo.if"(%5) ({
      "stablehlo.return"(%2) : (!stablehlo.token) -> ()
    }, {
      "stablehlo.return"(%arg3) : (!stablehlo.token) -> ()
    }) : (tensor<i1>) -> !stablehlo.token
    %7:2 = "stablehlo.optimization_barrier"(%arg2, %arg3) : (tensor<i32>, !stablehlo.token) -> (tensor<i32>, !stablehlo.token)
    %8 = "stablehlo.get_tuple_element"(%arg4) <{index = 1 : i32}> : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %9 = "stablehlo.get_tuple_element"(%8) <{index = 0 : i32}> : (tuple<tensor<2xbf16>>) -> tensor<2xbf16>
    %10 = "stablehlo.tuple"() : () -> tuple<>
    %11 = "stablehlo.tuple"(%arg1, %8) : (tensor<2x3xf32>, tuple<tensor<2xbf16>>) -> tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>
    %12 = "stablehlo.get_tuple_element"(%11) <{index = 1 : i32}> : (tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %13 = "stablehlo.partition_id"() : () -> tensor<ui32>
    %14 = "stablehlo.replica_id"() : () -> tensor<ui32>
    "stablehlo.custom_call"() <{call_target_name = "foo"}> : () -> ()
    %15 = "stablehlo.custom_call"(%arg1) <{api_version = 3 : i32, backend_config = "a \22config\22", call_target_name = "Sharding"}> : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %16 = "stablehlo.custom_call"(%arg1, %arg3) <{api_version = 4 : i32, backend_config = {bar = 42 : i32}, call_target_name = "not-an-id", called_computations = [@main], has_side_effect = true, operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<> : tensor<0xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]}> : (tensor<2x3xf32>, !stablehlo.token) -> tensor<2x3xf32>
    %17:2 = "stablehlo.custom_call"(%arg4) <{call_target_name = "foo", output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 0, operand_tuple_indices = [1, 0]>]}> : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tensor<2x3xf32>, tensor<2xbf16>)
    "stablehlo.custom_call"(%arg2, %arg2) <{call_target_name = "check.expect_eq", has_side_effect = true}> : (tensor<i32>, tensor<i32>) -> ()
    "stablehlo.custom_call"(%arg1, %arg1) <{api_version = 4 : i32, backend_config = {tolerance = 1.000000e-05 : f64}, call_target_name = "check.expect_almost_eq", has_side_effect = true}> : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    "stablehlo.custom_call"(%arg1, %arg1) <{api_version = 4 : i32, backend_config = {max_ulp_difference = 3 : i64, min_ulp_difference = 0 : i64}, call_target_name = "check.expect_close", has_side_effect = true}> : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    %18 = "stablehlo.composite"(%arg1) <{decomposition = @x.twice, name = "my.twice"}> : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %19 = "stablehlo.composite"(%arg1) <{composite_attributes = {n = [1, 2]}, decomposition = @x.twice, name = "my.o$d.twice", version = 2 : i32}> : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %20 = "stablehlo.composite"(%arg1) <{decomposition = @x.twice, name = "my.twice", version = 1 : i32}> ({
    ^bb0(%arg8: tensor<f32>, %arg9: tensor<f32>):
      %33 = "stablehlo.add"(%arg8, %arg9) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%33) : (tensor<f32>) -> ()
    }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %21:2 = "stablehlo.infeed"(%arg3) <{infeed_config = "a \22config\22", layout = [[1, 0]]}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %22 = "stablehlo.infeed"(%arg3) <{infeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token
    %23 = "stablehlo.outfeed"(%arg1, %arg3) <{outfeed_config = "config"}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %24 = "stablehlo.outfeed"(%arg3) <{outfeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token
    %25 = "stablehlo.send"(%arg1, %arg3) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %26:2 = "stablehlo.recv"(%arg3) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %27 = "stablehlo.send"(%arg1, %arg3) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 2>, is_host_transfer = true}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %28:2 = "stablehlo.recv"(%arg3) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 3>, is_host_transfer = true}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %29 = "stablehlo.async_start"(%arg1) ({
    ^bb0(%arg5: tensor<2x3xf32>):
      %31 = "stablehlo.all_reduce"(%arg5) <{replica_groups = dense<> : tensor<0x0xi64>}> ({
      ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
        %32 = "stablehlo.add"(%arg6, %arg7) : (tensor<f32>, tensor<f32>) -> tensor<f32>
        "stablehlo.return"(%32) : (tensor<f32>) -> ()
      }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
      "stablehlo.return"(%31) : (tensor<2x3xf32>) -> ()
    }) : (tensor<2x3xf32>) -> !stablehlo.future<tensor<2x3xf32>>
    %30 = "stablehlo.async_done"(%29) : (!stablehlo.future<tensor<2x3xf32>>) -> tensor<2x3xf32>
    "func.return"(%arg4, %arg3) : (tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token) -> ()
  }) : () -> ()
  "func.func"() <{function_type = (tensor<2x3xf32>) -> tensor<2x3xf32>, sym_name = "x.twice", sym_visibility = "private"}> ({
  ^bb0(%arg0: tensor<2x3xf32>):
    %0 = "stablehlo.add"(%arg0, %arg0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    "func.return"(%0) : (tensor<2x3xf32>) -> ()
  }) : () -> ()
}) : () -> ()
