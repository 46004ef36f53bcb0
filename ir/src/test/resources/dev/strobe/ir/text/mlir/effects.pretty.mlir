module @effects {
  func.func public @main(%arg0: tensor<2x3xf32>, %arg1: tensor<i32>, %arg2: !stablehlo.token, %arg3: tuple<tuple<>, tuple<tensor<2xbf16>>>) -> (tuple<tuple<>, tuple<tensor<2xbf16>>> {jax.result_info = "nested"}, !stablehlo.token {jax.result_info = "token"}) {
    %0 = stablehlo.after_all  : !stablehlo.token
    %1 = stablehlo.after_all %0, %arg2 : !stablehlo.token
    %c = stablehlo.constant dense<1> : tensor<i32>
    %2:2 = stablehlo.while(%iterArg = %arg1, %iterArg_0 = %1) : tensor<i32>, !stablehlo.token
    cond {
      %13 = stablehlo.compare GT, %iterArg, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %13 : tensor<i1>
    } do {
      %13 = stablehlo.subtract %iterArg, %c : tensor<i32>
      stablehlo.return %13, %iterArg_0 : tensor<i32>, !stablehlo.token
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
    return %arg3, %arg2 : tuple<tuple<>, tuple<tensor<2xbf16>>>, !stablehlo.token
  }
}
