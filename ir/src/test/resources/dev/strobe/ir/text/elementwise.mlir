// action: write plain
// input: elementwise
// expected: the text below
module @elementwise {
  func.func public @main(
      %x: tensor<2x3xf32>,
      %n: tensor<4xi32>,
      %u: tensor<4xui32>,
      %p: tensor<2x3xi1>,
      %z: tensor<2xcomplex<f32>>) -> (tensor<2x3xbf16> {jax.result_info = "half"}) {
    %0 = stablehlo.abs %x : tensor<2x3xf32>
    %1 = stablehlo.ceil %x : tensor<2x3xf32>
    %2 = stablehlo.cosine %x : tensor<2x3xf32>
    %3 = stablehlo.exponential %x : tensor<2x3xf32>
    %4 = stablehlo.exponential_minus_one %x : tensor<2x3xf32>
    %5 = stablehlo.floor %x : tensor<2x3xf32>
    %6 = stablehlo.log %x : tensor<2x3xf32>
    %7 = stablehlo.log_plus_one %x : tensor<2x3xf32>
    %8 = stablehlo.logistic %x : tensor<2x3xf32>
    %9 = stablehlo.negate %x : tensor<2x3xf32>
    %10 = stablehlo.not %p : tensor<2x3xi1>
    %11 = stablehlo.round_nearest_afz %x : tensor<2x3xf32>
    %12 = stablehlo.round_nearest_even %x : tensor<2x3xf32>
    %13 = stablehlo.rsqrt %x : tensor<2x3xf32>
    %14 = stablehlo.sign %x : tensor<2x3xf32>
    %15 = stablehlo.sine %x : tensor<2x3xf32>
    %16 = stablehlo.sqrt %x : tensor<2x3xf32>
    %17 = stablehlo.tanh %x : tensor<2x3xf32>
    %18 = stablehlo.add %x, %x : tensor<2x3xf32>
    %19 = stablehlo.and %n, %n : tensor<4xi32>
    %20 = stablehlo.divide %x, %x : tensor<2x3xf32>
    %21 = stablehlo.maximum %x, %x : tensor<2x3xf32>
    %22 = stablehlo.minimum %x, %x : tensor<2x3xf32>
    %23 = stablehlo.multiply %x, %x : tensor<2x3xf32>
    %24 = stablehlo.or %p, %p : tensor<2x3xi1>
    %25 = stablehlo.power %x, %x : tensor<2x3xf32>
    %26 = stablehlo.remainder %x, %x : tensor<2x3xf32>
    %27 = stablehlo.shift_left %n, %n : tensor<4xi32>
    %28 = stablehlo.shift_right_arithmetic %n, %n : tensor<4xi32>
    %29 = stablehlo.shift_right_logical %n, %n : tensor<4xi32>
    %30 = stablehlo.subtract %x, %x : tensor<2x3xf32>
    %31 = stablehlo.xor %p, %p : tensor<2x3xi1>
    %32 = stablehlo.abs %z : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
    %33 = stablehlo.exponential %z : tensor<2xcomplex<f32>>
    %34 = stablehlo.compare LT, %x, %x, FLOAT : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %35 = stablehlo.compare GE, %n, %n, SIGNED : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
    %36 = stablehlo.compare EQ, %u, %u, UNSIGNED : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xi1>
    %37 = stablehlo.compare NE, %p, %p, UNSIGNED : (tensor<2x3xi1>, tensor<2x3xi1>) -> tensor<2x3xi1>
    %38 = stablehlo.compare GT, %x, %x, TOTALORDER : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %39 = stablehlo.select %34, %x, %x : tensor<2x3xi1>, tensor<2x3xf32>
    %40 = stablehlo.constant dense<true> : tensor<i1>
    %41 = stablehlo.select %40, %x, %x : tensor<i1>, tensor<2x3xf32>
    %42 = stablehlo.clamp %x, %x, %x : tensor<2x3xf32>
    %43 = stablehlo.constant dense<-1.0> : tensor<f32>
    %44 = stablehlo.constant dense<1.0> : tensor<f32>
    %45 = stablehlo.clamp %43, %x, %44 : (tensor<f32>, tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
    %46 = stablehlo.convert %x : (tensor<2x3xf32>) -> tensor<2x3xbf16>
    %47 = stablehlo.bitcast_convert %u : (tensor<4xui32>) -> tensor<4x4xui8>
    return %46 : tensor<2x3xbf16>
  }
}
