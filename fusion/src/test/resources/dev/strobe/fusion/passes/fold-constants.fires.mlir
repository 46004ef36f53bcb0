// fires: 2
module @m {
  func.func public @main(%x: tensor<3xf32>) -> tensor<3xf32> {
    %c = stablehlo.constant dense<[1.0, 4.0, 9.0]> : tensor<3xf32>
    %r = stablehlo.sqrt %c : tensor<3xf32>
    %n = stablehlo.negate %r : tensor<3xf32>
    %y = stablehlo.add %x, %n : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<3xf32>) -> (tensor<3xf32>) {
    %n = stablehlo.constant dense<[-1.0, -2.0, -3.0]> : tensor<3xf32>
    %y = stablehlo.add %x, %n : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
