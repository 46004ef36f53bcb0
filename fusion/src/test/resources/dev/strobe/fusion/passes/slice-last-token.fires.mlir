// fires: 2
module @m {
  func.func public @main(%x: tensor<5x4xf32>, %w: tensor<4x3xf32>, %at: tensor<i32>) -> (tensor<1x3xf32>, tensor<1x4xf32>) {
    %zero = stablehlo.constant dense<0> : tensor<i32>
    %t = stablehlo.tanh %x : tensor<5x4xf32>
    %l = stablehlo.dot_general %t, %w, contracting_dims = [1] x [0] : (tensor<5x4xf32>, tensor<4x3xf32>) -> tensor<5x3xf32>
    %y = stablehlo.slice %l [4:5, 0:3] : (tensor<5x3xf32>) -> tensor<1x3xf32>
    %n = stablehlo.negate %x : tensor<5x4xf32>
    %z = stablehlo.dynamic_slice %n, %at, %zero, sizes = [1, 4] : (tensor<5x4xf32>, tensor<i32>, tensor<i32>) -> tensor<1x4xf32>
    return %y, %z : tensor<1x3xf32>, tensor<1x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<5x4xf32>, %w: tensor<4x3xf32>, %at: tensor<i32>) -> (tensor<1x3xf32>, tensor<1x4xf32>) {
    %0 = stablehlo.slice %x [4:5, 0:4] : (tensor<5x4xf32>) -> tensor<1x4xf32>
    %1 = stablehlo.tanh %0 : tensor<1x4xf32>
    %2 = stablehlo.dot_general %1, %w, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<1x4xf32>, tensor<4x3xf32>) -> tensor<1x3xf32>
    %3 = stablehlo.constant dense<0> : tensor<i32>
    %4 = stablehlo.dynamic_slice %x, %at, %3, sizes = [1, 4] : (tensor<5x4xf32>, tensor<i32>, tensor<i32>) -> tensor<1x4xf32>
    %5 = stablehlo.negate %4 : tensor<1x4xf32>
    return %2, %5 : tensor<1x3xf32>, tensor<1x4xf32>
  }
}
