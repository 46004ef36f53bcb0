// fires: 1
module @m {
  func.func public @main(%x: tensor<2x9xf32>) -> tensor<2x1xi32> {
    %i = stablehlo.iota dim = 1 : tensor<2x9xi32>
    %s:2 = "stablehlo.sort"(%x, %i) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
      %p = stablehlo.compare GT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %p : tensor<i1>
    }) : (tensor<2x9xf32>, tensor<2x9xi32>) -> (tensor<2x9xf32>, tensor<2x9xi32>)
    %y = stablehlo.slice %s#1 [0:2, 0:1] : (tensor<2x9xi32>) -> tensor<2x1xi32>
    return %y : tensor<2x1xi32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x9xf32>) -> (tensor<2x1xi32>) {
    %i = stablehlo.iota dim = 1 : tensor<2x9xi32>
    %0 = stablehlo.constant dense<0xFFFFFFFF> : tensor<f32>
    %1 = stablehlo.constant dense<2147483647> : tensor<i32>
    %14:2 = "stablehlo.reduce"(%x, %i, %0, %1) <{dimensions = array<i64: 1>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<i32>, %4: tensor<f32>, %5: tensor<i32>):
      %6 = stablehlo.compare GT, %2, %4, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %7 = stablehlo.compare GT, %4, %2, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %8 = stablehlo.compare LT, %3, %5, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
      %9 = stablehlo.not %7 : tensor<i1>
      %10 = stablehlo.and %9, %8 : tensor<i1>
      %11 = stablehlo.or %6, %10 : tensor<i1>
      %12 = stablehlo.select %11, %2, %4 : tensor<i1>, tensor<f32>
      %13 = stablehlo.select %11, %3, %5 : tensor<i1>, tensor<i32>
      stablehlo.return %12, %13 : tensor<f32>, tensor<i32>
    }) : (tensor<2x9xf32>, tensor<2x9xi32>, tensor<f32>, tensor<i32>) -> (tensor<2xf32>, tensor<2xi32>)
    %y = stablehlo.reshape %14#1 : (tensor<2xi32>) -> tensor<2x1xi32>
    return %y : tensor<2x1xi32>
  }
}
