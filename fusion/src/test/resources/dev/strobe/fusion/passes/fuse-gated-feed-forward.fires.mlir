// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %gate: tensor<4x3xf32>, %up: tensor<4x3xf32>, %down: tensor<3x4xf32>) -> tensor<2x4xf32> {
    %g = stablehlo.dot_general %x, %gate, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %u = stablehlo.dot_general %x, %up, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %1 = stablehlo.logistic %g : tensor<2x3xf32>
    %2 = stablehlo.multiply %1, %g : tensor<2x3xf32>
    %3 = stablehlo.multiply %u, %2 : tensor<2x3xf32>
    %y = stablehlo.dot_general %3, %down, contracting_dims = [1] x [0] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %gate: tensor<4x3xf32>, %up: tensor<4x3xf32>, %down: tensor<3x4xf32>) -> (tensor<2x4xf32>) {
    %y = stablehlo.composite "strobe.gated_feed_forward" %x, %gate, %up, %down {composite_attributes = {activation = "silu", input_axis = 0 : i64, precision = "default", accumulation = f32}, decomposition = @strobe.gated_feed_forward} : (tensor<2x4xf32>, tensor<4x3xf32>, tensor<4x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
  func.func private @strobe.gated_feed_forward(%0: tensor<2x4xf32>, %1: tensor<4x3xf32>, %2: tensor<4x3xf32>, %3: tensor<3x4xf32>) -> (tensor<2x4xf32>) {
    %4 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %5 = stablehlo.dot_general %0, %2, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x3xf32>) -> tensor<2x3xf32>
    %6 = stablehlo.logistic %4 : tensor<2x3xf32>
    %7 = stablehlo.multiply %4, %6 : tensor<2x3xf32>
    %8 = stablehlo.multiply %7, %5 : tensor<2x3xf32>
    %9 = stablehlo.dot_general %8, %3, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    return %9 : tensor<2x4xf32>
  }
}
