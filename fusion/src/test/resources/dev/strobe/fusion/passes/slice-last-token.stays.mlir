// fires: 0
module @m {
  func.func public @main(%x: tensor<4x2xf32>) -> (tensor<1x2xf32>, tensor<4x2xf32>) {
    %t = stablehlo.tanh %x : tensor<4x2xf32>
    %y = stablehlo.slice %t [3:4, 0:2] : (tensor<4x2xf32>) -> tensor<1x2xf32>
    return %y, %t : tensor<1x2xf32>, tensor<4x2xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<4x2xf32>) -> (tensor<1x2xf32>, tensor<4x2xf32>) {
    %t = stablehlo.tanh %x : tensor<4x2xf32>
    %y = stablehlo.slice %t [3:4, 0:2] : (tensor<4x2xf32>) -> tensor<1x2xf32>
    return %y, %t : tensor<1x2xf32>, tensor<4x2xf32>
  }
}
