// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %w: tensor<3x4xi8>, %s: tensor<4xf32>) -> tensor<2x3xf32> {
    %f = stablehlo.convert %w : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %b = stablehlo.broadcast_in_dim %s, dims = [1] : (tensor<4xf32>) -> tensor<3x4xf32>
    %d = stablehlo.multiply %f, %b : tensor<3x4xf32>
    %y = stablehlo.dot_general %x, %d, contracting_dims = [1] x [1] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %y : tensor<2x3xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %w: tensor<3x4xi8>, %s: tensor<4xf32>) -> (tensor<2x3xf32>) {
    %f = stablehlo.convert %w : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %b = stablehlo.broadcast_in_dim %s, dims = [1] : (tensor<4xf32>) -> tensor<3x4xf32>
    %d = stablehlo.multiply %f, %b : tensor<3x4xf32>
    %y = stablehlo.dot_general %x, %d, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %y : tensor<2x3xf32>
  }
}
