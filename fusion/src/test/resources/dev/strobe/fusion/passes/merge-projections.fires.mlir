// fires: 2
module @m {
  func.func public @main(%x: tensor<2x2xf32>) -> (tensor<2x3xf32>, tensor<2x1xf32>, tensor<2x2xf32>) {
    %q = stablehlo.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
    %qx = stablehlo.dot_general %x, %q, contracting_dims = [1] x [0] : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %k = stablehlo.constant dense<[[7.0], [8.0]]> : tensor<2x1xf32>
    %kx = stablehlo.dot_general %x, %k, contracting_dims = [1] x [0] : (tensor<2x2xf32>, tensor<2x1xf32>) -> tensor<2x1xf32>
    %g = stablehlo.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
    %u = stablehlo.constant dense<[[0.5, 0.25], [0.75, 0.0]]> : tensor<2x2xf32>
    %gx = stablehlo.dot_general %x, %g, contracting_dims = [1] x [1] : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    %ux = stablehlo.dot_general %x, %u, contracting_dims = [1] x [1] : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    %y = stablehlo.multiply %gx, %ux : tensor<2x2xf32>
    return %qx, %kx, %y : tensor<2x3xf32>, tensor<2x1xf32>, tensor<2x2xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x2xf32>) -> (tensor<2x3xf32>, tensor<2x1xf32>, tensor<2x2xf32>) {
    %0 = stablehlo.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
    %1 = stablehlo.constant dense<[[7.0], [8.0]]> : tensor<2x1xf32>
    %2 = stablehlo.concatenate %0, %1, dim = 1 : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
    %3 = stablehlo.dot_general %x, %2, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x2xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    %qx = stablehlo.slice %3 [0:2, 0:3] : (tensor<2x4xf32>) -> tensor<2x3xf32>
    %kx = stablehlo.slice %3 [0:2, 3:4] : (tensor<2x4xf32>) -> tensor<2x1xf32>
    %4 = stablehlo.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
    %5 = stablehlo.constant dense<[[0.5, 0.25], [0.75, 0.0]]> : tensor<2x2xf32>
    %6 = stablehlo.concatenate %4, %5, dim = 0 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<4x2xf32>
    %7 = stablehlo.dot_general %x, %6, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2xf32>, tensor<4x2xf32>) -> tensor<2x4xf32>
    %gx = stablehlo.slice %7 [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %ux = stablehlo.slice %7 [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %y = stablehlo.multiply %gx, %ux : tensor<2x2xf32>
    return %qx, %kx, %y : tensor<2x3xf32>, tensor<2x1xf32>, tensor<2x2xf32>
  }
}
