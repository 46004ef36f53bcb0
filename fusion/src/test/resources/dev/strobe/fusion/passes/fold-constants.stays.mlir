// fires: 0
module @m {
  func.func public @main(%x: tensor<2x1000xf32>) -> tensor<2x1000xf32> {
    %c = stablehlo.constant dense<[1.0, 4.0]> : tensor<2xf32>
    %b = stablehlo.broadcast_in_dim %c, dims = [0] : (tensor<2xf32>) -> tensor<2x1000xf32>
    %i = stablehlo.iota dim = 1 : tensor<2x1000xf32>
    %n = stablehlo.negate %i : tensor<2x1000xf32>
    %s = stablehlo.add %x, %b : tensor<2x1000xf32>
    %y = stablehlo.add %s, %n : tensor<2x1000xf32>
    return %y : tensor<2x1000xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x1000xf32>) -> (tensor<2x1000xf32>) {
    %c = stablehlo.constant dense<[1.0, 4.0]> : tensor<2xf32>
    %b = stablehlo.broadcast_in_dim %c, dims = [0] : (tensor<2xf32>) -> tensor<2x1000xf32>
    %i = stablehlo.iota dim = 1 : tensor<2x1000xf32>
    %n = stablehlo.negate %i : tensor<2x1000xf32>
    %s = stablehlo.add %x, %b : tensor<2x1000xf32>
    %y = stablehlo.add %s, %n : tensor<2x1000xf32>
    return %y : tensor<2x1000xf32>
  }
}
