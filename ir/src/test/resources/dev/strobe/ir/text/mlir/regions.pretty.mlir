module @regions {
  func.func public @main(%arg0: tensor<2x3xf32>, %arg1: tensor<i32>) -> (tensor<2x3xf32> {jax.result_info = "x"}) {
    %c = stablehlo.constant dense<1> : tensor<i32>
    %0:2 = stablehlo.while(%iterArg = %arg1, %iterArg_1 = %arg0) : tensor<i32>, tensor<2x3xf32>
    cond {
      %9 = stablehlo.compare GT, %iterArg, %c, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %9 : tensor<i1>
    } do {
      %9 = stablehlo.subtract %iterArg, %c : tensor<i32>
      %c_2 = stablehlo.constant dense<0> : tensor<i32>
      %10:2 = stablehlo.while(%iterArg_3 = %iterArg, %iterArg_4 = %iterArg_1) : tensor<i32>, tensor<2x3xf32>
      cond {
        %11 = stablehlo.compare NE, %iterArg_3, %c_2, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %11 : tensor<i1>
      } do {
        %11 = stablehlo.subtract %iterArg_3, %iterArg : tensor<i32>
        %12 = stablehlo.add %iterArg_4, %iterArg_1 : tensor<2x3xf32>
        stablehlo.return %11, %12 : tensor<i32>, tensor<2x3xf32>
      }
      stablehlo.return %9, %10#1 : tensor<i32>, tensor<2x3xf32>
    }
    stablehlo.while()
    cond {
      %c_1 = stablehlo.constant dense<false> : tensor<i1>
      stablehlo.return %c_1 : tensor<i1>
    } do {
      stablehlo.return 
    }
    %c_0 = stablehlo.constant dense<3> : tensor<i32>
    %1 = stablehlo.compare EQ, %arg1, %c_0, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %2:2 = "stablehlo.if"(%1) ({
      %9 = stablehlo.add %arg0, %arg0 : tensor<2x3xf32>
      stablehlo.return %9, %arg1 : tensor<2x3xf32>, tensor<i32>
    }, {
      %9 = stablehlo.negate %arg1 : tensor<i32>
      stablehlo.return %arg0, %9 : tensor<2x3xf32>, tensor<i32>
    }) : (tensor<i1>) -> (tensor<2x3xf32>, tensor<i32>)
    "stablehlo.if"(%1) ({
      stablehlo.return 
    }, {
      stablehlo.return 
    }) : (tensor<i1>) -> ()
    %3 = "stablehlo.case"(%arg1) ({
      stablehlo.return %arg0 : tensor<2x3xf32>
    }, {
      %9 = stablehlo.negate %arg0 : tensor<2x3xf32>
      stablehlo.return %9 : tensor<2x3xf32>
    }, {
      stablehlo.return %arg0 : tensor<2x3xf32>
    }) : (tensor<i32>) -> tensor<2x3xf32>
    "stablehlo.case"(%arg1) ({
      stablehlo.return 
    }) : (tensor<i32>) -> ()
    %4 = "stablehlo.sort"(%arg0) <{dimension = -1 : i64, is_stable = true}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %9 = stablehlo.compare GT, %arg2, %arg3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %9 : tensor<i1>
    }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.iota dim = 0 : tensor<2x3xi32>
    %6:2 = "stablehlo.sort"(%arg0, %5) <{dimension = 0 : i64, is_stable = false}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>, %arg4: tensor<i32>, %arg5: tensor<i32>):
      %9 = stablehlo.compare GT, %arg4, %arg5, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %9 : tensor<i1>
    }) : (tensor<2x3xf32>, tensor<2x3xi32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
    %7 = "stablehlo.map"(%arg0, %arg0) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %9 = stablehlo.multiply %arg2, %arg3 : tensor<f32>
      %10 = stablehlo.subtract %9, %arg2 : tensor<f32>
      stablehlo.return %10 : tensor<f32>
    }) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %8 = "stablehlo.map"(%arg1) <{dimensions = array<i64>}> ({
    ^bb0(%arg2: tensor<i32>):
      %9 = stablehlo.convert %arg2 : (tensor<i32>) -> tensor<f32>
      stablehlo.return %9 : tensor<f32>
    }) : (tensor<i32>) -> tensor<f32>
    return %arg0 : tensor<2x3xf32>
  }
}
