// action: write plain
// input: numeric
// expected: the text below
module @numeric {
  func.func public @main(%x: tensor<2x4x4xf32>, %each: tensor<4xf32>) -> (tensor<2x4x4xf32> {jax.result_info = "x"}) {
    %0 = "stablehlo.batch_norm_inference"(%x, %each, %each, %each, %each) <{epsilon = 1.0E-5 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4x4xf32>
    %1:3 = "stablehlo.batch_norm_training"(%x, %each, %each) <{epsilon = 1.0E-5 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
    %2:3 = "stablehlo.batch_norm_grad"(%x, %each, %each, %each, %x) <{epsilon = 1.0E-5 : f32, feature_index = 1 : i64}> : (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<4xf32>, tensor<4xf32>)
    %3 = stablehlo.cholesky %x, lower = true : tensor<2x4x4xf32>
    %4 = "stablehlo.triangular_solve"(%x, %x) <{left_side = true, lower = true, transpose_a = #stablehlo<transpose ADJOINT>, unit_diagonal = false}> : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    return %x : tensor<2x4x4xf32>
  }
}
