// fires: 0
module @m {
  func.func public @main(%x: tensor<4xf32>) -> tensor<1xi32> {
    %i = stablehlo.iota dim = 0 : tensor<4xi32>
    %s:2 = "stablehlo.sort"(%x, %i) <{dimension = 0 : i64, is_stable = false}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
      %p = stablehlo.compare GT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %p : tensor<i1>
    }) : (tensor<4xf32>, tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>)
    %y = stablehlo.slice %s#1 [0:1] : (tensor<4xi32>) -> tensor<1xi32>
    return %y : tensor<1xi32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<4xf32>) -> (tensor<1xi32>) {
    %i = stablehlo.iota dim = 0 : tensor<4xi32>
    %s:2 = "stablehlo.sort"(%x, %i) <{dimension = 0 : i64, is_stable = false}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<i32>, %d: tensor<i32>):
      %p = stablehlo.compare GT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %p : tensor<i1>
    }) : (tensor<4xf32>, tensor<4xi32>) -> (tensor<4xf32>, tensor<4xi32>)
    %y = stablehlo.slice %s#1 [0:1] : (tensor<4xi32>) -> tensor<1xi32>
    return %y : tensor<1xi32>
  }
}
