"builtin.module"() <{sym_name = "regions"}> ({
  "func.func"() <{function_type = (tensor<2x3xf32>, tensor<i32>) -> tensor<2x3xf32>, res_attrs = [{jax.result_info = "x"}], sym_name = "main", sym_visibility = "public"}> ({
  ^bb0(%arg0: tensor<2x3xf32>, %arg1: tensor<i32>):
    %0 = "stablehlo.constant"() <{value = dense<1> : tensor<i32>}> : () -> tensor<i32>
    %1:2 = "stablehlo.while"(%arg1, %arg0) ({
    ^bb0(%arg17: tensor<i32>, %arg18: tensor<2x3xf32>):
      %26 = "stablehlo.compare"(%arg17, %0) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%26) : (tensor<i1>) -> ()
    }, {
    ^bb0(%arg11: tensor<i32>, %arg12: tensor<2x3xf32>):
      %20 = "stablehlo.subtract"(%arg11, %0) : (tensor<i32>, tensor<i32>) -> tensor<i32>
      %21 = "stablehlo.constant"() <{value = dense<0> : tensor<i32>}> : () -> tensor<i32>
      %22:2 = "stablehlo.while"(%arg11, %arg12) ({
      ^bb0(%arg15: tensor<i32>, %arg16: tensor<2x3xf32>):
        %25 = "stablehlo.compare"(%arg15, %21) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction NE>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
        "stablehlo.return"(%25) : (tensor<i1>) -> ()
      }, {
      ^bb0(%arg13: tensor<i32>, %arg14: tensor<2x3xf32>):
        %23 = "stablehlo.subtract"(%arg13, %arg11) : (tensor<i32>, tensor<i32>) -> tensor<i32>
        %24 = "stablehlo.add"(%arg14, %arg12) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
        "stablehlo.return"(%23, %24) : (tensor<i32>, tensor<2x3xf32>) -> ()
      }) : (tensor<i32>, tensor<2x3xf32>) -> (tensor<i32>, tensor<2x3xf32>)
      "stablehlo.return"(%20, %22#1) : (tensor<i32>, tensor<2x3xf32>) -> ()
    }) : (tensor<i32>, tensor<2x3xf32>) -> (tensor<i32>, tensor<2x3xf32>)
    "stablehlo.while"() ({
      %19 = "stablehlo.constant"() <{value = dense<false> : tensor<i1>}> : () -> tensor<i1>
      "stablehlo.return"(%19) : (tensor<i1>) -> ()
    }, {
      "stablehlo.return"() : () -> ()
    }) : () -> ()
    %2 = "stablehlo.constant"() <{value = dense<3> : tensor<i32>}> : () -> tensor<i32>
    %3 = "stablehlo.compare"(%arg1, %2) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction EQ>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %4:2 = "stablehlo.if"(%3) ({
      %18 = "stablehlo.add"(%arg0, %arg0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
      "stablehlo.return"(%18, %arg1) : (tensor<2x3xf32>, tensor<i32>) -> ()
    }, {
      %17 = "stablehlo.negate"(%arg1) : (tensor<i32>) -> tensor<i32>
      "stablehlo.return"(%arg0, %17) : (tensor<2x3xf32>, tensor<i32>) -> ()
    }) : (tensor<i1>) -> (tensor<2x3xf32>, tensor<i32>)
    "stablehlo.if"(%3) ({
      "stablehlo.return"() : () -> ()
    }, {
      "stablehlo.return"() : () -> ()
    }) : (tensor<i1>) -> ()
    %5 = "stablehlo.case"(%arg1) ({
      "stablehlo.return"(%arg0) : (tensor<2x3xf32>) -> ()
    }, {
      %16 = "stablehlo.negate"(%arg0) : (tensor<2x3xf32>) -> tensor<2x3xf32>
      "stablehlo.return"(%16) : (tensor<2x3xf32>) -> ()
    }, {
      "stablehlo.return"(%arg0) : (tensor<2x3xf32>) -> ()
    }) : (tensor<i32>) -> tensor<2x3xf32>
    "stablehlo.case"(%arg1) ({
      "stablehlo.return"() : () -> ()
    }) : (tensor<i32>) -> ()
    %6 = "stablehlo.sort"(%arg0) <{dimension = -1 : i64, is_stable = true}> ({
    ^bb0(%arg9: tensor<f32>, %arg10: tensor<f32>):
      %15 = "stablehlo.compare"(%arg9, %arg10) <{compare_type = #stablehlo<comparison_type FLOAT>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<f32>, tensor<f32>) -> tensor<i1>
      "stablehlo.return"(%15) : (tensor<i1>) -> ()
    }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %7 = "stablehlo.iota"() <{iota_dimension = 0 : i64}> : () -> tensor<2x3xi32>
    %8:2 = "stablehlo.sort"(%arg0, %7) <{dimension = 0 : i64, is_stable = false}> ({
    ^bb0(%arg5: tensor<f32>, %arg6: tensor<f32>, %arg7: tensor<i32>, %arg8: tensor<i32>):
      %14 = "stablehlo.compare"(%arg7, %arg8) <{compare_type = #stablehlo<comparison_type SIGNED>, comparison_direction = #stablehlo<comparison_direction GT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
      "stablehlo.return"(%14) : (tensor<i1>) -> ()
    }) : (tensor<2x3xf32>, tensor<2x3xi32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
    %9 = "stablehlo.map"(%arg0, %arg0) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%arg3: tensor<f32>, %arg4: tensor<f32>):
      %12 = "stablehlo.multiply"(%arg3, %arg4) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %13 = "stablehlo.subtract"(%12, %arg3) : (tensor<f32>, tensor<f32>) -> tensor<f32>
      "stablehlo.return"(%13) : (tensor<f32>) -> ()
    }) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %10 = "stablehlo.map"(%arg1) <{dimensions = array<i64>}> ({
    ^bb0(%arg2: tensor<i32>):
      %11 = "stablehlo.convert"(%arg2) : (tensor<i32>) -> tensor<f32>
      "stablehlo.return"(%11) : (tensor<f32>) -> ()
    }) : (tensor<i32>) -> tensor<f32>
    "func.return"(%arg0) : (tensor<2x3xf32>) -> ()
  }) : () -> ()
}) : () -> ()
