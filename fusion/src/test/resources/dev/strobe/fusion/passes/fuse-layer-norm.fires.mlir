// fires: 1
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %weight: tensor<4xf32>, %bias: tensor<4xf32>) -> tensor<2x4xf32> {
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %u = stablehlo.reduce(%x init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %v = stablehlo.constant dense<4.0> : tensor<2xf32>
    %k = stablehlo.divide %u, %v : tensor<2xf32>
    %bk = stablehlo.broadcast_in_dim %k, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %c = stablehlo.subtract %x, %bk : tensor<2x4xf32>
    %q = stablehlo.multiply %c, %c : tensor<2x4xf32>
    %s = stablehlo.reduce(%q init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %w = stablehlo.constant dense<4.0> : tensor<2xf32>
    %a = stablehlo.divide %s, %w : tensor<2xf32>
    %p = stablehlo.constant dense<1.0e-6> : tensor<2xf32>
    %t = stablehlo.add %p, %a : tensor<2xf32>
    %r = stablehlo.rsqrt %t : tensor<2xf32>
    %br = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %n = stablehlo.multiply %c, %br : tensor<2x4xf32>
    %bw = stablehlo.broadcast_in_dim %weight, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %bb = stablehlo.broadcast_in_dim %bias, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %g = stablehlo.multiply %n, %bw : tensor<2x4xf32>
    %y = stablehlo.add %g, %bb : tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<2x4xf32>, %weight: tensor<4xf32>, %bias: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %y = stablehlo.composite "strobe.layer_norm" %x, %weight, %bias {composite_attributes = {epsilon = 9.999999974752427E-7 : f64, mean = "divided"}, decomposition = @strobe.layer_norm} : (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    return %y : tensor<2x4xf32>
  }
  func.func private @strobe.layer_norm(%0: tensor<2x4xf32>, %1: tensor<4xf32>, %2: tensor<4xf32>) -> (tensor<2x4xf32>) {
    %3 = stablehlo.constant dense<0.0> : tensor<f32>
    %4 = stablehlo.reduce(%0 init: %3) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %5 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %6 = stablehlo.divide %4, %5 : tensor<2xf32>
    %7 = stablehlo.broadcast_in_dim %6, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %8 = stablehlo.subtract %0, %7 : tensor<2x4xf32>
    %9 = stablehlo.multiply %8, %8 : tensor<2x4xf32>
    %10 = stablehlo.constant dense<0.0> : tensor<f32>
    %11 = stablehlo.reduce(%9 init: %10) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
    %12 = stablehlo.constant dense<4.0> : tensor<2xf32>
    %13 = stablehlo.divide %11, %12 : tensor<2xf32>
    %14 = stablehlo.constant dense<1.0E-6> : tensor<2xf32>
    %15 = stablehlo.add %13, %14 : tensor<2xf32>
    %16 = stablehlo.rsqrt %15 : tensor<2xf32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
    %18 = stablehlo.multiply %8, %17 : tensor<2x4xf32>
    %19 = stablehlo.broadcast_in_dim %1, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %20 = stablehlo.multiply %18, %19 : tensor<2x4xf32>
    %21 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<4xf32>) -> tensor<2x4xf32>
    %22 = stablehlo.add %20, %21 : tensor<2x4xf32>
    return %22 : tensor<2x4xf32>
  }
}
