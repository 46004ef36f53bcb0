// fires: 2
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %cos: tensor<2xf32>, %sin: tensor<2xf32>, %c: tensor<2x4xf32>, %s: tensor<2x4xf32>, %z: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
    %a = stablehlo.slice %x [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %b = stablehlo.slice %x [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %bc = stablehlo.broadcast_in_dim %cos, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %bs = stablehlo.broadcast_in_dim %sin, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %0 = stablehlo.multiply %a, %bc : tensor<2x2xf32>
    %1 = stablehlo.multiply %b, %bs : tensor<2x2xf32>
    %2 = stablehlo.subtract %0, %1 : tensor<2x2xf32>
    %3 = stablehlo.multiply %a, %bs : tensor<2x2xf32>
    %4 = stablehlo.multiply %b, %bc : tensor<2x2xf32>
    %5 = stablehlo.add %3, %4 : tensor<2x2xf32>
    %6 = stablehlo.concatenate %2, %5, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    %d = stablehlo.slice %z [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %e = stablehlo.slice %z [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %7 = stablehlo.negate %e : tensor<2x2xf32>
    %8 = stablehlo.concatenate %7, %d, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    %9 = stablehlo.multiply %8, %s : tensor<2x4xf32>
    %10 = stablehlo.multiply %c, %z : tensor<2x4xf32>
    %11 = stablehlo.add %10, %9 : tensor<2x4xf32>
    return %6, %11 : tensor<2x4xf32>, tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(
      %x: tensor<2x4xf32>,
      %cos: tensor<2xf32>,
      %sin: tensor<2xf32>,
      %c: tensor<2x4xf32>,
      %s: tensor<2x4xf32>,
      %z: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
    %0 = stablehlo.composite "strobe.rotary" %x, %cos, %sin {composite_attributes = {dimensions = [1], tables = "halves"}, decomposition = @strobe.rotary} : (tensor<2x4xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x4xf32>
    %1 = stablehlo.composite "strobe.rotary" %z, %c, %s {composite_attributes = {dimensions = [0, 1], tables = "whole"}, decomposition = @strobe.rotary_1} : (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
    return %0, %1 : tensor<2x4xf32>, tensor<2x4xf32>
  }
  func.func private @strobe.rotary(%0: tensor<2x4xf32>, %1: tensor<2xf32>, %2: tensor<2xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.slice %0 [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %4 = stablehlo.slice %0 [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %5 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %6 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<2xf32>) -> tensor<2x2xf32>
    %7 = stablehlo.multiply %3, %5 : tensor<2x2xf32>
    %8 = stablehlo.multiply %4, %6 : tensor<2x2xf32>
    %9 = stablehlo.subtract %7, %8 : tensor<2x2xf32>
    %10 = stablehlo.multiply %4, %5 : tensor<2x2xf32>
    %11 = stablehlo.multiply %3, %6 : tensor<2x2xf32>
    %12 = stablehlo.add %10, %11 : tensor<2x2xf32>
    %13 = stablehlo.concatenate %9, %12, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    return %13 : tensor<2x4xf32>
  }
  func.func private @strobe.rotary_1(%0: tensor<2x4xf32>, %1: tensor<2x4xf32>, %2: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.slice %0 [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %4 = stablehlo.slice %0 [0:2, 2:4] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %5 = stablehlo.negate %4 : tensor<2x2xf32>
    %6 = stablehlo.concatenate %5, %3, dim = 1 : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x4xf32>
    %7 = stablehlo.multiply %0, %1 : tensor<2x4xf32>
    %8 = stablehlo.multiply %6, %2 : tensor<2x4xf32>
    %9 = stablehlo.add %7, %8 : tensor<2x4xf32>
    return %9 : tensor<2x4xf32>
  }
}
