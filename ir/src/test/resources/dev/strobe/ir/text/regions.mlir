// action: write plain
// input: regions
// expected: the text below
module @regions {
  func.func public @main(%x: tensor<2x3xf32>, %n: tensor<i32>) -> (tensor<2x3xf32> {jax.result_info = "x"}) {
    %0 = stablehlo.constant dense<1> : tensor<i32>
    %16:2 = "stablehlo.while"(%n, %x) ({
    ^bb0(%1: tensor<i32>, %2: tensor<2x3xf32>):
      %3 = stablehlo.compare GT, %1, %0, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %3 : tensor<i1>
    }, {
    ^bb0(%4: tensor<i32>, %5: tensor<2x3xf32>):
      %6 = stablehlo.subtract %4, %0 : tensor<i32>
      %7 = stablehlo.constant dense<0> : tensor<i32>
      %15:2 = "stablehlo.while"(%4, %5) ({
      ^bb0(%8: tensor<i32>, %9: tensor<2x3xf32>):
        %10 = stablehlo.compare NE, %8, %7, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
        stablehlo.return %10 : tensor<i1>
      }, {
      ^bb0(%11: tensor<i32>, %12: tensor<2x3xf32>):
        %13 = stablehlo.subtract %11, %4 : tensor<i32>
        %14 = stablehlo.add %12, %5 : tensor<2x3xf32>
        stablehlo.return %13, %14 : tensor<i32>, tensor<2x3xf32>
      }) : (tensor<i32>, tensor<2x3xf32>) -> (tensor<i32>, tensor<2x3xf32>)
      stablehlo.return %6, %15#1 : tensor<i32>, tensor<2x3xf32>
    }) : (tensor<i32>, tensor<2x3xf32>) -> (tensor<i32>, tensor<2x3xf32>)
    "stablehlo.while"() ({
      %17 = stablehlo.constant dense<false> : tensor<i1>
      stablehlo.return %17 : tensor<i1>
    }, {
      stablehlo.return
    }) : () -> ()
    %18 = stablehlo.constant dense<3> : tensor<i32>
    %19 = stablehlo.compare EQ, %n, %18, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %22:2 = "stablehlo.if"(%19) ({
      %20 = stablehlo.add %x, %x : tensor<2x3xf32>
      stablehlo.return %20, %n : tensor<2x3xf32>, tensor<i32>
    }, {
      %21 = stablehlo.negate %n : tensor<i32>
      stablehlo.return %x, %21 : tensor<2x3xf32>, tensor<i32>
    }) : (tensor<i1>) -> (tensor<2x3xf32>, tensor<i32>)
    "stablehlo.if"(%19) ({
      stablehlo.return
    }, {
      stablehlo.return
    }) : (tensor<i1>) -> ()
    %24 = "stablehlo.case"(%n) ({
      stablehlo.return %x : tensor<2x3xf32>
    }, {
      %23 = stablehlo.negate %x : tensor<2x3xf32>
      stablehlo.return %23 : tensor<2x3xf32>
    }, {
      stablehlo.return %x : tensor<2x3xf32>
    }) : (tensor<i32>) -> tensor<2x3xf32>
    "stablehlo.case"(%n) ({
      stablehlo.return
    }) : (tensor<i32>) -> ()
    %28 = "stablehlo.sort"(%x) <{dimension = -1 : i64, is_stable = true}> ({
    ^bb0(%25: tensor<f32>, %26: tensor<f32>):
      %27 = stablehlo.compare GT, %25, %26, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %27 : tensor<i1>
    }) : (tensor<2x3xf32>) -> tensor<2x3xf32>
    %29 = stablehlo.iota dim = 0 : tensor<2x3xi32>
    %35:2 = "stablehlo.sort"(%x, %29) <{dimension = 0 : i64, is_stable = false}> ({
    ^bb0(%30: tensor<f32>, %31: tensor<f32>, %32: tensor<i32>, %33: tensor<i32>):
      %34 = stablehlo.compare GT, %32, %33, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %34 : tensor<i1>
    }) : (tensor<2x3xf32>, tensor<2x3xi32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
    %40 = "stablehlo.map"(%x, %x) <{dimensions = array<i64: 0, 1>}> ({
    ^bb0(%36: tensor<f32>, %37: tensor<f32>):
      %38 = stablehlo.multiply %36, %37 : tensor<f32>
      %39 = stablehlo.subtract %38, %36 : tensor<f32>
      stablehlo.return %39 : tensor<f32>
    }) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %43 = "stablehlo.map"(%n) <{dimensions = array<i64>}> ({
    ^bb0(%41: tensor<i32>):
      %42 = stablehlo.convert %41 : (tensor<i32>) -> tensor<f32>
      stablehlo.return %42 : tensor<f32>
    }) : (tensor<i32>) -> tensor<f32>
    return %x : tensor<2x3xf32>
  }
}
