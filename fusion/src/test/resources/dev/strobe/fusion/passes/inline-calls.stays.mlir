// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
    %y = call @silu(%x) {x.keep} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
  func.func private @silu(%a: tensor<2x4xf32>) -> tensor<2x4xf32> {
    %0 = stablehlo.logistic %a : tensor<2x4xf32>
    %1 = stablehlo.multiply %a, %0 : tensor<2x4xf32>
    return %1 : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %y = func.call @silu(%x) {x.keep} : (tensor<2x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
  func.func private @silu(%a: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %0 = stablehlo.logistic %a : tensor<2x4xf32>
    %1 = stablehlo.multiply %a, %0 : tensor<2x4xf32>
    return %1 : tensor<2x4xf32>
  }
}
