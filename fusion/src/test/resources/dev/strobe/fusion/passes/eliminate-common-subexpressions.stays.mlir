// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
    %0 = stablehlo.tanh %x : tensor<2x4xf32>
    %1 = stablehlo.tanh %x {x.other} : tensor<2x4xf32>
    %2 = stablehlo.add %0, %1 : tensor<2x4xf32>
    return %2 : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %0 = stablehlo.tanh %x : tensor<2x4xf32>
    %1 = stablehlo.tanh %x {x.other} : tensor<2x4xf32>
    %2 = stablehlo.add %0, %1 : tensor<2x4xf32>
    return %2 : tensor<2x4xf32>
  }
}
