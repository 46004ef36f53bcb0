// action: write plain
// input: quantized
// expected: the text below
module @quantized {
  func.func public @main(%x: tensor<2x3xf32>, %q: tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>) -> (tensor<2x3x!quant.uniform<u16:f32, 1.0E-5>> {jax.result_info = "wide"}) {
    %0 = stablehlo.uniform_quantize %q : (tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>) -> tensor<2x3x!quant.uniform<u16:f32, 1.0E-5>>
    %1 = stablehlo.uniform_quantize %x : (tensor<2x3xf32>) -> tensor<2x3x!quant.uniform<i8<-127:127>:f32:1, {0.5:-3,0.25,1.5E-5:4}>>
    %2 = stablehlo.uniform_dequantize %1 : (tensor<2x3x!quant.uniform<i8<-127:127>:f32:1, {0.5:-3,0.25,1.5E-5:4}>>) -> tensor<2x3xf32>
    %3 = stablehlo.bitcast_convert %0 : (tensor<2x3x!quant.uniform<u16:f32, 1.0E-5>>) -> tensor<2x3xui16>
    %4 = stablehlo.bitcast_convert %1 : (tensor<2x3x!quant.uniform<i8<-127:127>:f32:1, {0.5:-3,0.25,1.5E-5:4}>>) -> tensor<2x3x2xi4>
    %5:2 = stablehlo.optimization_barrier %q, %x : tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>, tensor<2x3xf32>
    %6 = stablehlo.constant dense<true> : tensor<i1>
    %8 = "stablehlo.if"(%6) ({
      stablehlo.return %q : tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>
    }, {
      %7 = stablehlo.uniform_quantize %x : (tensor<2x3xf32>) -> tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>
      stablehlo.return %7 : tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>
    }) : (tensor<i1>) -> tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>
    %15:2 = "stablehlo.while"(%6, %q) ({
    ^bb0(%9: tensor<i1>, %10: tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>):
      stablehlo.return %9 : tensor<i1>
    }, {
    ^bb0(%11: tensor<i1>, %12: tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>):
      %13 = stablehlo.constant dense<false> : tensor<i1>
      %14 = stablehlo.uniform_quantize %x : (tensor<2x3xf32>) -> tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>
      stablehlo.return %13, %14 : tensor<i1>, tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>
    }) : (tensor<i1>, tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>) -> (tensor<i1>, tensor<2x3x!quant.uniform<i8<-127:127>:f32, 0.1:3>>)
    return %0 : tensor<2x3x!quant.uniform<u16:f32, 1.0E-5>>
  }
}
