// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %cos: tensor<2xf32>, %sin: tensor<2xf32>) -> tensor<2x4xf32> {
    %a = stablehlo.slice %x [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %b = stablehlo.slice %x [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %bc = stablehlo.broadcast_in_dim %cos, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %bs = stablehlo.broadcast_in_dim %sin, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %0 = stablehlo.multiply %a, %bc : tensor<2x2xf32>
    %1 = stablehlo.multiply %b, %bs : tensor<2x2xf32>
    %2 = stablehlo.add %0, %1 : tensor<2x2xf32>
    %3 = stablehlo.multiply %a, %bs : tensor<2x2xf32>
    %4 = stablehlo.multiply %b, %bc : tensor<2x2xf32>
    %5 = stablehlo.add %3, %4 : tensor<2x2xf32>
    %6 = stablehlo.concatenate %2, %5, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    return %6 : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %cos: tensor<2xf32>, %sin: tensor<2xf32>) -> (tensor<2x4xf32>) {
    %a = stablehlo.slice %x [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %b = stablehlo.slice %x [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %bc = stablehlo.broadcast_in_dim %cos, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %bs = stablehlo.broadcast_in_dim %sin, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %0 = stablehlo.multiply %a, %bc : tensor<2x2xf32>
    %1 = stablehlo.multiply %b, %bs : tensor<2x2xf32>
    %2 = stablehlo.add %0, %1 : tensor<2x2xf32>
    %3 = stablehlo.multiply %a, %bs : tensor<2x2xf32>
    %4 = stablehlo.multiply %b, %bc : tensor<2x2xf32>
    %5 = stablehlo.add %3, %4 : tensor<2x2xf32>
    %6 = stablehlo.concatenate %2, %5, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    return %6 : tensor<2x4xf32>
  }
}
