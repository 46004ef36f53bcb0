// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %gate: tensor<4x3xf32>, %up: tensor<4x3xf32>, %down: tensor<3x4xf32>) -> tensor<2x4xf32> {
    %g = stablehlo.dot_general %x, %gate, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %u = stablehlo.dot_general %x, %up, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %1 = stablehlo.logistic %g : tensor<2x3xf32>
    %2 = stablehlo.multiply %1, %g : tensor<2x3xf32>
    %3 = stablehlo.add %u, %2 : tensor<2x3xf32>
    %y = stablehlo.dot_general %3, %down, contracting_dims = [1] x [0] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %gate: tensor<4x3xf32>, %up: tensor<4x3xf32>, %down: tensor<3x4xf32>) -> (tensor<2x4xf32>) {
    %g = stablehlo.dot_general %x, %gate, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %u = stablehlo.dot_general %x, %up, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %0 = stablehlo.logistic %g : tensor<2x3xf32>
    %1 = stablehlo.multiply %0, %g : tensor<2x3xf32>
    %2 = stablehlo.add %u, %1 : tensor<2x3xf32>
    %y = stablehlo.dot_general %2, %down, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
