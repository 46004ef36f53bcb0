// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
    %0 = stablehlo.negate %x : tensor<2x4xf32>
    %1 = stablehlo.tanh %x : tensor<2x4xf32>
    return %1 : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %0 = stablehlo.tanh %x : tensor<2x4xf32>
    return %0 : tensor<2x4xf32>
  }
}
