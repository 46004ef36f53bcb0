// action: write plain
// input: effects
// expected: the text below
module @effects {
  func.func public @main(
      %x: tensor<2x3xf32>,
      %n: tensor<i32>,
      %token: !stablehlo.token,
      %nested: tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (
      tuple<tuple<>, tuple<tensor<2xbf16>>> {jax.result_info = "nested"},
      !stablehlo.token {jax.result_info = "token"}) {
    %0 = stablehlo.after_all : !stablehlo.token
    %1 = stablehlo.after_all %0, %token : !stablehlo.token
    %2 = stablehlo.constant dense<1> : tensor<i32>
    %9:2 = "stablehlo.while"(%n, %1) ({
    ^bb0(%3: tensor<i32>, %4: !stablehlo.token):
      %5 = stablehlo.compare GT, %3, %2, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %5 : tensor<i1>
    }, {
    ^bb0(%6: tensor<i32>, %7: !stablehlo.token):
      %8 = stablehlo.subtract %6, %2 : tensor<i32>
      stablehlo.return %8, %7 : tensor<i32>, !stablehlo.token
    }) : (tensor<i32>, !stablehlo.token) -> (tensor<i32>, !stablehlo.token)
    %10 = stablehlo.compare EQ, %n, %2, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %11 = "stablehlo.if"(%10) ({
      stablehlo.return %1 : !stablehlo.token
    }, {
      stablehlo.return %token : !stablehlo.token
    }) : (tensor<i1>) -> !stablehlo.token
    %12:2 = stablehlo.optimization_barrier %n, %token : tensor<i32>, !stablehlo.token
    %13 = stablehlo.get_tuple_element %nested[1] : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %14 = stablehlo.get_tuple_element %13[0] : (tuple<tensor<2xbf16>>) -> tensor<2xbf16>
    %15 = stablehlo.tuple : tuple<>
    %16 = stablehlo.tuple %x, %13 : tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>
    %17 = stablehlo.get_tuple_element %16[1] : (tuple<tensor<2x3xf32>, tuple<tensor<2xbf16>>>) -> tuple<tensor<2xbf16>>
    %18 = stablehlo.partition_id : tensor<ui32>
    %19 = stablehlo.replica_id : tensor<ui32>
    stablehlo.custom_call @foo() : () -> ()
    %20 = stablehlo.custom_call @Sharding(%x) {api_version = 3 : i32, backend_config = "a \22config\22"} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %21 = stablehlo.custom_call @"not-an-id"(%x, %token) {api_version = 4 : i32, backend_config = {bar = 42 : i32}, called_computations = [@main], has_side_effect = true, operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<> : tensor<0xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<2x3xf32>, !stablehlo.token) -> tensor<2x3xf32>
    %22:2 = stablehlo.custom_call @foo(%nested) {output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 0, operand_tuple_indices = [1, 0]>]} : (tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tensor<2x3xf32>, tensor<2xbf16>)
    stablehlo.custom_call @check.expect_eq(%n, %n) {has_side_effect = true} : (tensor<i32>, tensor<i32>) -> ()
    stablehlo.custom_call @check.expect_almost_eq(%x, %x) {api_version = 4 : i32, backend_config = {tolerance = 1.0E-5 : f64}, has_side_effect = true} : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    stablehlo.custom_call @check.expect_close(%x, %x) {api_version = 4 : i32, backend_config = {max_ulp_difference = 3 : i64, min_ulp_difference = 0 : i64}, has_side_effect = true} : (tensor<2x3xf32>, tensor<2x3xf32>) -> ()
    %23 = stablehlo.composite "my.twice" %x {decomposition = @x.twice} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %24 = stablehlo.composite "my.o$d.twice" %x {composite_attributes = {n = [1, 2]}, decomposition = @x.twice, version = 2 : i32} : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %28 = "stablehlo.composite"(%x) <{decomposition = @x.twice, version = 1 : i32, name = "my.twice"}> ({
    ^bb0(%25: tensor<f32>, %26: tensor<f32>):
      %27 = stablehlo.add %25, %26 : tensor<f32>
      stablehlo.return %27 : tensor<f32>
    }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %29:2 = "stablehlo.infeed"(%token) <{infeed_config = "a \22config\22", layout = [[1, 0]]}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %30 = "stablehlo.infeed"(%token) <{infeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token
    %31 = "stablehlo.outfeed"(%x, %token) <{outfeed_config = "config"}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %32 = "stablehlo.outfeed"(%token) <{outfeed_config = ""}> : (!stablehlo.token) -> !stablehlo.token
    %33 = "stablehlo.send"(%x, %token) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %34:2 = "stablehlo.recv"(%token) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 1>, is_host_transfer = false, source_target_pairs = dense<[[0, 1], [1, 2]]> : tensor<2x2xi64>}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %35 = "stablehlo.send"(%x, %token) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 2>, is_host_transfer = true}> : (tensor<2x3xf32>, !stablehlo.token) -> !stablehlo.token
    %36:2 = "stablehlo.recv"(%token) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 3>, is_host_transfer = true}> : (!stablehlo.token) -> (tensor<2x3xf32>, !stablehlo.token)
    %42 = "stablehlo.async_start"(%x) ({
    ^bb0(%37: tensor<2x3xf32>):
      %41 = "stablehlo.all_reduce"(%37) <{replica_groups = dense<> : tensor<0x0xi64>}> ({
      ^bb0(%38: tensor<f32>, %39: tensor<f32>):
        %40 = stablehlo.add %38, %39 : tensor<f32>
        stablehlo.return %40 : tensor<f32>
      }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
      stablehlo.return %41 : tensor<2x3xf32>
    }) : (tensor<2x3xf32>) -> !stablehlo.future<tensor<2x3xf32>>
    %43 = "stablehlo.async_done"(%42) : (!stablehlo.future<tensor<2x3xf32>>) -> tensor<2x3xf32>
    return %nested, %token : tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token
  }
  func.func private @x.twice(%0: tensor<2x3xf32>) -> (tensor<2x3xf32>) {
    %1 = stablehlo.add %0, %0 : tensor<2x3xf32>
    return %1 : tensor<2x3xf32>
  }
}
