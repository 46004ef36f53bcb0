// fires: 2
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %w: tensor<3x4xi8>, %s: tensor<3x2xf32>, %o: tensor<3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %f = stablehlo.convert %w : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %g = stablehlo.reshape %f : (tensor<3x4xf32>) -> tensor<3x2x2xf32>
    %b = stablehlo.broadcast_in_dim %s, dims = [0, 1] : (tensor<3x2xf32>) -> tensor<3x2x2xf32>
    %d = stablehlo.multiply %g, %b : tensor<3x2x2xf32>
    %m = stablehlo.reshape %d : (tensor<3x2x2xf32>) -> tensor<3x4xf32>
    %y = stablehlo.dot_general %x, %m, contracting_dims = [1] x [1] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    %p = stablehlo.dot_general %x, %f, contracting_dims = [1] x [1] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    %r = stablehlo.broadcast_in_dim %o, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
    %z = stablehlo.multiply %r, %p : tensor<2x3xf32>
    return %y, %z : tensor<2x3xf32>, tensor<2x3xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %w: tensor<3x4xi8>, %s: tensor<3x2xf32>, %o: tensor<3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %y = stablehlo.composite "strobe.dequantize_matmul" %x, %w, %s {composite_attributes = {scaled = "weight", input_axis = 1 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.dequantize_matmul} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<3x2xf32>) -> tensor<2x3xf32>
    %z = stablehlo.composite "strobe.dequantize_matmul" %x, %w, %o {composite_attributes = {scaled = "product", input_axis = 1 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.dequantize_matmul_1} : (tensor<2x4xf32>, tensor<3x4xi8>, tensor<3xf32>) -> tensor<2x3xf32>
    return %y, %z : tensor<2x3xf32>, tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<3x2xf32>) -> (tensor<2x3xf32>) {
    %3 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %4 = stablehlo.reshape %3 : (tensor<3x4xf32>) -> tensor<3x2x2xf32>
    %5 = stablehlo.broadcast_in_dim %2, dims = [0, 1] : (tensor<3x2xf32>) -> tensor<3x2x2xf32>
    %6 = stablehlo.multiply %4, %5 : tensor<3x2x2xf32>
    %7 = stablehlo.reshape %6 : (tensor<3x2x2xf32>) -> tensor<3x4xf32>
    %8 = stablehlo.dot_general %0, %7, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    return %8 : tensor<2x3xf32>
  }
  func.func private @strobe.dequantize_matmul_1(%0: tensor<2x4xf32>, %1: tensor<3x4xi8>, %2: tensor<3xf32>) -> (tensor<2x3xf32>) {
    %3 = stablehlo.convert %1 : (tensor<3x4xi8>) -> tensor<3x4xf32>
    %4 = stablehlo.dot_general %0, %3, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
    %6 = stablehlo.multiply %4, %5 : tensor<2x3xf32>
    return %6 : tensor<2x3xf32>
  }
}
