module @effects {
  func.func public @main(%arg0: tensor<2x3xf32>, %arg1: tensor<i32>, %arg2: !stablehlo.token, %arg3: tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tuple<tuple<>, tuple<tensor<2xbf16>>> {jax.result_info = "nested"}, !stablehlo.token {jax.result_info = "token"}) {
    %0 = stablehlo.after_all  : !stablehlo.token
    %1 = stablehlo.after_all %0, %arg2 : !stablehlo.token
    %c = stablehlo.constant dense<1> : tensor<i32>
    %2:2 = stablehlo.while(%iterArg = %arg1, %iterArg_0 = %1) : tensor<i32>, !stablehlo.token
    cond {
      %29 = stablehlo.compare GT, %iterArg, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %29 : tensor<i1>
    } do {
      %29 = stablehlo.subtract %iterArg, %c : tensor<i32>
      stablehlo.return %29, %iterArg_0 : tensor<i32>, !stablehlo.token
    }
    %3 = stablehlo.compare EQ, %arg1, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %4 = "stablehlo.if"(%3) ({
      stablehlo.return %1 : !stablehlo.token
    }, {
      stablehlo.return %arg2 : !stablehlo.token
    }) : (tensor<i1>) -> !stablehlo.token
    %5:2 = stablehlo.optimization_barrier %arg1, %arg2 : tensor<i32>, !stablehlo.token
    %6 = stablehlo.get_tuple_element %arg3[1] : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %7 = stablehlo.get_tuple_element %6[0] : (tuple<tensor<2xbf16>>) -> tensor<2xbf16>
    %8 = stablehlo.tuple  : tuple<>
    %9 = stablehlo.tuple %arg0, %6 : tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>
    %10 = stablehlo.get_tuple_element %9[1] : (tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %11 = stablehlo.partition_id : tensor<ui32>
    %12 = stablehlo.replica_id : tensor<ui32>
    stablehlo.custom_call @foo() : () -> ()
    %13 = stablehlo.custom_call @Sharding(%arg0) {api_version = 3 : i32, backend_config = "a \22config\22"} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %14 = stablehlo.custom_call @"not-an-id"(%arg0, %arg2) {api_version = 4 : i32, backend_config = {bar = 42 : i32}, called_computations = [@main], has_side_effect = true, operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<> : tensor<0xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<2x3xf32>, !stablehlo.token) -> tensor<2x3xf32>
    %15:2 = stablehlo.custom_call @foo(%arg3) {output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 0, operand_tuple_indices = [1, 0]>]} : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tensor<2x3xf32>, tensor<2xbf16>)
    stablehlo.custom_call @check.expect_eq(%arg1, %arg1) {has_side_effect = true} : (tensor<i32>, tensor<i32>) -> ()
    stablehlo.custom_call @check.expect_almost_eq(%arg0, %arg0) {api_version = 4 : i32, backend_config = {tolerance = 1.000000e-05 : f64}, has_side_effect = true} : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    stablehlo.custom_call @check.expect_close(%arg0, %arg0) {api_version = 4 : i32, backend_config = {max_ulp_difference = 3 : i64, min_ulp_difference = 0 : i64}, has_side_effect = true} : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    %16 = stablehlo.composite "my.twice" %arg0 {decomposition = @x.twice} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %17 = stablehlo.composite "my.o$d.twice" %arg0 {composite_attributes = {n = [1, 2]}, decomposition = @x.twice, version = 2 : i32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %18 = stablehlo.composite "my.twice" %arg0 ({
    ^bb0(%arg4: tensor<f32>, %arg5: tensor<f32>):
      %29 = stablehlo.add %arg4, %arg5 : tensor<f32>
      stablehlo.return %29 : tensor<f32>
    }) {decomposition = @x.twice, version = 1 : i32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %19:2 = "stablehlo.infeed"(%arg2) <{infeed_config = "a \22config\22", layout = [[1, 0]]}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %20 = "stablehlo.infeed"(%arg2) <{infeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token
    %21 = "stablehlo.outfeed"(%arg0, %arg2) <{outfeed_config = "config"}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %22 = "stablehlo.outfeed"(%arg2) <{outfeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token
    %23 = "stablehlo.send"(%arg0, %arg2) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %24:2 = "stablehlo.recv"(%arg2) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %25 = "stablehlo.send"(%arg0, %arg2) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 2>, is_host_transfer = true}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %26:2 = "stablehlo.recv"(%arg2) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 3>, is_host_transfer = true}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %27 = "stablehlo.async_start"(%arg0) ({
    ^bb0(%arg4: tensor<2x3xf32>):
      %29 = "stablehlo.all_reduce"(%arg4) <{replica_groups = dense<> : tensor<0x0xi64>}> ({
      ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>):
        %30 = stablehlo.add %arg5, %arg6 : tensor<f32>
        stablehlo.return %30 : tensor<f32>
      }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
      stablehlo.return %29 : tensor<2x3xf32>
    }) : (tensor<2x3xf32>) -> !stablehlo.future<tensor<2x3xf32>>
    %28 = "stablehlo.async_done"(%27) : (!stablehlo.future<tensor<2x3xf32>>) -> tensor<2x3xf32>
    return %arg3, %arg2 : tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token
  }
  func.func private @x.twice(%arg0: tensor<2x3xf32>) -> tensor<2x3xf32> {
    %0 = stablehlo.add %arg0, %arg0 : tensor<2x3xf32>
    return %0 : tensor<2x3xf32>
  }
}
