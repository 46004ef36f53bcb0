// fires: 0
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %p: tensor<4xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x4xf32>, tensor<2x2xf32>) {
    %one = stablehlo.constant dense<1.0> : tensor<4xf32>
    %odd = stablehlo.constant dense<[1.0, 2.0, 3.0, 1.0]> : tensor<4xf32>
    %half = stablehlo.constant dense<[1.0, 0.5, 4.0, 1.0]> : tensor<4xf32>
    %two = stablehlo.constant dense<2.0> : tensor<4xf32>
    %four = stablehlo.constant dense<4.0> : tensor<4xf32>
    %eight = stablehlo.constant dense<8.0> : tensor<4xf32>
    %k = stablehlo.constant dense<[[1.5, 2.5], [0.1, -0.1], [3.0, 4.0], [0.0, 5.0]]> : tensor<4x2xf32>
    %large = stablehlo.constant dense<[[1.5, 3.0e38], [0.1, -0.1], [3.0, 4.0], [0.0, 5.0]]> : tensor<4x2xf32>
    %a = stablehlo.composite "strobe.rms_norm" %x, %p {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %ay = stablehlo.dot_general %a, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %b = stablehlo.composite "strobe.rms_norm" %x, %odd {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %by = stablehlo.dot_general %b, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %c = stablehlo.composite "strobe.rms_norm" %x, %half {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %cy = stablehlo.dot_general %c, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %d = stablehlo.composite "strobe.rms_norm" %x, %two {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %dy = stablehlo.dot_general %d, %large, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %e = stablehlo.composite "strobe.rms_norm" %x, %four {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %ey = stablehlo.dot_general %e, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %es = stablehlo.add %e, %x : tensor<2x4xf32>
    %et = stablehlo.slice %es [0:2, 0:2] : (tensor<2x4xf32>) -> tensor<2x2xf32>
    %ez = stablehlo.add %ey, %et : tensor<2x2xf32>
    %f = stablehlo.composite "strobe.rms_norm" %x, %eight {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %fy = stablehlo.dot_general %f, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %fz = stablehlo.add %fy, %ez : tensor<2x2xf32>
    %g = stablehlo.composite "strobe.rms_norm" %x, %one {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %gy = stablehlo.dot_general %g, %k, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    return %ay, %by, %cy, %dy, %f, %gy : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x4xf32>, tensor<2x2xf32>
  }
  func.func private @strobe.rms_norm(%0: tensor<2x4xf32>, %1: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %2 = stablehlo.multiply %0, %0 : tensor<2x4xf32>
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%2 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %6 = stablehlo.divide %4, %5 : tensor<2xf32>
    %7 = stablehlo.constant dense<1.0E-6> : tensor<2xf32>
    %8 = stablehlo.add %6, %7 : tensor<2xf32>
    %9 = stablehlo.rsqrt %8 : tensor<2xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %11 = stablehlo.multiply %0, %10 : tensor<2x4xf32>
    %12 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %13 = stablehlo.multiply %11, %12 : tensor<2x4xf32>
    return %13 : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %p: tensor<4xf32>) -> (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x4xf32>, tensor<2x2xf32>) {
    %one = stablehlo.constant dense<1.0> : tensor<4xf32>
    %odd = stablehlo.constant dense<[1.0, 2.0, 3.0, 1.0]> : tensor<4xf32>
    %half = stablehlo.constant dense<[1.0, 0.5, 4.0, 1.0]> : tensor<4xf32>
    %two = stablehlo.constant dense<2.0> : tensor<4xf32>
    %eight = stablehlo.constant dense<8.0> : tensor<4xf32>
    %k = stablehlo.constant dense<[[1.5, 2.5], [0.1, -0.1], [3.0, 4.0], [0.0, 5.0]]> : tensor<4x2xf32>
    %large = stablehlo.constant dense<[[1.5, 3.0E38], [0.1, -0.1], [3.0, 4.0], [0.0, 5.0]]> : tensor<4x2xf32>
    %a = stablehlo.composite "strobe.rms_norm" %x, %p {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %ay = stablehlo.dot_general %a, %k, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %b = stablehlo.composite "strobe.rms_norm" %x, %odd {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %by = stablehlo.dot_general %b, %k, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %c = stablehlo.composite "strobe.rms_norm" %x, %half {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %cy = stablehlo.dot_general %c, %k, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %d = stablehlo.composite "strobe.rms_norm" %x, %two {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %dy = stablehlo.dot_general %d, %large, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %f = stablehlo.composite "strobe.rms_norm" %x, %eight {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %g = stablehlo.composite "strobe.rms_norm" %x, %one {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.rms_norm} : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %gy = stablehlo.dot_general %g, %k, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    return %ay, %by, %cy, %dy, %f, %gy : tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x2xf32>, tensor<2x4xf32>, tensor<2x2xf32>
  }
  func.func private @strobe.rms_norm(%0: tensor<2x4xf32>, %1: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %2 = stablehlo.multiply %0, %0 : tensor<2x4xf32>
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%2 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %6 = stablehlo.divide %4, %5 : tensor<2xf32>
    %7 = stablehlo.constant dense<1.0E-6> : tensor<2xf32>
    %8 = stablehlo.add %6, %7 : tensor<2xf32>
    %9 = stablehlo.rsqrt %8 : tensor<2xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %11 = stablehlo.multiply %0, %10 : tensor<2x4xf32>
    %12 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %13 = stablehlo.multiply %11, %12 : tensor<2x4xf32>
    return %13 : tensor<2x4xf32>
  }
}
