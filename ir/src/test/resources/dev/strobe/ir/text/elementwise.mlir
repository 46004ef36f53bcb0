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
    %1 = stablehlo.cbrt %x : tensor<2x3xf32>
    %2 = stablehlo.ceil %x : tensor<2x3xf32>
    %3 = stablehlo.cosine %x : tensor<2x3xf32>
    %4 = stablehlo.count_leading_zeros %n : tensor<4xi32>
    %5 = stablehlo.exponential %x : tensor<2x3xf32>
    %6 = stablehlo.exponential_minus_one %x : tensor<2x3xf32>
    %7 = stablehlo.floor %x : tensor<2x3xf32>
    %8 = stablehlo.imag %x : tensor<2x3xf32>
    %9 = stablehlo.is_finite %x : (tensor<2x3xf32>) -> tensor<2x3xi1>
    %10 = stablehlo.log %x : tensor<2x3xf32>
    %11 = stablehlo.log_plus_one %x : tensor<2x3xf32>
    %12 = stablehlo.logistic %x : tensor<2x3xf32>
    %13 = stablehlo.negate %x : tensor<2x3xf32>
    %14 = stablehlo.not %p : tensor<2x3xi1>
    %15 = stablehlo.popcnt %n : tensor<4xi32>
    %16 = stablehlo.real %x : tensor<2x3xf32>
    %17 = stablehlo.round_nearest_afz %x : tensor<2x3xf32>
    %18 = stablehlo.round_nearest_even %x : tensor<2x3xf32>
    %19 = stablehlo.rsqrt %x : tensor<2x3xf32>
    %20 = stablehlo.sign %x : tensor<2x3xf32>
    %21 = stablehlo.sine %x : tensor<2x3xf32>
    %22 = stablehlo.sqrt %x : tensor<2x3xf32>
    %23 = stablehlo.tan %x : tensor<2x3xf32>
    %24 = stablehlo.tanh %x : tensor<2x3xf32>
    %25 = stablehlo.add %x, %x : tensor<2x3xf32>
    %26 = stablehlo.and %n, %n : tensor<4xi32>
    %27 = stablehlo.atan2 %x, %x : tensor<2x3xf32>
    %28 = stablehlo.divide %x, %x : tensor<2x3xf32>
    %29 = stablehlo.maximum %x, %x : tensor<2x3xf32>
    %30 = stablehlo.minimum %x, %x : tensor<2x3xf32>
    %31 = stablehlo.multiply %x, %x : tensor<2x3xf32>
    %32 = stablehlo.or %p, %p : tensor<2x3xi1>
    %33 = stablehlo.power %x, %x : tensor<2x3xf32>
    %34 = stablehlo.remainder %x, %x : tensor<2x3xf32>
    %35 = stablehlo.shift_left %n, %n : tensor<4xi32>
    %36 = stablehlo.shift_right_arithmetic %n, %n : tensor<4xi32>
    %37 = stablehlo.shift_right_logical %n, %n : tensor<4xi32>
    %38 = stablehlo.subtract %x, %x : tensor<2x3xf32>
    %39 = stablehlo.xor %p, %p : tensor<2x3xi1>
    %40 = stablehlo.abs %z : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
    %41 = stablehlo.exponential %z : tensor<2xcomplex<f32>>
    %42 = stablehlo.imag %z : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
    %43 = stablehlo.complex %x, %x : tensor<2x3xcomplex<f32>>
    %44 = stablehlo.reduce_precision %x, format = e5m10 : tensor<2x3xf32>
    %45 = stablehlo.compare LT, %x, %x, FLOAT : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %46 = stablehlo.compare GE, %n, %n, SIGNED : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi1>
    %47 = stablehlo.compare EQ, %u, %u, UNSIGNED : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xi1>
    %48 = stablehlo.compare NE, %p, %p, UNSIGNED : (tensor<2x3xi1>, tensor<2x3xi1>) -> tensor<2x3xi1>
    %49 = stablehlo.compare GT, %x, %x, TOTALORDER : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>
    %50 = stablehlo.select %45, %x, %x : tensor<2x3xi1>, tensor<2x3xf32>
    %51 = stablehlo.constant dense<true> : tensor<i1>
    %52 = stablehlo.select %51, %x, %x : tensor<i1>, tensor<2x3xf32>
    %53 = stablehlo.clamp %x, %x, %x : tensor<2x3xf32>
    %54 = stablehlo.constant dense<-1.0> : tensor<f32>
    %55 = stablehlo.constant dense<1.0> : tensor<f32>
    %56 = stablehlo.clamp %54, %x, %55 : (tensor<f32>, tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
    %57 = stablehlo.convert %x : (tensor<2x3xf32>) -> tensor<2x3xbf16>
    %58 = stablehlo.bitcast_convert %u : (tensor<4xui32>) -> tensor<4x4xui8>
    return %57 : tensor<2x3xbf16>
  }
}
