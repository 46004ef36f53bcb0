// fires: 0
module @m {
  func.func public @main(%x: tensor<5x4xf32>, %w: tensor<4x3xf32>) -> (tensor<1x3xf32>, tensor<5x3xf32>, tensor<5x1xf32>) {
    %t = stablehlo.tanh %x : tensor<5x4xf32>
    %l = stablehlo.dot_general %t, %w, contracting_dims = [1] x [0] : (tensor<5x4xf32>, tensor<4x3xf32>) -> tensor<5x3xf32>
    %y = stablehlo.slice %l [4:5, 0:3] : (tensor<5x3xf32>) -> tensor<1x3xf32>
    %m = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0] : (tensor<5x4xf32>, tensor<4x3xf32>) -> tensor<5x3xf32>
    %c = stablehlo.slice %m [0:5, 2:3] : (tensor<5x3xf32>) -> tensor<5x1xf32>
    return %y, %l, %c : tensor<1x3xf32>, tensor<5x3xf32>, tensor<5x1xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<5x4xf32>, %w: tensor<4x3xf32>) -> (tensor<1x3xf32>, tensor<5x3xf32>, tensor<5x1xf32>) {
    %t = stablehlo.tanh %x : tensor<5x4xf32>
    %l = stablehlo.dot_general %t, %w, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x4xf32>, tensor<4x3xf32>) -> tensor<5x3xf32>
    %y = stablehlo.slice %l [4:5, 0:3] : (tensor<5x3xf32>) -> tensor<1x3xf32>
    %m = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x4xf32>, tensor<4x3xf32>) -> tensor<5x3xf32>
    %c = stablehlo.slice %m [0:5, 2:3] : (tensor<5x3xf32>) -> tensor<5x1xf32>
    return %y, %l, %c : tensor<1x3xf32>, tensor<5x3xf32>, tensor<5x1xf32>
  }
}
