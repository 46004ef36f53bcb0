module @numeric {
  func.func public @main(%arg0: tensor<2x4x4xf32>, %arg1: tensor<4xf32>, %arg2: tensor<2x6x7x4xf32>, %arg3: tensor<3x2x4x5xf32>, %arg4: tensor<2x4xf32>, %arg5: tensor<2xui64>) -> (tensor<2x4x4xf32> {jax.result_info = "x"}) {
    %0 = "stablehlo.batch_norm_inference"(%arg0, %arg1, %arg1, %arg1, %arg1) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x4xf32>
    %output, %batch_mean, %batch_var = "stablehlo.batch_norm_training"(%arg0, %arg1, %arg1) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
    %grad_operand, %grad_scale, %grad_offset = "stablehlo.batch_norm_grad"(%arg0, %arg1, %arg1, %arg1, %arg0) <{epsilon = 9.99999974E-6 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
    %1 = stablehlo.cholesky %arg0, lower = true : tensor<2x4x4xf32>
    %2 = "stablehlo.triangular_solve"(%arg0, %arg0) <{left_side = true, lower = true, transpose_a = #stablehlo<transpose ADJOINT>, unit_diagonal = false}> : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %3 = stablehlo.convolution(%arg2, %arg3) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[f, 1, 0, b], window = {stride = [2, 1], pad = [[1, 1], [0, -1]], lhs_dilate = [1, 3], rhs_dilate = [2, 1], reverse = [false, true]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x6x7x4xf32>, tensor<3x2x4x5xf32>) -> tensor<5x17x2x2xf32>
    %4 = stablehlo.transpose %arg4, dims = [1, 0] : (tensor<2x4xf32>) -> tensor<4x2xf32>
    %5 = stablehlo.convolution(%arg4, %4) dim_numbers = [b, f]x[i, o]->[b, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %6 = stablehlo.convolution(%arg4, %4) dim_numbers = [b, f]x[i, o]->[b, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>]} : (tensor<2x4xf32>, tensor<4x2xf32>) -> tensor<2x2xf32>
    %7 = stablehlo.fft %arg0, type = RFFT, length = [4, 4] : (tensor<2x4x4xf32>) -> tensor<2x4x3xcomplex<f32>>
    %8 = stablehlo.fft %7, type = IFFT, length = [4, 3] : (tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>>
    %9 = stablehlo.fft %7, type = IRFFT, length = [5] : (tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x5xf32>
    %output_state, %output_0 = stablehlo.rng_bit_generator %arg5, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %output_state_1, %output_2 = stablehlo.rng_bit_generator %arg5, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %output_state_3, %output_4 = stablehlo.rng_bit_generator %arg5, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
    %cst = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %c = stablehlo.constant dense<[3, 2]> : tensor<2xi64>
    %10 = stablehlo.rng %cst, %cst, %c, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x2xf32>
    %c_5 = stablehlo.constant dense<> : tensor<0xi64>
    %11 = stablehlo.rng %cst, %cst, %c_5, distribution = UNIFORM : (tensor<f32>, tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %c_6 = stablehlo.constant dense<[3, 2]> : tensor<2xi64>
    %12 = stablehlo.rng %cst, %cst, %c_6, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<3x2xf32>
    %c_7 = stablehlo.constant dense<> : tensor<0xi64>
    %13 = stablehlo.rng %cst, %cst, %c_7, distribution = NORMAL : (tensor<f32>, tensor<f32>, tensor<0xi64>) -> tensor<f32>
    %cst_8 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %c_9 = stablehlo.constant dense<-1> : tensor<i32>
    %14 = stablehlo.iota dim = 1 : tensor<2x4x4xi32>
    %15:2 = "stablehlo.reduce_window"(%arg0, %14, %cst_8, %c_9) <{base_dilations = array<i64: 1, 2, 1>, padding = dense<[[0, 0], [1, 0], [-1, 2]]> : tensor<3x2xi64>, window_dilations = array<i64: 1, 1, 2>, window_dimensions = array<i64: 1, 2, 3>, window_strides = array<i64: 1, 2, 1>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<i32>, %arg8: tensor<f32>, %arg9: tensor<i32>):
      %22 = stablehlo.add %arg6, %arg8 : tensor<f32>
      stablehlo.return %22, %arg9 : tensor<f32>, tensor<i32>
    }) : (tensor<2x4x4xf32>, tensor<2x4x4xi32>, tensor<f32>, tensor<i32>) -> (tensor<2x4x1xf32>, tensor<2x4x1xi32>)
    %16 = "stablehlo.reduce_window"(%cst_8, %cst_8) <{base_dilations = array<i64>, padding = dense<> : tensor<0x2xi64>, window_dilations = array<i64>, window_dimensions = array<i64>, window_strides = array<i64>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %22 = stablehlo.maximum %arg6, %arg7 : tensor<f32>
      stablehlo.return %22 : tensor<f32>
    }) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %cst_10 = stablehlo.constant dense<1.000000e+00> : tensor<2x3x2xf32>
    %17 = "stablehlo.select_and_scatter"(%arg0, %cst_10, %cst_8) <{padding = dense<[[0, 0], [1, 1], [0, 0]]> : tensor<3x2xi64>, window_dimensions = array<i64: 1, 2, 2>, window_strides = array<i64: 1, 2, 2>}> ({
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %22 = stablehlo.compare GE, %arg6, %arg7, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %22 : tensor<i1>
    }, {
    ^bb0(%arg6: tensor<f32>, %arg7: tensor<f32>):
      %22 = stablehlo.add %arg6, %arg7 : tensor<f32>
      stablehlo.return %22 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<2x3x2xf32>, tensor<f32>) -> tensor<2x4x4xf32>
    %18 = stablehlo.dot_general %arg0, %arg0, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [HIGH, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4xf32>
    %19 = stablehlo.dot_general %arg0, %arg0, batching_dims = [0, 1] x [0, 1], contracting_dims = [2] x [2], precision = [DEFAULT, DEFAULT], algorithm = <lhs_precision_type = tf32, rhs_precision_type = tf32, accumulation_type = f32, lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1, allow_imprecise_accumulation = false> : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4xf32>
    %20 = stablehlo.tanh %arg0 {result_accuracy = #stablehlo.result_accuracy<mode = #stablehlo.result_accuracy_mode<HIGHEST>>} : tensor<2x4x4xf32>
    %21 = stablehlo.exponential %arg0 {result_accuracy = #stablehlo.result_accuracy<atol = 1.000000e-05, ulps = 2, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>} : tensor<2x4x4xf32>
    return %arg0 : tensor<2x4x4xf32>
  }
}
