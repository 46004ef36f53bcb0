// fires: 0
module @m {
  func.func public @main(%x: tensor<2x9xf32>) -> tensor<2x1xi32> {
    %i = stablehlo.iota dim = 1 : tensor<2x9xi32>
    %s:2 = "stablehlo.sort"(%x, %i) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
      %p = stablehlo.compare GT, %a, %b, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
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
    %s:2 = "stablehlo.sort"(%x, %i) <{dimension = 1 : i64, is_stable = true}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
      %p = stablehlo.compare GT, %a, %b, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %p : tensor<i1>
    }) : (tensor<2x9xf32>, tensor<2x9xi32>) -> (tensor<2x9xf32>, tensor<2x9xi32>)
    %y = stablehlo.slice %s#1 [0:2, 0:1] : (tensor<2x9xi32>) -> tensor<2x1xi32>
    return %y : tensor<2x1xi32>
  }
}
