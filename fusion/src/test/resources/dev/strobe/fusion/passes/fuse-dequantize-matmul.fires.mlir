// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %w: tensor<3x4xi8>, %s: tensor<3xf32>) -> tensor<2x3xf32> {
    %f = stablehlo.convert %w : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %b = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<3xf32>) -> tensor<3x4xf32>
    %m = stablehlo.multiply %f, %b : tensor<3x4xf32>
    %y = stablehlo.dot_general %x, %m, contracting_dims = [1] x [1] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %y : tensor<2x3xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %w: tensor<3x4xi8>, %s: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %y = stablehlo.composite "strobe.dequantize_matmul" %x, %w, %s {composite_attributes = {scaled = "weight", input_axis = 1 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.dequantize_matmul} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<3xf32>) -> tensor<2x3xf32>
    return %y : tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %3 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %4 = stablehlo.broadcast_in_dim %2, dims = [0] : (tensor<3xf32>) -> tensor<3x4xf32>
    %5 = stablehlo.multiply %3, %4 : tensor<3x4xf32>
    %6 = stablehlo.dot_general %0, %5, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %6 : tensor<2x3xf32>
  }
}
