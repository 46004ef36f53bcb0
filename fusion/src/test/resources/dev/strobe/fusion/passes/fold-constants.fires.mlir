// fires: 2
module @m {
  func.func public @main(%x: tensor<3xf32>) -> tensor<3xf32> {
    %a = stablehlo.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
    %b = stablehlo.constant dense<0.5> : tensor<3xf32>
    %c = stablehlo.multiply %a, %b : tensor<3xf32>
    %d = stablehlo.negate %c : tensor<3xf32>
    %y = stablehlo.add %x, %d : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<3xf32>) -> (tensor<3xf32>) {
    %d = stablehlo.constant dense<[-0.5, -1.0, -1.5]> : tensor<3xf32>
    %y = stablehlo.add %x, %d : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
