module @jit_loss attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<512x128xf32>, %arg1: tensor<128x128xf32>, %arg2: tensor<128xf32>, %arg3: tensor<128xf32>, %arg4: tensor<128x128xf32>, %arg5: tensor<128x128xf32>, %arg6: tensor<128x512xf32>, %arg7: tensor<128x128xf32>, %arg8: tensor<512x128xf32>, %arg9: tensor<128x128xf32>, %arg10: tensor<128xf32>, %arg11: tensor<128xf32>, %arg12: tensor<128x128xf32>, %arg13: tensor<128x128xf32>, %arg14: tensor<128x512xf32>, %arg15: tensor<128x128xf32>, %arg16: tensor<512x128xf32>, %arg17: tensor<128x128xf32>, %arg18: tensor<128xf32>, %arg19: tensor<128xf32>, %arg20: tensor<128x128xf32>, %arg21: tensor<128x128xf32>, %arg22: tensor<128x512xf32>, %arg23: tensor<128x128xf32>, %arg24: tensor<128xf32>, %arg25: tensor<256x128xf32>, %arg26: tensor<8x65xi32>) -> (tensor<f32> {jax.result_info = "result[0]"}, tensor<512x128xf32> {jax.result_info = "result[1]['layers'][0]['down']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][0]['k']"}, tensor<128xf32> {jax.result_info = "result[1]['layers'][0]['last_norm']"}, tensor<128xf32> {jax.result_info = "result[1]['layers'][0]['norm']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][0]['o']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][0]['q']"}, tensor<128x512xf32> {jax.result_info = "result[1]['layers'][0]['up']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][0]['v']"}, tensor<512x128xf32> {jax.result_info = "result[1]['layers'][1]['down']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][1]['k']"}, tensor<128xf32> {jax.result_info = "result[1]['layers'][1]['last_norm']"}, tensor<128xf32> {jax.result_info = "result[1]['layers'][1]['norm']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][1]['o']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][1]['q']"}, tensor<128x512xf32> {jax.result_info = "result[1]['layers'][1]['up']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][1]['v']"}, tensor<512x128xf32> {jax.result_info = "result[1]['layers'][2]['down']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][2]['k']"}, tensor<128xf32> {jax.result_info = "result[1]['layers'][2]['last_norm']"}, tensor<128xf32> {jax.result_info = "result[1]['layers'][2]['norm']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][2]['o']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][2]['q']"}, tensor<128x512xf32> {jax.result_info = "result[1]['layers'][2]['up']"}, tensor<128x128xf32> {jax.result_info = "result[1]['layers'][2]['v']"}, tensor<128xf32> {jax.result_info = "result[1]['norm']"}, tensor<256x128xf32> {jax.result_info = "result[1]['words']"}) {
    %0 = stablehlo.slice %arg26 [0:8, 0:64] : (tensor<8x65xi32>) -> tensor<8x64xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<8x64xi32>
    %2 = stablehlo.compare LT, %0, %1, SIGNED : (tensor<8x64xi32>, tensor<8x64xi32>) -> tensor<8x64xi1>
    %c_0 = stablehlo.constant dense<256> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<8x64xi32>
    %4 = stablehlo.add %0, %3 : tensor<8x64xi32>
    %5 = stablehlo.select %2, %4, %0 : tensor<8x64xi1>, tensor<8x64xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<8x64xi32>) -> tensor<8x64x1xi32>
    %7 = "stablehlo.gather"(%arg25, %6) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 128>}> : (tensor<256x128xf32>, tensor<8x64x1xi32>) -> tensor<8x64x128xf32>
    %8 = stablehlo.multiply %7, %7 : tensor<8x64x128xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %9 = stablehlo.reduce(%8 init: %cst) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_1 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %11 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %12 = stablehlo.divide %10, %11 : tensor<8x64x1xf32>
    %cst_2 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %13 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %14 = stablehlo.add %12, %13 : tensor<8x64x1xf32>
    %15 = stablehlo.rsqrt %14 : tensor<8x64x1xf32>
    %16 = stablehlo.divide %15, %14 : tensor<8x64x1xf32>
    %cst_3 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %17 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %18 = stablehlo.multiply %17, %16 : tensor<8x64x1xf32>
    %19 = stablehlo.broadcast_in_dim %15, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %20 = stablehlo.multiply %7, %19 : tensor<8x64x128xf32>
    %21 = stablehlo.broadcast_in_dim %arg3, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %22 = stablehlo.broadcast_in_dim %21, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %23 = stablehlo.multiply %20, %22 : tensor<8x64x128xf32>
    %24 = stablehlo.dot_general %23, %arg5, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %25 = stablehlo.reshape %24 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %26 = stablehlo.dot_general %23, %arg1, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %27 = stablehlo.reshape %26 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %28 = stablehlo.dot_general %23, %arg7, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %29 = stablehlo.reshape %28 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %30 = stablehlo.dot_general %25, %27, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x64x4x32xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x64xf32>
    %cst_4 = stablehlo.constant dense<0.176776692> : tensor<f32>
    %31 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<8x4x64x64xf32>
    %32 = stablehlo.multiply %30, %31 : tensor<8x4x64x64xf32>
    %33 = stablehlo.iota dim = 0 : tensor<64x64xi32>
    %34 = stablehlo.iota dim = 1 : tensor<64x64xi32>
    %35 = stablehlo.compare GE, %33, %34, SIGNED : (tensor<64x64xi32>, tensor<64x64xi32>) -> tensor<64x64xi1>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_6 = stablehlo.constant dense<-1.000000e+09> : tensor<f32>
    %36 = call @_where(%35, %cst_5, %cst_6) : (tensor<64x64xi1>, tensor<f32>, tensor<f32>) -> tensor<64x64xf32>
    %37 = stablehlo.convert %36 : tensor<64x64xf32>
    %38 = stablehlo.broadcast_in_dim %37, dims = [2, 3] : (tensor<64x64xf32>) -> tensor<1x1x64x64xf32>
    %39 = stablehlo.broadcast_in_dim %38, dims = [0, 1, 2, 3] : (tensor<1x1x64x64xf32>) -> tensor<8x4x64x64xf32>
    %40 = stablehlo.add %32, %39 : tensor<8x4x64x64xf32>
    %cst_7 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %41 = stablehlo.reduce(%40 init: %cst_7) applies stablehlo.maximum across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %cst_8 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %42 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<8x4x64xf32>
    %43 = stablehlo.maximum %42, %41 : tensor<8x4x64xf32>
    %44 = stablehlo.broadcast_in_dim %43, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %45 = stablehlo.broadcast_in_dim %44, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %46 = stablehlo.subtract %40, %45 : tensor<8x4x64x64xf32>
    %47 = stablehlo.exponential %46 : tensor<8x4x64x64xf32>
    %cst_9 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %48 = stablehlo.reduce(%47 init: %cst_9) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %49 = stablehlo.broadcast_in_dim %48, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %50 = stablehlo.broadcast_in_dim %49, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %51 = stablehlo.divide %47, %50 : tensor<8x4x64x64xf32>
    %52 = stablehlo.multiply %49, %49 : tensor<8x4x64x1xf32>
    %cst_10 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %53 = stablehlo.broadcast_in_dim %cst_10, dims = [] : (tensor<f32>) -> tensor<8x4x64x1xf32>
    %54 = stablehlo.divide %53, %52 : tensor<8x4x64x1xf32>
    %55 = stablehlo.dot_general %29, %51, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x64x4x32xf32>, tensor<8x4x64x64xf32>) -> tensor<8x4x32x64xf32>
    %56 = stablehlo.transpose %55, dims = [0, 3, 1, 2] : (tensor<8x4x32x64xf32>) -> tensor<8x64x4x32xf32>
    %57 = stablehlo.reshape %56 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %58 = stablehlo.dot_general %57, %arg4, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %59 = stablehlo.add %7, %58 : tensor<8x64x128xf32>
    %60 = stablehlo.multiply %59, %59 : tensor<8x64x128xf32>
    %cst_11 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %61 = stablehlo.reduce(%60 init: %cst_11) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %62 = stablehlo.broadcast_in_dim %61, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_12 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %63 = stablehlo.broadcast_in_dim %cst_12, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %64 = stablehlo.divide %62, %63 : tensor<8x64x1xf32>
    %cst_13 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %65 = stablehlo.broadcast_in_dim %cst_13, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %66 = stablehlo.add %64, %65 : tensor<8x64x1xf32>
    %67 = stablehlo.rsqrt %66 : tensor<8x64x1xf32>
    %68 = stablehlo.divide %67, %66 : tensor<8x64x1xf32>
    %cst_14 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %69 = stablehlo.broadcast_in_dim %cst_14, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %70 = stablehlo.multiply %69, %68 : tensor<8x64x1xf32>
    %71 = stablehlo.broadcast_in_dim %67, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %72 = stablehlo.multiply %59, %71 : tensor<8x64x128xf32>
    %73 = stablehlo.broadcast_in_dim %arg2, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %74 = stablehlo.broadcast_in_dim %73, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %75 = stablehlo.multiply %72, %74 : tensor<8x64x128xf32>
    %76 = stablehlo.dot_general %75, %arg6, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x512xf32>) -> tensor<8x64x512xf32>
    %77 = stablehlo.multiply %76, %76 : tensor<8x64x512xf32>
    %78 = stablehlo.multiply %77, %76 : tensor<8x64x512xf32>
    %79 = stablehlo.multiply %76, %76 : tensor<8x64x512xf32>
    %cst_15 = stablehlo.constant dense<3.000000e+00> : tensor<f32>
    %80 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %81 = stablehlo.multiply %80, %79 : tensor<8x64x512xf32>
    %cst_16 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %82 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %83 = stablehlo.multiply %82, %78 : tensor<8x64x512xf32>
    %84 = stablehlo.add %76, %83 : tensor<8x64x512xf32>
    %cst_17 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %85 = stablehlo.broadcast_in_dim %cst_17, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %86 = stablehlo.multiply %85, %84 : tensor<8x64x512xf32>
    %87 = stablehlo.tanh %86 : tensor<8x64x512xf32>
    %cst_18 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %88 = stablehlo.broadcast_in_dim %cst_18, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %89 = stablehlo.subtract %88, %87 : tensor<8x64x512xf32>
    %cst_19 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %90 = stablehlo.broadcast_in_dim %cst_19, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %91 = stablehlo.add %90, %87 : tensor<8x64x512xf32>
    %cst_20 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %92 = stablehlo.broadcast_in_dim %cst_20, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %93 = stablehlo.multiply %92, %91 : tensor<8x64x512xf32>
    %94 = stablehlo.multiply %76, %93 : tensor<8x64x512xf32>
    %95 = stablehlo.dot_general %94, %arg0, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<512x128xf32>) -> tensor<8x64x128xf32>
    %96 = stablehlo.add %59, %95 : tensor<8x64x128xf32>
    %97 = stablehlo.multiply %96, %96 : tensor<8x64x128xf32>
    %cst_21 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %98 = stablehlo.reduce(%97 init: %cst_21) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %99 = stablehlo.broadcast_in_dim %98, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_22 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %100 = stablehlo.broadcast_in_dim %cst_22, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %101 = stablehlo.divide %99, %100 : tensor<8x64x1xf32>
    %cst_23 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %102 = stablehlo.broadcast_in_dim %cst_23, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %103 = stablehlo.add %101, %102 : tensor<8x64x1xf32>
    %104 = stablehlo.rsqrt %103 : tensor<8x64x1xf32>
    %105 = stablehlo.divide %104, %103 : tensor<8x64x1xf32>
    %cst_24 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %106 = stablehlo.broadcast_in_dim %cst_24, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %107 = stablehlo.multiply %106, %105 : tensor<8x64x1xf32>
    %108 = stablehlo.broadcast_in_dim %104, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %109 = stablehlo.multiply %96, %108 : tensor<8x64x128xf32>
    %110 = stablehlo.broadcast_in_dim %arg11, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %111 = stablehlo.broadcast_in_dim %110, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %112 = stablehlo.multiply %109, %111 : tensor<8x64x128xf32>
    %113 = stablehlo.dot_general %112, %arg13, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %114 = stablehlo.reshape %113 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %115 = stablehlo.dot_general %112, %arg9, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %116 = stablehlo.reshape %115 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %117 = stablehlo.dot_general %112, %arg15, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %118 = stablehlo.reshape %117 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %119 = stablehlo.dot_general %114, %116, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x64x4x32xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x64xf32>
    %cst_25 = stablehlo.constant dense<0.176776692> : tensor<f32>
    %120 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<f32>) -> tensor<8x4x64x64xf32>
    %121 = stablehlo.multiply %119, %120 : tensor<8x4x64x64xf32>
    %122 = stablehlo.iota dim = 0 : tensor<64x64xi32>
    %123 = stablehlo.iota dim = 1 : tensor<64x64xi32>
    %124 = stablehlo.compare GE, %122, %123, SIGNED : (tensor<64x64xi32>, tensor<64x64xi32>) -> tensor<64x64xi1>
    %cst_26 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_27 = stablehlo.constant dense<-1.000000e+09> : tensor<f32>
    %125 = call @_where(%124, %cst_26, %cst_27) : (tensor<64x64xi1>, tensor<f32>, tensor<f32>) -> tensor<64x64xf32>
    %126 = stablehlo.convert %125 : tensor<64x64xf32>
    %127 = stablehlo.broadcast_in_dim %126, dims = [2, 3] : (tensor<64x64xf32>) -> tensor<1x1x64x64xf32>
    %128 = stablehlo.broadcast_in_dim %127, dims = [0, 1, 2, 3] : (tensor<1x1x64x64xf32>) -> tensor<8x4x64x64xf32>
    %129 = stablehlo.add %121, %128 : tensor<8x4x64x64xf32>
    %cst_28 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %130 = stablehlo.reduce(%129 init: %cst_28) applies stablehlo.maximum across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %cst_29 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %131 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<8x4x64xf32>
    %132 = stablehlo.maximum %131, %130 : tensor<8x4x64xf32>
    %133 = stablehlo.broadcast_in_dim %132, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %134 = stablehlo.broadcast_in_dim %133, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %135 = stablehlo.subtract %129, %134 : tensor<8x4x64x64xf32>
    %136 = stablehlo.exponential %135 : tensor<8x4x64x64xf32>
    %cst_30 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %137 = stablehlo.reduce(%136 init: %cst_30) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %138 = stablehlo.broadcast_in_dim %137, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %139 = stablehlo.broadcast_in_dim %138, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %140 = stablehlo.divide %136, %139 : tensor<8x4x64x64xf32>
    %141 = stablehlo.multiply %138, %138 : tensor<8x4x64x1xf32>
    %cst_31 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %142 = stablehlo.broadcast_in_dim %cst_31, dims = [] : (tensor<f32>) -> tensor<8x4x64x1xf32>
    %143 = stablehlo.divide %142, %141 : tensor<8x4x64x1xf32>
    %144 = stablehlo.dot_general %118, %140, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x64x4x32xf32>, tensor<8x4x64x64xf32>) -> tensor<8x4x32x64xf32>
    %145 = stablehlo.transpose %144, dims = [0, 3, 1, 2] : (tensor<8x4x32x64xf32>) -> tensor<8x64x4x32xf32>
    %146 = stablehlo.reshape %145 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %147 = stablehlo.dot_general %146, %arg12, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %148 = stablehlo.add %96, %147 : tensor<8x64x128xf32>
    %149 = stablehlo.multiply %148, %148 : tensor<8x64x128xf32>
    %cst_32 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %150 = stablehlo.reduce(%149 init: %cst_32) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %151 = stablehlo.broadcast_in_dim %150, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_33 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %152 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %153 = stablehlo.divide %151, %152 : tensor<8x64x1xf32>
    %cst_34 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %154 = stablehlo.broadcast_in_dim %cst_34, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %155 = stablehlo.add %153, %154 : tensor<8x64x1xf32>
    %156 = stablehlo.rsqrt %155 : tensor<8x64x1xf32>
    %157 = stablehlo.divide %156, %155 : tensor<8x64x1xf32>
    %cst_35 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %158 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %159 = stablehlo.multiply %158, %157 : tensor<8x64x1xf32>
    %160 = stablehlo.broadcast_in_dim %156, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %161 = stablehlo.multiply %148, %160 : tensor<8x64x128xf32>
    %162 = stablehlo.broadcast_in_dim %arg10, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %163 = stablehlo.broadcast_in_dim %162, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %164 = stablehlo.multiply %161, %163 : tensor<8x64x128xf32>
    %165 = stablehlo.dot_general %164, %arg14, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x512xf32>) -> tensor<8x64x512xf32>
    %166 = stablehlo.multiply %165, %165 : tensor<8x64x512xf32>
    %167 = stablehlo.multiply %166, %165 : tensor<8x64x512xf32>
    %168 = stablehlo.multiply %165, %165 : tensor<8x64x512xf32>
    %cst_36 = stablehlo.constant dense<3.000000e+00> : tensor<f32>
    %169 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %170 = stablehlo.multiply %169, %168 : tensor<8x64x512xf32>
    %cst_37 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %171 = stablehlo.broadcast_in_dim %cst_37, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %172 = stablehlo.multiply %171, %167 : tensor<8x64x512xf32>
    %173 = stablehlo.add %165, %172 : tensor<8x64x512xf32>
    %cst_38 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %174 = stablehlo.broadcast_in_dim %cst_38, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %175 = stablehlo.multiply %174, %173 : tensor<8x64x512xf32>
    %176 = stablehlo.tanh %175 : tensor<8x64x512xf32>
    %cst_39 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %177 = stablehlo.broadcast_in_dim %cst_39, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %178 = stablehlo.subtract %177, %176 : tensor<8x64x512xf32>
    %cst_40 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %179 = stablehlo.broadcast_in_dim %cst_40, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %180 = stablehlo.add %179, %176 : tensor<8x64x512xf32>
    %cst_41 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %181 = stablehlo.broadcast_in_dim %cst_41, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %182 = stablehlo.multiply %181, %180 : tensor<8x64x512xf32>
    %183 = stablehlo.multiply %165, %182 : tensor<8x64x512xf32>
    %184 = stablehlo.dot_general %183, %arg8, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<512x128xf32>) -> tensor<8x64x128xf32>
    %185 = stablehlo.add %148, %184 : tensor<8x64x128xf32>
    %186 = stablehlo.multiply %185, %185 : tensor<8x64x128xf32>
    %cst_42 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %187 = stablehlo.reduce(%186 init: %cst_42) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %188 = stablehlo.broadcast_in_dim %187, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_43 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %189 = stablehlo.broadcast_in_dim %cst_43, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %190 = stablehlo.divide %188, %189 : tensor<8x64x1xf32>
    %cst_44 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %191 = stablehlo.broadcast_in_dim %cst_44, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %192 = stablehlo.add %190, %191 : tensor<8x64x1xf32>
    %193 = stablehlo.rsqrt %192 : tensor<8x64x1xf32>
    %194 = stablehlo.divide %193, %192 : tensor<8x64x1xf32>
    %cst_45 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %195 = stablehlo.broadcast_in_dim %cst_45, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %196 = stablehlo.multiply %195, %194 : tensor<8x64x1xf32>
    %197 = stablehlo.broadcast_in_dim %193, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %198 = stablehlo.multiply %185, %197 : tensor<8x64x128xf32>
    %199 = stablehlo.broadcast_in_dim %arg19, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %200 = stablehlo.broadcast_in_dim %199, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %201 = stablehlo.multiply %198, %200 : tensor<8x64x128xf32>
    %202 = stablehlo.dot_general %201, %arg21, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %203 = stablehlo.reshape %202 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %204 = stablehlo.dot_general %201, %arg17, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %205 = stablehlo.reshape %204 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %206 = stablehlo.dot_general %201, %arg23, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %207 = stablehlo.reshape %206 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %208 = stablehlo.dot_general %203, %205, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x64x4x32xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x64xf32>
    %cst_46 = stablehlo.constant dense<0.176776692> : tensor<f32>
    %209 = stablehlo.broadcast_in_dim %cst_46, dims = [] : (tensor<f32>) -> tensor<8x4x64x64xf32>
    %210 = stablehlo.multiply %208, %209 : tensor<8x4x64x64xf32>
    %211 = stablehlo.iota dim = 0 : tensor<64x64xi32>
    %212 = stablehlo.iota dim = 1 : tensor<64x64xi32>
    %213 = stablehlo.compare GE, %211, %212, SIGNED : (tensor<64x64xi32>, tensor<64x64xi32>) -> tensor<64x64xi1>
    %cst_47 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_48 = stablehlo.constant dense<-1.000000e+09> : tensor<f32>
    %214 = call @_where(%213, %cst_47, %cst_48) : (tensor<64x64xi1>, tensor<f32>, tensor<f32>) -> tensor<64x64xf32>
    %215 = stablehlo.convert %214 : tensor<64x64xf32>
    %216 = stablehlo.broadcast_in_dim %215, dims = [2, 3] : (tensor<64x64xf32>) -> tensor<1x1x64x64xf32>
    %217 = stablehlo.broadcast_in_dim %216, dims = [0, 1, 2, 3] : (tensor<1x1x64x64xf32>) -> tensor<8x4x64x64xf32>
    %218 = stablehlo.add %210, %217 : tensor<8x4x64x64xf32>
    %cst_49 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %219 = stablehlo.reduce(%218 init: %cst_49) applies stablehlo.maximum across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %cst_50 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %220 = stablehlo.broadcast_in_dim %cst_50, dims = [] : (tensor<f32>) -> tensor<8x4x64xf32>
    %221 = stablehlo.maximum %220, %219 : tensor<8x4x64xf32>
    %222 = stablehlo.broadcast_in_dim %221, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %223 = stablehlo.broadcast_in_dim %222, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %224 = stablehlo.subtract %218, %223 : tensor<8x4x64x64xf32>
    %225 = stablehlo.exponential %224 : tensor<8x4x64x64xf32>
    %cst_51 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %226 = stablehlo.reduce(%225 init: %cst_51) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %227 = stablehlo.broadcast_in_dim %226, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %228 = stablehlo.broadcast_in_dim %227, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %229 = stablehlo.divide %225, %228 : tensor<8x4x64x64xf32>
    %230 = stablehlo.multiply %227, %227 : tensor<8x4x64x1xf32>
    %cst_52 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %231 = stablehlo.broadcast_in_dim %cst_52, dims = [] : (tensor<f32>) -> tensor<8x4x64x1xf32>
    %232 = stablehlo.divide %231, %230 : tensor<8x4x64x1xf32>
    %233 = stablehlo.dot_general %207, %229, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x64x4x32xf32>, tensor<8x4x64x64xf32>) -> tensor<8x4x32x64xf32>
    %234 = stablehlo.transpose %233, dims = [0, 3, 1, 2] : (tensor<8x4x32x64xf32>) -> tensor<8x64x4x32xf32>
    %235 = stablehlo.reshape %234 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %236 = stablehlo.dot_general %235, %arg20, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %237 = stablehlo.add %185, %236 : tensor<8x64x128xf32>
    %238 = stablehlo.multiply %237, %237 : tensor<8x64x128xf32>
    %cst_53 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %239 = stablehlo.reduce(%238 init: %cst_53) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %240 = stablehlo.broadcast_in_dim %239, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_54 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %241 = stablehlo.broadcast_in_dim %cst_54, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %242 = stablehlo.divide %240, %241 : tensor<8x64x1xf32>
    %cst_55 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %243 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %244 = stablehlo.add %242, %243 : tensor<8x64x1xf32>
    %245 = stablehlo.rsqrt %244 : tensor<8x64x1xf32>
    %246 = stablehlo.divide %245, %244 : tensor<8x64x1xf32>
    %cst_56 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %247 = stablehlo.broadcast_in_dim %cst_56, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %248 = stablehlo.multiply %247, %246 : tensor<8x64x1xf32>
    %249 = stablehlo.broadcast_in_dim %245, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %250 = stablehlo.multiply %237, %249 : tensor<8x64x128xf32>
    %251 = stablehlo.broadcast_in_dim %arg18, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %252 = stablehlo.broadcast_in_dim %251, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %253 = stablehlo.multiply %250, %252 : tensor<8x64x128xf32>
    %254 = stablehlo.dot_general %253, %arg22, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x512xf32>) -> tensor<8x64x512xf32>
    %255 = stablehlo.multiply %254, %254 : tensor<8x64x512xf32>
    %256 = stablehlo.multiply %255, %254 : tensor<8x64x512xf32>
    %257 = stablehlo.multiply %254, %254 : tensor<8x64x512xf32>
    %cst_57 = stablehlo.constant dense<3.000000e+00> : tensor<f32>
    %258 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %259 = stablehlo.multiply %258, %257 : tensor<8x64x512xf32>
    %cst_58 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %260 = stablehlo.broadcast_in_dim %cst_58, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %261 = stablehlo.multiply %260, %256 : tensor<8x64x512xf32>
    %262 = stablehlo.add %254, %261 : tensor<8x64x512xf32>
    %cst_59 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %263 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %264 = stablehlo.multiply %263, %262 : tensor<8x64x512xf32>
    %265 = stablehlo.tanh %264 : tensor<8x64x512xf32>
    %cst_60 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %266 = stablehlo.broadcast_in_dim %cst_60, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %267 = stablehlo.subtract %266, %265 : tensor<8x64x512xf32>
    %cst_61 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %268 = stablehlo.broadcast_in_dim %cst_61, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %269 = stablehlo.add %268, %265 : tensor<8x64x512xf32>
    %cst_62 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %270 = stablehlo.broadcast_in_dim %cst_62, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %271 = stablehlo.multiply %270, %269 : tensor<8x64x512xf32>
    %272 = stablehlo.multiply %254, %271 : tensor<8x64x512xf32>
    %273 = stablehlo.dot_general %272, %arg16, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<512x128xf32>) -> tensor<8x64x128xf32>
    %274 = stablehlo.add %237, %273 : tensor<8x64x128xf32>
    %275 = stablehlo.multiply %274, %274 : tensor<8x64x128xf32>
    %cst_63 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %276 = stablehlo.reduce(%275 init: %cst_63) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %277 = stablehlo.broadcast_in_dim %276, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %cst_64 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %278 = stablehlo.broadcast_in_dim %cst_64, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %279 = stablehlo.divide %277, %278 : tensor<8x64x1xf32>
    %cst_65 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %280 = stablehlo.broadcast_in_dim %cst_65, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %281 = stablehlo.add %279, %280 : tensor<8x64x1xf32>
    %282 = stablehlo.rsqrt %281 : tensor<8x64x1xf32>
    %283 = stablehlo.divide %282, %281 : tensor<8x64x1xf32>
    %cst_66 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %284 = stablehlo.broadcast_in_dim %cst_66, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %285 = stablehlo.multiply %284, %283 : tensor<8x64x1xf32>
    %286 = stablehlo.broadcast_in_dim %282, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %287 = stablehlo.multiply %274, %286 : tensor<8x64x128xf32>
    %288 = stablehlo.broadcast_in_dim %arg24, dims = [2] : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %289 = stablehlo.broadcast_in_dim %288, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %290 = stablehlo.multiply %287, %289 : tensor<8x64x128xf32>
    %291 = stablehlo.transpose %arg25, dims = [1, 0] : (tensor<256x128xf32>) -> tensor<128x256xf32>
    %292 = stablehlo.dot_general %290, %291, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x256xf32>) -> tensor<8x64x256xf32>
    %293:3 = call @log_softmax(%292) : (tensor<8x64x256xf32>) -> (tensor<8x64x256xf32>, tensor<8x64x256xf32>, tensor<8x64x1xf32>)
    %294 = stablehlo.slice %arg26 [0:8, 1:65] : (tensor<8x65xi32>) -> tensor<8x64xi32>
    %295 = stablehlo.broadcast_in_dim %294, dims = [0, 1] : (tensor<8x64xi32>) -> tensor<8x64x1xi32>
    %296:2 = call @take_along_axis(%293#0, %295) : (tensor<8x64x256xf32>, tensor<8x64x1xi32>) -> (tensor<8x64x1xf32>, tensor<8x64x1x1xi32>)
    %cst_67 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %297 = stablehlo.reduce(%296#0 init: %cst_67) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<f32>
    %cst_68 = stablehlo.constant dense<5.120000e+02> : tensor<f32>
    %298 = stablehlo.divide %297, %cst_68 : tensor<f32>
    %299 = stablehlo.negate %298 : tensor<f32>
    %cst_69 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %300 = stablehlo.negate %cst_69 : tensor<f32>
    %cst_70 = stablehlo.constant dense<5.120000e+02> : tensor<f32>
    %301 = stablehlo.divide %300, %cst_70 : tensor<f32>
    %302 = stablehlo.broadcast_in_dim %301, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %303 = call @take_along_axis_0(%296#1, %302) : (tensor<8x64x1x1xi32>, tensor<8x64x1xf32>) -> tensor<8x64x256xf32>
    %304 = call @log_softmax_1(%293#1, %293#2, %303) : (tensor<8x64x256xf32>, tensor<8x64x1xf32>, tensor<8x64x256xf32>) -> tensor<8x64x256xf32>
    %305 = stablehlo.dot_general %304, %290, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x256xf32>, tensor<8x64x128xf32>) -> tensor<256x128xf32>
    %306 = stablehlo.transpose %305, dims = [1, 0] : (tensor<256x128xf32>) -> tensor<128x256xf32>
    %307 = stablehlo.dot_general %304, %291, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x256xf32>, tensor<128x256xf32>) -> tensor<8x64x128xf32>
    %308 = stablehlo.transpose %306, dims = [1, 0] : (tensor<128x256xf32>) -> tensor<256x128xf32>
    %309 = stablehlo.multiply %287, %307 : tensor<8x64x128xf32>
    %cst_71 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %310 = stablehlo.reduce(%309 init: %cst_71) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %311 = stablehlo.reshape %310 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %312 = stablehlo.broadcast_in_dim %288, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %313 = stablehlo.multiply %307, %312 : tensor<8x64x128xf32>
    %cst_72 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %314 = stablehlo.reduce(%311 init: %cst_72) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %315 = stablehlo.multiply %274, %313 : tensor<8x64x128xf32>
    %cst_73 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %316 = stablehlo.reduce(%315 init: %cst_73) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %317 = stablehlo.reshape %316 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %318 = stablehlo.broadcast_in_dim %282, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %319 = stablehlo.multiply %313, %318 : tensor<8x64x128xf32>
    %320 = stablehlo.multiply %317, %285 : tensor<8x64x1xf32>
    %cst_74 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %321 = stablehlo.broadcast_in_dim %cst_74, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %322 = stablehlo.divide %320, %321 : tensor<8x64x1xf32>
    %cst_75 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %323 = stablehlo.reduce(%322 init: %cst_75) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %324 = stablehlo.broadcast_in_dim %323, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %325 = stablehlo.multiply %274, %324 : tensor<8x64x128xf32>
    %326 = stablehlo.add %319, %325 : tensor<8x64x128xf32>
    %327 = stablehlo.multiply %324, %274 : tensor<8x64x128xf32>
    %328 = stablehlo.add %326, %327 : tensor<8x64x128xf32>
    %329 = stablehlo.dot_general %328, %272, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x512xf32>) -> tensor<128x512xf32>
    %330 = stablehlo.transpose %329, dims = [1, 0] : (tensor<128x512xf32>) -> tensor<512x128xf32>
    %331 = stablehlo.dot_general %328, %arg16, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<512x128xf32>) -> tensor<8x64x512xf32>
    %332 = stablehlo.multiply %254, %331 : tensor<8x64x512xf32>
    %333 = stablehlo.multiply %331, %271 : tensor<8x64x512xf32>
    %cst_76 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %334 = stablehlo.broadcast_in_dim %cst_76, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %335 = stablehlo.multiply %334, %332 : tensor<8x64x512xf32>
    %336 = stablehlo.multiply %335, %267 : tensor<8x64x512xf32>
    %337 = stablehlo.multiply %336, %265 : tensor<8x64x512xf32>
    %338 = stablehlo.add %336, %337 : tensor<8x64x512xf32>
    %cst_77 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %339 = stablehlo.broadcast_in_dim %cst_77, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %340 = stablehlo.multiply %339, %338 : tensor<8x64x512xf32>
    %341 = stablehlo.add %333, %340 : tensor<8x64x512xf32>
    %cst_78 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %342 = stablehlo.broadcast_in_dim %cst_78, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %343 = stablehlo.multiply %342, %340 : tensor<8x64x512xf32>
    %344 = stablehlo.multiply %343, %259 : tensor<8x64x512xf32>
    %345 = stablehlo.add %341, %344 : tensor<8x64x512xf32>
    %346 = stablehlo.dot_general %345, %253, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<8x64x128xf32>) -> tensor<512x128xf32>
    %347 = stablehlo.transpose %346, dims = [1, 0] : (tensor<512x128xf32>) -> tensor<128x512xf32>
    %348 = stablehlo.dot_general %345, %arg22, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<128x512xf32>) -> tensor<8x64x128xf32>
    %349 = stablehlo.multiply %250, %348 : tensor<8x64x128xf32>
    %cst_79 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %350 = stablehlo.reduce(%349 init: %cst_79) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %351 = stablehlo.reshape %350 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %352 = stablehlo.broadcast_in_dim %251, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %353 = stablehlo.multiply %348, %352 : tensor<8x64x128xf32>
    %cst_80 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %354 = stablehlo.reduce(%351 init: %cst_80) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %355 = stablehlo.multiply %237, %353 : tensor<8x64x128xf32>
    %cst_81 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %356 = stablehlo.reduce(%355 init: %cst_81) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %357 = stablehlo.reshape %356 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %358 = stablehlo.broadcast_in_dim %245, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %359 = stablehlo.multiply %353, %358 : tensor<8x64x128xf32>
    %360 = stablehlo.add %328, %359 : tensor<8x64x128xf32>
    %361 = stablehlo.multiply %357, %248 : tensor<8x64x1xf32>
    %cst_82 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %362 = stablehlo.broadcast_in_dim %cst_82, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %363 = stablehlo.divide %361, %362 : tensor<8x64x1xf32>
    %cst_83 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %364 = stablehlo.reduce(%363 init: %cst_83) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %365 = stablehlo.broadcast_in_dim %364, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %366 = stablehlo.multiply %237, %365 : tensor<8x64x128xf32>
    %367 = stablehlo.add %360, %366 : tensor<8x64x128xf32>
    %368 = stablehlo.multiply %365, %237 : tensor<8x64x128xf32>
    %369 = stablehlo.add %367, %368 : tensor<8x64x128xf32>
    %370 = stablehlo.dot_general %369, %235, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %371 = stablehlo.transpose %370, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %372 = stablehlo.dot_general %369, %arg20, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %373 = stablehlo.reshape %372 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %374 = stablehlo.transpose %373, dims = [0, 2, 3, 1] : (tensor<8x64x4x32xf32>) -> tensor<8x4x32x64xf32>
    %375 = stablehlo.dot_general %374, %207, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x4x32x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x64xf32>
    %376 = stablehlo.dot_general %374, %229, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<8x4x32x64xf32>, tensor<8x4x64x64xf32>) -> tensor<8x4x32x64xf32>
    %377 = stablehlo.transpose %376, dims = [0, 3, 1, 2] : (tensor<8x4x32x64xf32>) -> tensor<8x64x4x32xf32>
    %378 = stablehlo.broadcast_in_dim %232, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %379 = stablehlo.multiply %375, %378 : tensor<8x4x64x64xf32>
    %380 = stablehlo.multiply %379, %225 : tensor<8x4x64x64xf32>
    %cst_84 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %381 = stablehlo.reduce(%380 init: %cst_84) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %382 = stablehlo.reshape %381 : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %383 = stablehlo.negate %382 : tensor<8x4x64x1xf32>
    %384 = stablehlo.broadcast_in_dim %227, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %385 = stablehlo.divide %375, %384 : tensor<8x4x64x64xf32>
    %cst_85 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %386 = stablehlo.reduce(%383 init: %cst_85) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x1xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %387 = stablehlo.broadcast_in_dim %386, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x64xf32>
    %388 = stablehlo.add %385, %387 : tensor<8x4x64x64xf32>
    %389 = stablehlo.multiply %388, %225 : tensor<8x4x64x64xf32>
    %cst_86 = stablehlo.constant dense<0.176776692> : tensor<f32>
    %390 = stablehlo.broadcast_in_dim %cst_86, dims = [] : (tensor<f32>) -> tensor<8x4x64x64xf32>
    %391 = stablehlo.multiply %389, %390 : tensor<8x4x64x64xf32>
    %392 = stablehlo.dot_general %391, %203, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x4x64x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x32xf32>
    %393 = stablehlo.transpose %392, dims = [0, 2, 1, 3] : (tensor<8x4x64x32xf32>) -> tensor<8x64x4x32xf32>
    %394 = stablehlo.dot_general %391, %205, batching_dims = [0, 1] x [0, 2], contracting_dims = [3] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x4x64x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x32xf32>
    %395 = stablehlo.transpose %394, dims = [0, 2, 1, 3] : (tensor<8x4x64x32xf32>) -> tensor<8x64x4x32xf32>
    %396 = stablehlo.reshape %377 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %397 = stablehlo.dot_general %396, %201, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %398 = stablehlo.transpose %397, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %399 = stablehlo.dot_general %396, %arg23, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %400 = stablehlo.reshape %393 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %401 = stablehlo.dot_general %400, %201, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %402 = stablehlo.transpose %401, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %403 = stablehlo.dot_general %400, %arg17, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %404 = stablehlo.add %399, %403 : tensor<8x64x128xf32>
    %405 = stablehlo.reshape %395 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %406 = stablehlo.dot_general %405, %201, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %407 = stablehlo.transpose %406, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %408 = stablehlo.dot_general %405, %arg21, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %409 = stablehlo.add %404, %408 : tensor<8x64x128xf32>
    %410 = stablehlo.multiply %198, %409 : tensor<8x64x128xf32>
    %cst_87 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %411 = stablehlo.reduce(%410 init: %cst_87) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %412 = stablehlo.reshape %411 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %413 = stablehlo.broadcast_in_dim %199, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %414 = stablehlo.multiply %409, %413 : tensor<8x64x128xf32>
    %cst_88 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %415 = stablehlo.reduce(%412 init: %cst_88) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %416 = stablehlo.multiply %185, %414 : tensor<8x64x128xf32>
    %cst_89 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %417 = stablehlo.reduce(%416 init: %cst_89) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %418 = stablehlo.reshape %417 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %419 = stablehlo.broadcast_in_dim %193, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %420 = stablehlo.multiply %414, %419 : tensor<8x64x128xf32>
    %421 = stablehlo.add %369, %420 : tensor<8x64x128xf32>
    %422 = stablehlo.multiply %418, %196 : tensor<8x64x1xf32>
    %cst_90 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %423 = stablehlo.broadcast_in_dim %cst_90, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %424 = stablehlo.divide %422, %423 : tensor<8x64x1xf32>
    %cst_91 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %425 = stablehlo.reduce(%424 init: %cst_91) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %426 = stablehlo.broadcast_in_dim %425, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %427 = stablehlo.multiply %185, %426 : tensor<8x64x128xf32>
    %428 = stablehlo.add %421, %427 : tensor<8x64x128xf32>
    %429 = stablehlo.multiply %426, %185 : tensor<8x64x128xf32>
    %430 = stablehlo.add %428, %429 : tensor<8x64x128xf32>
    %431 = stablehlo.dot_general %430, %183, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x512xf32>) -> tensor<128x512xf32>
    %432 = stablehlo.transpose %431, dims = [1, 0] : (tensor<128x512xf32>) -> tensor<512x128xf32>
    %433 = stablehlo.dot_general %430, %arg8, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<512x128xf32>) -> tensor<8x64x512xf32>
    %434 = stablehlo.multiply %165, %433 : tensor<8x64x512xf32>
    %435 = stablehlo.multiply %433, %182 : tensor<8x64x512xf32>
    %cst_92 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %436 = stablehlo.broadcast_in_dim %cst_92, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %437 = stablehlo.multiply %436, %434 : tensor<8x64x512xf32>
    %438 = stablehlo.multiply %437, %178 : tensor<8x64x512xf32>
    %439 = stablehlo.multiply %438, %176 : tensor<8x64x512xf32>
    %440 = stablehlo.add %438, %439 : tensor<8x64x512xf32>
    %cst_93 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %441 = stablehlo.broadcast_in_dim %cst_93, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %442 = stablehlo.multiply %441, %440 : tensor<8x64x512xf32>
    %443 = stablehlo.add %435, %442 : tensor<8x64x512xf32>
    %cst_94 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %444 = stablehlo.broadcast_in_dim %cst_94, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %445 = stablehlo.multiply %444, %442 : tensor<8x64x512xf32>
    %446 = stablehlo.multiply %445, %170 : tensor<8x64x512xf32>
    %447 = stablehlo.add %443, %446 : tensor<8x64x512xf32>
    %448 = stablehlo.dot_general %447, %164, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<8x64x128xf32>) -> tensor<512x128xf32>
    %449 = stablehlo.transpose %448, dims = [1, 0] : (tensor<512x128xf32>) -> tensor<128x512xf32>
    %450 = stablehlo.dot_general %447, %arg14, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<128x512xf32>) -> tensor<8x64x128xf32>
    %451 = stablehlo.multiply %161, %450 : tensor<8x64x128xf32>
    %cst_95 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %452 = stablehlo.reduce(%451 init: %cst_95) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %453 = stablehlo.reshape %452 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %454 = stablehlo.broadcast_in_dim %162, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %455 = stablehlo.multiply %450, %454 : tensor<8x64x128xf32>
    %cst_96 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %456 = stablehlo.reduce(%453 init: %cst_96) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %457 = stablehlo.multiply %148, %455 : tensor<8x64x128xf32>
    %cst_97 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %458 = stablehlo.reduce(%457 init: %cst_97) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %459 = stablehlo.reshape %458 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %460 = stablehlo.broadcast_in_dim %156, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %461 = stablehlo.multiply %455, %460 : tensor<8x64x128xf32>
    %462 = stablehlo.add %430, %461 : tensor<8x64x128xf32>
    %463 = stablehlo.multiply %459, %159 : tensor<8x64x1xf32>
    %cst_98 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %464 = stablehlo.broadcast_in_dim %cst_98, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %465 = stablehlo.divide %463, %464 : tensor<8x64x1xf32>
    %cst_99 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %466 = stablehlo.reduce(%465 init: %cst_99) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %467 = stablehlo.broadcast_in_dim %466, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %468 = stablehlo.multiply %148, %467 : tensor<8x64x128xf32>
    %469 = stablehlo.add %462, %468 : tensor<8x64x128xf32>
    %470 = stablehlo.multiply %467, %148 : tensor<8x64x128xf32>
    %471 = stablehlo.add %469, %470 : tensor<8x64x128xf32>
    %472 = stablehlo.dot_general %471, %146, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %473 = stablehlo.transpose %472, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %474 = stablehlo.dot_general %471, %arg12, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %475 = stablehlo.reshape %474 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %476 = stablehlo.transpose %475, dims = [0, 2, 3, 1] : (tensor<8x64x4x32xf32>) -> tensor<8x4x32x64xf32>
    %477 = stablehlo.dot_general %476, %118, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x4x32x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x64xf32>
    %478 = stablehlo.dot_general %476, %140, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<8x4x32x64xf32>, tensor<8x4x64x64xf32>) -> tensor<8x4x32x64xf32>
    %479 = stablehlo.transpose %478, dims = [0, 3, 1, 2] : (tensor<8x4x32x64xf32>) -> tensor<8x64x4x32xf32>
    %480 = stablehlo.broadcast_in_dim %143, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %481 = stablehlo.multiply %477, %480 : tensor<8x4x64x64xf32>
    %482 = stablehlo.multiply %481, %136 : tensor<8x4x64x64xf32>
    %cst_100 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %483 = stablehlo.reduce(%482 init: %cst_100) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %484 = stablehlo.reshape %483 : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %485 = stablehlo.negate %484 : tensor<8x4x64x1xf32>
    %486 = stablehlo.broadcast_in_dim %138, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %487 = stablehlo.divide %477, %486 : tensor<8x4x64x64xf32>
    %cst_101 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %488 = stablehlo.reduce(%485 init: %cst_101) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x1xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %489 = stablehlo.broadcast_in_dim %488, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x64xf32>
    %490 = stablehlo.add %487, %489 : tensor<8x4x64x64xf32>
    %491 = stablehlo.multiply %490, %136 : tensor<8x4x64x64xf32>
    %cst_102 = stablehlo.constant dense<0.176776692> : tensor<f32>
    %492 = stablehlo.broadcast_in_dim %cst_102, dims = [] : (tensor<f32>) -> tensor<8x4x64x64xf32>
    %493 = stablehlo.multiply %491, %492 : tensor<8x4x64x64xf32>
    %494 = stablehlo.dot_general %493, %114, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x4x64x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x32xf32>
    %495 = stablehlo.transpose %494, dims = [0, 2, 1, 3] : (tensor<8x4x64x32xf32>) -> tensor<8x64x4x32xf32>
    %496 = stablehlo.dot_general %493, %116, batching_dims = [0, 1] x [0, 2], contracting_dims = [3] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x4x64x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x32xf32>
    %497 = stablehlo.transpose %496, dims = [0, 2, 1, 3] : (tensor<8x4x64x32xf32>) -> tensor<8x64x4x32xf32>
    %498 = stablehlo.reshape %479 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %499 = stablehlo.dot_general %498, %112, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %500 = stablehlo.transpose %499, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %501 = stablehlo.dot_general %498, %arg15, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %502 = stablehlo.reshape %495 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %503 = stablehlo.dot_general %502, %112, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %504 = stablehlo.transpose %503, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %505 = stablehlo.dot_general %502, %arg9, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %506 = stablehlo.add %501, %505 : tensor<8x64x128xf32>
    %507 = stablehlo.reshape %497 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %508 = stablehlo.dot_general %507, %112, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %509 = stablehlo.transpose %508, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %510 = stablehlo.dot_general %507, %arg13, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %511 = stablehlo.add %506, %510 : tensor<8x64x128xf32>
    %512 = stablehlo.multiply %109, %511 : tensor<8x64x128xf32>
    %cst_103 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %513 = stablehlo.reduce(%512 init: %cst_103) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %514 = stablehlo.reshape %513 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %515 = stablehlo.broadcast_in_dim %110, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %516 = stablehlo.multiply %511, %515 : tensor<8x64x128xf32>
    %cst_104 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %517 = stablehlo.reduce(%514 init: %cst_104) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %518 = stablehlo.multiply %96, %516 : tensor<8x64x128xf32>
    %cst_105 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %519 = stablehlo.reduce(%518 init: %cst_105) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %520 = stablehlo.reshape %519 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %521 = stablehlo.broadcast_in_dim %104, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %522 = stablehlo.multiply %516, %521 : tensor<8x64x128xf32>
    %523 = stablehlo.add %471, %522 : tensor<8x64x128xf32>
    %524 = stablehlo.multiply %520, %107 : tensor<8x64x1xf32>
    %cst_106 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %525 = stablehlo.broadcast_in_dim %cst_106, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %526 = stablehlo.divide %524, %525 : tensor<8x64x1xf32>
    %cst_107 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %527 = stablehlo.reduce(%526 init: %cst_107) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %528 = stablehlo.broadcast_in_dim %527, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %529 = stablehlo.multiply %96, %528 : tensor<8x64x128xf32>
    %530 = stablehlo.add %523, %529 : tensor<8x64x128xf32>
    %531 = stablehlo.multiply %528, %96 : tensor<8x64x128xf32>
    %532 = stablehlo.add %530, %531 : tensor<8x64x128xf32>
    %533 = stablehlo.dot_general %532, %94, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x512xf32>) -> tensor<128x512xf32>
    %534 = stablehlo.transpose %533, dims = [1, 0] : (tensor<128x512xf32>) -> tensor<512x128xf32>
    %535 = stablehlo.dot_general %532, %arg0, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<512x128xf32>) -> tensor<8x64x512xf32>
    %536 = stablehlo.multiply %76, %535 : tensor<8x64x512xf32>
    %537 = stablehlo.multiply %535, %93 : tensor<8x64x512xf32>
    %cst_108 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %538 = stablehlo.broadcast_in_dim %cst_108, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %539 = stablehlo.multiply %538, %536 : tensor<8x64x512xf32>
    %540 = stablehlo.multiply %539, %89 : tensor<8x64x512xf32>
    %541 = stablehlo.multiply %540, %87 : tensor<8x64x512xf32>
    %542 = stablehlo.add %540, %541 : tensor<8x64x512xf32>
    %cst_109 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %543 = stablehlo.broadcast_in_dim %cst_109, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %544 = stablehlo.multiply %543, %542 : tensor<8x64x512xf32>
    %545 = stablehlo.add %537, %544 : tensor<8x64x512xf32>
    %cst_110 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %546 = stablehlo.broadcast_in_dim %cst_110, dims = [] : (tensor<f32>) -> tensor<8x64x512xf32>
    %547 = stablehlo.multiply %546, %544 : tensor<8x64x512xf32>
    %548 = stablehlo.multiply %547, %81 : tensor<8x64x512xf32>
    %549 = stablehlo.add %545, %548 : tensor<8x64x512xf32>
    %550 = stablehlo.dot_general %549, %75, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<8x64x128xf32>) -> tensor<512x128xf32>
    %551 = stablehlo.transpose %550, dims = [1, 0] : (tensor<512x128xf32>) -> tensor<128x512xf32>
    %552 = stablehlo.dot_general %549, %arg6, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x512xf32>, tensor<128x512xf32>) -> tensor<8x64x128xf32>
    %553 = stablehlo.multiply %72, %552 : tensor<8x64x128xf32>
    %cst_111 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %554 = stablehlo.reduce(%553 init: %cst_111) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %555 = stablehlo.reshape %554 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %556 = stablehlo.broadcast_in_dim %73, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %557 = stablehlo.multiply %552, %556 : tensor<8x64x128xf32>
    %cst_112 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %558 = stablehlo.reduce(%555 init: %cst_112) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %559 = stablehlo.multiply %59, %557 : tensor<8x64x128xf32>
    %cst_113 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %560 = stablehlo.reduce(%559 init: %cst_113) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %561 = stablehlo.reshape %560 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %562 = stablehlo.broadcast_in_dim %67, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %563 = stablehlo.multiply %557, %562 : tensor<8x64x128xf32>
    %564 = stablehlo.add %532, %563 : tensor<8x64x128xf32>
    %565 = stablehlo.multiply %561, %70 : tensor<8x64x1xf32>
    %cst_114 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %566 = stablehlo.broadcast_in_dim %cst_114, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %567 = stablehlo.divide %565, %566 : tensor<8x64x1xf32>
    %cst_115 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %568 = stablehlo.reduce(%567 init: %cst_115) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %569 = stablehlo.broadcast_in_dim %568, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %570 = stablehlo.multiply %59, %569 : tensor<8x64x128xf32>
    %571 = stablehlo.add %564, %570 : tensor<8x64x128xf32>
    %572 = stablehlo.multiply %569, %59 : tensor<8x64x128xf32>
    %573 = stablehlo.add %571, %572 : tensor<8x64x128xf32>
    %574 = stablehlo.dot_general %573, %57, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %575 = stablehlo.transpose %574, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %576 = stablehlo.dot_general %573, %arg4, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %577 = stablehlo.reshape %576 : (tensor<8x64x128xf32>) -> tensor<8x64x4x32xf32>
    %578 = stablehlo.transpose %577, dims = [0, 2, 3, 1] : (tensor<8x64x4x32xf32>) -> tensor<8x4x32x64xf32>
    %579 = stablehlo.dot_general %578, %29, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [3], precision = [DEFAULT, DEFAULT] : (tensor<8x4x32x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x64xf32>
    %580 = stablehlo.dot_general %578, %51, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<8x4x32x64xf32>, tensor<8x4x64x64xf32>) -> tensor<8x4x32x64xf32>
    %581 = stablehlo.transpose %580, dims = [0, 3, 1, 2] : (tensor<8x4x32x64xf32>) -> tensor<8x64x4x32xf32>
    %582 = stablehlo.broadcast_in_dim %54, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %583 = stablehlo.multiply %579, %582 : tensor<8x4x64x64xf32>
    %584 = stablehlo.multiply %583, %47 : tensor<8x4x64x64xf32>
    %cst_116 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %585 = stablehlo.reduce(%584 init: %cst_116) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x64xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %586 = stablehlo.reshape %585 : (tensor<8x4x64xf32>) -> tensor<8x4x64x1xf32>
    %587 = stablehlo.negate %586 : tensor<8x4x64x1xf32>
    %588 = stablehlo.broadcast_in_dim %49, dims = [0, 1, 2, 3] : (tensor<8x4x64x1xf32>) -> tensor<8x4x64x64xf32>
    %589 = stablehlo.divide %579, %588 : tensor<8x4x64x64xf32>
    %cst_117 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %590 = stablehlo.reduce(%587 init: %cst_117) applies stablehlo.add across dimensions = [3] : (tensor<8x4x64x1xf32>, tensor<f32>) -> tensor<8x4x64xf32>
    %591 = stablehlo.broadcast_in_dim %590, dims = [0, 1, 2] : (tensor<8x4x64xf32>) -> tensor<8x4x64x64xf32>
    %592 = stablehlo.add %589, %591 : tensor<8x4x64x64xf32>
    %593 = stablehlo.multiply %592, %47 : tensor<8x4x64x64xf32>
    %cst_118 = stablehlo.constant dense<0.176776692> : tensor<f32>
    %594 = stablehlo.broadcast_in_dim %cst_118, dims = [] : (tensor<f32>) -> tensor<8x4x64x64xf32>
    %595 = stablehlo.multiply %593, %594 : tensor<8x4x64x64xf32>
    %596 = stablehlo.dot_general %595, %25, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x4x64x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x32xf32>
    %597 = stablehlo.transpose %596, dims = [0, 2, 1, 3] : (tensor<8x4x64x32xf32>) -> tensor<8x64x4x32xf32>
    %598 = stablehlo.dot_general %595, %27, batching_dims = [0, 1] x [0, 2], contracting_dims = [3] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x4x64x64xf32>, tensor<8x64x4x32xf32>) -> tensor<8x4x64x32xf32>
    %599 = stablehlo.transpose %598, dims = [0, 2, 1, 3] : (tensor<8x4x64x32xf32>) -> tensor<8x64x4x32xf32>
    %600 = stablehlo.reshape %581 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %601 = stablehlo.dot_general %600, %23, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %602 = stablehlo.transpose %601, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %603 = stablehlo.dot_general %600, %arg7, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %604 = stablehlo.reshape %597 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %605 = stablehlo.dot_general %604, %23, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %606 = stablehlo.transpose %605, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %607 = stablehlo.dot_general %604, %arg1, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %608 = stablehlo.add %603, %607 : tensor<8x64x128xf32>
    %609 = stablehlo.reshape %599 : (tensor<8x64x4x32xf32>) -> tensor<8x64x128xf32>
    %610 = stablehlo.dot_general %609, %23, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<8x64x128xf32>) -> tensor<128x128xf32>
    %611 = stablehlo.transpose %610, dims = [1, 0] : (tensor<128x128xf32>) -> tensor<128x128xf32>
    %612 = stablehlo.dot_general %609, %arg5, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64x128xf32>, tensor<128x128xf32>) -> tensor<8x64x128xf32>
    %613 = stablehlo.add %608, %612 : tensor<8x64x128xf32>
    %614 = stablehlo.multiply %20, %613 : tensor<8x64x128xf32>
    %cst_119 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %615 = stablehlo.reduce(%614 init: %cst_119) applies stablehlo.add across dimensions = [0, 1] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<128xf32>
    %616 = stablehlo.reshape %615 : (tensor<128xf32>) -> tensor<1x1x128xf32>
    %617 = stablehlo.broadcast_in_dim %21, dims = [0, 1, 2] : (tensor<1x1x128xf32>) -> tensor<8x64x128xf32>
    %618 = stablehlo.multiply %613, %617 : tensor<8x64x128xf32>
    %cst_120 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %619 = stablehlo.reduce(%616 init: %cst_120) applies stablehlo.add across dimensions = [0, 1] : (tensor<1x1x128xf32>, tensor<f32>) -> tensor<128xf32>
    %620 = stablehlo.multiply %7, %618 : tensor<8x64x128xf32>
    %cst_121 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %621 = stablehlo.reduce(%620 init: %cst_121) applies stablehlo.add across dimensions = [2] : (tensor<8x64x128xf32>, tensor<f32>) -> tensor<8x64xf32>
    %622 = stablehlo.reshape %621 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %623 = stablehlo.broadcast_in_dim %15, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x128xf32>
    %624 = stablehlo.multiply %618, %623 : tensor<8x64x128xf32>
    %625 = stablehlo.add %573, %624 : tensor<8x64x128xf32>
    %626 = stablehlo.multiply %622, %18 : tensor<8x64x1xf32>
    %cst_122 = stablehlo.constant dense<1.280000e+02> : tensor<f32>
    %627 = stablehlo.broadcast_in_dim %cst_122, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %628 = stablehlo.divide %626, %627 : tensor<8x64x1xf32>
    %cst_123 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %629 = stablehlo.reduce(%628 init: %cst_123) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %630 = stablehlo.broadcast_in_dim %629, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x128xf32>
    %631 = stablehlo.multiply %7, %630 : tensor<8x64x128xf32>
    %632 = stablehlo.add %625, %631 : tensor<8x64x128xf32>
    %633 = stablehlo.multiply %630, %7 : tensor<8x64x128xf32>
    %634 = stablehlo.add %632, %633 : tensor<8x64x128xf32>
    %cst_124 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %635 = stablehlo.broadcast_in_dim %cst_124, dims = [] : (tensor<f32>) -> tensor<256x128xf32>
    %636 = "stablehlo.scatter"(%635, %6, %634) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [2], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 2>, unique_indices = false}> ({
    ^bb0(%arg27: tensor<f32>, %arg28: tensor<f32>):
      %638 = stablehlo.add %arg27, %arg28 : tensor<f32>
      stablehlo.return %638 : tensor<f32>
    }) : (tensor<256x128xf32>, tensor<8x64x1xi32>, tensor<8x64x128xf32>) -> tensor<256x128xf32>
    %637 = stablehlo.add %308, %636 : tensor<256x128xf32>
    return %299, %534, %606, %558, %619, %575, %611, %551, %602, %432, %504, %456, %517, %473, %509, %449, %500, %330, %402, %354, %415, %371, %407, %347, %398, %314, %637 : tensor<f32>, tensor<512x128xf32>, tensor<128x128xf32>, tensor<128xf32>, tensor<128xf32>, tensor<128x128xf32>, tensor<128x128xf32>, tensor<128x512xf32>, tensor<128x128xf32>, tensor<512x128xf32>, tensor<128x128xf32>, tensor<128xf32>, tensor<128xf32>, tensor<128x128xf32>, tensor<128x128xf32>, tensor<128x512xf32>, tensor<128x128xf32>, tensor<512x128xf32>, tensor<128x128xf32>, tensor<128xf32>, tensor<128xf32>, tensor<128x128xf32>, tensor<128x128xf32>, tensor<128x512xf32>, tensor<128x128xf32>, tensor<128xf32>, tensor<256x128xf32>
  }
  func.func private @_where(%arg0: tensor<64x64xi1>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> tensor<64x64xf32> {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<64x64xf32>
    %1 = stablehlo.broadcast_in_dim %arg2, dims = [] : (tensor<f32>) -> tensor<64x64xf32>
    %2 = stablehlo.select %arg0, %0, %1 : tensor<64x64xi1>, tensor<64x64xf32>
    return %2 : tensor<64x64xf32>
  }
  func.func private @log_softmax(%arg0: tensor<8x64x256xf32>) -> (tensor<8x64x256xf32>, tensor<8x64x256xf32>, tensor<8x64x1xf32>) {
    %cst = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %0 = stablehlo.reduce(%arg0 init: %cst) applies stablehlo.maximum across dimensions = [2] : (tensor<8x64x256xf32>, tensor<f32>) -> tensor<8x64xf32>
    %cst_0 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<8x64xf32>
    %2 = stablehlo.maximum %1, %0 : tensor<8x64xf32>
    %3 = stablehlo.broadcast_in_dim %2, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x256xf32>
    %5 = stablehlo.subtract %arg0, %4 : tensor<8x64x256xf32>
    %6 = stablehlo.exponential %5 : tensor<8x64x256xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %7 = stablehlo.reduce(%6 init: %cst_1) applies stablehlo.add across dimensions = [2] : (tensor<8x64x256xf32>, tensor<f32>) -> tensor<8x64xf32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %9 = stablehlo.log %8 : tensor<8x64x1xf32>
    %10 = stablehlo.broadcast_in_dim %9, dims = [0, 1, 2] : (tensor<8x64x1xf32>) -> tensor<8x64x256xf32>
    %11 = stablehlo.subtract %5, %10 : tensor<8x64x256xf32>
    return %11, %6, %8 : tensor<8x64x256xf32>, tensor<8x64x256xf32>, tensor<8x64x1xf32>
  }
  func.func private @take_along_axis(%arg0: tensor<8x64x256xf32>, %arg1: tensor<8x64x1xi32>) -> (tensor<8x64x1xf32>, tensor<8x64x1x1xi32>) {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<8x64x1xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<8x64x1xi32>, tensor<8x64x1xi32>) -> tensor<8x64x1xi1>
    %c_0 = stablehlo.constant dense<256> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<8x64x1xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<8x64x1xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<8x64x1xi1>, tensor<8x64x1xi32>
    %5 = stablehlo.reshape %4 : (tensor<8x64x1xi32>) -> tensor<8x64x1x1xi32>
    %c_1 = stablehlo.constant dense<255> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<8x64x1x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<8x64x1x1xi32>, tensor<8x64x1x1xi32>) -> tensor<8x64x1x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_1, dims = [3] : (tensor<1xi32>) -> tensor<1x1x1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2, 3] : (tensor<1x1x1x1xi32>) -> tensor<8x64x1x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<8x64x1x1xi32>, tensor<8x64x1x1xi32>) -> tensor<8x64x1x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<8x64x1x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %12 = stablehlo.reduce(%11 init: %c_3) applies stablehlo.and across dimensions = [3] : (tensor<8x64x1x1xi1>, tensor<i1>) -> tensor<8x64x1xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<collapsed_slice_dims = [2], operand_batching_dims = [0, 1], start_indices_batching_dims = [0, 1], start_index_map = [2], index_vector_dim = 3>, indices_are_sorted = false, slice_sizes = array<i64: 1, 1, 1>}> : (tensor<8x64x256xf32>, tensor<8x64x1x1xi32>) -> tensor<8x64x1xf32>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %14 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<8x64x1xf32>
    %15 = stablehlo.select %12, %13, %14 : tensor<8x64x1xi1>, tensor<8x64x1xf32>
    return %15, %5 : tensor<8x64x1xf32>, tensor<8x64x1x1xi32>
  }
  func.func private @take_along_axis_0(%arg0: tensor<8x64x1x1xi32>, %arg1: tensor<8x64x1xf32>) -> tensor<8x64x256xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<8x64x256xf32>
    %1 = "stablehlo.scatter"(%0, %arg0, %arg1) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [2], input_batching_dims = [0, 1], scatter_indices_batching_dims = [0, 1], scatter_dims_to_operand_dims = [2], index_vector_dim = 3>, unique_indices = false}> ({
    ^bb0(%arg2: tensor<f32>, %arg3: tensor<f32>):
      %2 = stablehlo.add %arg2, %arg3 : tensor<f32>
      stablehlo.return %2 : tensor<f32>
    }) : (tensor<8x64x256xf32>, tensor<8x64x1x1xi32>, tensor<8x64x1xf32>) -> tensor<8x64x256xf32>
    return %1 : tensor<8x64x256xf32>
  }
  func.func private @log_softmax_1(%arg0: tensor<8x64x256xf32>, %arg1: tensor<8x64x1xf32>, %arg2: tensor<8x64x256xf32>) -> tensor<8x64x256xf32> {
    %0 = stablehlo.negate %arg2 : tensor<8x64x256xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %1 = stablehlo.reduce(%0 init: %cst) applies stablehlo.add across dimensions = [2] : (tensor<8x64x256xf32>, tensor<f32>) -> tensor<8x64xf32>
    %2 = stablehlo.reshape %1 : (tensor<8x64xf32>) -> tensor<8x64x1xf32>
    %3 = stablehlo.divide %2, %arg1 : tensor<8x64x1xf32>
    %cst_0 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %4 = stablehlo.reduce(%3 init: %cst_0) applies stablehlo.add across dimensions = [2] : (tensor<8x64x1xf32>, tensor<f32>) -> tensor<8x64xf32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<8x64xf32>) -> tensor<8x64x256xf32>
    %6 = stablehlo.multiply %5, %arg0 : tensor<8x64x256xf32>
    %7 = stablehlo.add %arg2, %6 : tensor<8x64x256xf32>
    return %7 : tensor<8x64x256xf32>
  }
}
