// action: write plain
// input: numeric
// expected: the text below
module @numeric {
  func.func public @main(
      %x: tensor<2x4x4xf32>,
      %each: tensor<4xf32>,
      %input: tensor<2x6x7x4xf32>,
      %filter: tensor<3x2x4x5xf32>,
      %rows: tensor<2x4xf32>,
      %state: tensor<2xui64>) -> (tensor<2x4x4xf32> {jax.result_info = "x"}) {
    %0 = "stablehlo.batch_norm_inference"(%x, %each, %each, %each, %each) <{epsilon = 1.0E-5 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x4xf32>
    %1:3 = "stablehlo.batch_norm_training"(%x, %each, %each) <{epsilon = 1.0E-5 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
    %2:3 = "stablehlo.batch_norm_grad"(%x, %each, %each, %each, %x) <{epsilon = 1.0E-5 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
    %3 = stablehlo.cholesky %x, lower = true : tensor<2x4x4xf32>
    %4 = "stablehlo.triangular_solve"(%x, %x) <{left_side = true, lower = true, transpose_a = #stablehlo<transpose ADJOINT>, unit_diagonal = false}> : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %5 = stablehlo.convolution(%input, %filter) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[f, 1, 0, b], window = {stride = [2, 1], pad = [[1, 1], [0, -1]], lhs_dilate = [1, 3], rhs_dilate = [2, 1], reverse = [false, true]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x6x7x4xf32>, tensor<3x2x4x5xf32>) -> tensor<5x17x2x2xf32>
    %6 = stablehlo.transpose %rows, dims = [1, 0] : (tensor<2x4xf32>) -> tensor<4x2xf32>
    %7 = stablehlo.convolution(%rows, %6) dim_numbers = [b, f]x[i, o]->[b, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %8 = stablehlo.fft %x, type = RFFT, length = [4, 4] : (tensor<2x4x4xf32>) -> tensor<2x4x3xcomplex<f32>>
    %9 = stablehlo.fft %8, type = IFFT, length = [4, 3] : (tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>>
    %10 = stablehlo.fft %8, type = IRFFT, length = [5] : (tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x5xf32>
    %11:2 = stablehlo.rng_bit_generator %state, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %12:2 = stablehlo.rng_bit_generator %state, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %13:2 = stablehlo.rng_bit_generator %state, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %14 = stablehlo.constant dense<1.0> : tensor<f32>
    %15 = stablehlo.constant dense<[3, 2]> : tensor<2xi64>
    %16 = stablehlo.rng %14, %14, %15, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x2xf32>
    %17 = stablehlo.constant dense<> : tensor<0xi64>
    %18 = stablehlo.rng %14, %14, %17, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %19 = stablehlo.constant dense<[3, 2]> : tensor<2xi64>
    %20 = stablehlo.rng %14, %14, %19, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x2xf32>
    %21 = stablehlo.constant dense<> : tensor<0xi64>
    %22 = stablehlo.rng %14, %14, %21, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %23 = stablehlo.constant dense<0.0> : tensor<f32>
    %24 = stablehlo.constant dense<-1> : tensor<i32>
    %25 = stablehlo.iota dim = 1 : tensor<2x4x4xi32>
    %31:2 = "stablehlo.reduce_window"(%x, %25, %23, %24) <{base_dilations = array<i64: 1, 2, 1>, padding = dense<[[0, 0], [1, 0], [-1, 2]]> : tensor<3x2xi64>, window_dilations = array<i64: 1, 1, 2>, window_dimensions = array<i64: 1, 2, 3>, window_strides = array<i64: 1, 2, 1>}> ({
    ^bb0(%26: tensor<f32>, %27: tensor<i32>, %28: tensor<f32>, %29: tensor<i32>):
      %30 = stablehlo.add %26, %28 : tensor<f32>
      stablehlo.return %30, %29 : tensor<f32>, tensor<i32>
    }) : (tensor<2x4x4xf32>, tensor<2x4x4xi32>, tensor<f32>, tensor<i32>) -> (tensor<2x4x1xf32>, tensor<2x4x1xi32>)
    %35 = "stablehlo.reduce_window"(%23, %23) <{base_dilations = array<i64>, padding = dense<> : tensor<0x2xi64>, window_dilations = array<i64>, window_dimensions = array<i64>, window_strides = array<i64>}> ({
    ^bb0(%32: tensor<f32>, %33: tensor<f32>):
      %34 = stablehlo.maximum %32, %33 : tensor<f32>
      stablehlo.return %34 : tensor<f32>
    }) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %36 = stablehlo.constant dense<1.0> : tensor<2x3x2xf32>
    %43 = "stablehlo.select_and_scatter"(%x, %36, %23) <{padding = dense<[[0, 0], [1, 1], [0, 0]]> : tensor<3x2xi64>, window_dimensions = array<i64: 1, 2, 2>, window_strides = array<i64: 1, 2, 2>}> ({
    ^bb0(%37: tensor<f32>, %38: tensor<f32>):
      %39 = stablehlo.compare GE, %37, %38, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %39 : tensor<i1>
    }, {
    ^bb0(%40: tensor<f32>, %41: tensor<f32>):
      %42 = stablehlo.add %40, %41 : tensor<f32>
      stablehlo.return %42 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<2x3x2xf32>, tensor<f32>) -> tensor<2x4x4xf32>
    return %x : tensor<2x4x4xf32>
  }
}
