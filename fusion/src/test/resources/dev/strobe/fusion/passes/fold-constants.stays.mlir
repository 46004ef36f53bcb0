// fires: 0
module @m {
  func.func public @main(%x: tensor<3xf32>) -> tensor<3xf32> {
    %b = stablehlo.constant dense<0.5> : tensor<3xf32>
    %c = stablehlo.multiply %x, %b : tensor<3xf32>
    %y = stablehlo.negate %c : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<3xf32>) -> (tensor<3xf32>) {
    %b = stablehlo.constant dense<0.5> : tensor<3xf32>
    %c = stablehlo.multiply %x, %b : tensor<3xf32>
    %y = stablehlo.negate %c : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
