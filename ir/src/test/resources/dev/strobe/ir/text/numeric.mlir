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
    %8 = stablehlo.convolution(%rows, %6) dim_numbers = [b, f]x[i, o]->[b, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>]} : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %9 = stablehlo.fft %x, type = RFFT, length = [4, 4] : (tensor<2x4x4xf32>) -> tensor<2x4x3xcomplex<f32>>
    %10 = stablehlo.fft %9, type = IFFT, length = [4, 3] : (tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>>
    %11 = stablehlo.fft %9, type = IRFFT, length = [5] : (tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x5xf32>
    %12:2 = stablehlo.rng_bit_generator %state, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %13:2 = stablehlo.rng_bit_generator %state, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %14:2 = stablehlo.rng_bit_generator %state, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %15 = stablehlo.constant dense<1.0> : tensor<f32>
    %16 = stablehlo.constant dense<[3, 2]> : tensor<2xi64>
    %17 = stablehlo.rng %15, %15, %16, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x2xf32>
    %18 = stablehlo.constant dense<> : tensor<0xi64>
    %19 = stablehlo.rng %15, %15, %18, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %20 = stablehlo.constant dense<[3, 2]> : tensor<2xi64>
    %21 = stablehlo.rng %15, %15, %20, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x2xf32>
    %22 = stablehlo.constant dense<> : tensor<0xi64>
    %23 = stablehlo.rng %15, %15, %22, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %24 = stablehlo.constant dense<0.0> : tensor<f32>
    %25 = stablehlo.constant dense<-1> : tensor<i32>
    %26 = stablehlo.iota dim = 1 : tensor<2x4x4xi32>
    %32:2 = "stablehlo.reduce_window"(%x, %26, %24, %25) <{base_dilations = array<i64: 1, 2, 1>, padding = dense<[[0, 0], [1, 0], [-1, 2]]> : tensor<3x2xi64>, window_dilations = array<i64: 1, 1, 2>, window_dimensions = array<i64: 1, 2, 3>, window_strides = array<i64: 1, 2, 1>}> ({
    ^bb0(%27: tensor<f32>, %28: tensor<i32>, %29: tensor<f32>, %30: tensor<i32>):
      %31 = stablehlo.add %27, %29 : tensor<f32>
      stablehlo.return %31, %30 : tensor<f32>, tensor<i32>
    }) : (tensor<2x4x4xf32>, tensor<2x4x4xi32>, tensor<f32>, tensor<i32>) -> (tensor<2x4x1xf32>, tensor<2x4x1xi32>)
    %36 = "stablehlo.reduce_window"(%24, %24) <{base_dilations = array<i64>, padding = dense<> : tensor<0x2xi64>, window_dilations = array<i64>, window_dimensions = array<i64>, window_strides = array<i64>}> ({
    ^bb0(%33: tensor<f32>, %34: tensor<f32>):
      %35 = stablehlo.maximum %33, %34 : tensor<f32>
      stablehlo.return %35 : tensor<f32>
    }) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %37 = stablehlo.constant dense<1.0> : tensor<2x3x2xf32>
    %44 = "stablehlo.select_and_scatter"(%x, %37, %24) <{padding = dense<[[0, 0], [1, 1], [0, 0]]> : tensor<3x2xi64>, window_dimensions = array<i64: 1, 2, 2>, window_strides = array<i64: 1, 2, 2>}> ({
    ^bb0(%38: tensor<f32>, %39: tensor<f32>):
      %40 = stablehlo.compare GE, %38, %39, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %40 : tensor<i1>
    }, {
    ^bb0(%41: tensor<f32>, %42: tensor<f32>):
      %43 = stablehlo.add %41, %42 : tensor<f32>
      stablehlo.return %43 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<2x3x2xf32>, tensor<f32>) -> tensor<2x4x4xf32>
    %45 = stablehlo.dot_general %x, %x, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [HIGH, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4xf32>
    %46 = stablehlo.dot_general %x, %x, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [DEFAULT, DEFAULT], algorithm = <lhs_precision_type = tf32, rhs_precision_type = tf32, accumulation_type = f32, lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1, allow_imprecise_accumulation = false> : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4xf32>
    %47 = stablehlo.tanh %x {result_accuracy = #stablehlo.result_accuracy<atol = 0.0, rtol = 0.0, ulps = 0, mode = #stablehlo.result_accuracy_mode<HIGHEST>>} : tensor<2x4x4xf32>
    %48 = stablehlo.exponential %x {result_accuracy = #stablehlo.result_accuracy<atol = 1.0E-5, rtol = 0.0, ulps = 2, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>} : tensor<2x4x4xf32>
    return %x : tensor<2x4x4xf32>
  }
}
