module @jit_func attributes {jax.uses_shape_polymorphism = false, mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<13x16xf32>, %arg1: tensor<16xf32>, %arg2: tensor<16xf32>, %arg3: tensor<16x16xf32>, %arg4: tensor<8x16xf32>, %arg5: tensor<8x16xf32>, %arg6: tensor<16x16xf32>, %arg7: tensor<24x16xf32>, %arg8: tensor<24x16xf32>, %arg9: tensor<16x24xf32>, %arg10: tensor<16xf32>, %arg11: tensor<16xf32>, %arg12: tensor<16x16xf32>, %arg13: tensor<8x16xf32>, %arg14: tensor<8x16xf32>, %arg15: tensor<16x16xf32>, %arg16: tensor<24x16xf32>, %arg17: tensor<24x16xf32>, %arg18: tensor<16x24xf32>, %arg19: tensor<16xf32>, %arg20: tensor<2x3xi32>) -> (tensor<2x3x13xf32> {jax.result_info = "result[0]"}) {
    %c = stablehlo.constant dense<false> : tensor<i1>
    %cst = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %c_0 = stablehlo.constant dense<1> : tensor<i32>
    %c_1 = stablehlo.constant dense<true> : tensor<i1>
    %cst_2 = stablehlo.constant dense<0.707106769> : tensor<f32>
    %cst_3 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %cst_4 = stablehlo.constant dense<9.99999997E-7> : tensor<f32>
    %cst_5 = stablehlo.constant dense<1.600000e+01> : tensor<f32>
    %cst_6 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %cst_7 = stablehlo.constant dense<1.000000e+04> : tensor<f32>
    %cst_8 = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %c_9 = stablehlo.constant dense<-1> : tensor<i32>
    %c_10 = stablehlo.constant dense<0> : tensor<i32>
    %c_11 = stablehlo.constant dense<2> : tensor<i32>
    %0 = stablehlo.iota dim = 0 : tensor<3xi32>
    %1 = stablehlo.convert %0 : (tensor<3xi32>) -> tensor<3xf32>
    %2 = stablehlo.iota dim = 0 : tensor<2xi32>
    %3 = stablehlo.broadcast_in_dim %c_11, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.multiply %3, %2 : tensor<2xi32>
    %5 = stablehlo.broadcast_in_dim %c_10, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %6 = stablehlo.add %5, %4 : tensor<2xi32>
    %7 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %8 = stablehlo.multiply %7, %6 : tensor<2xi32>
    %9 = stablehlo.convert %8 : (tensor<2xi32>) -> tensor<2xf32>
    %10 = stablehlo.broadcast_in_dim %cst_8, dims = [] : (tensor<f32>) -> tensor<2xf32>
    %11 = stablehlo.divide %9, %10 : tensor<2xf32>
    %12 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<2xf32>
    %13 = stablehlo.power %12, %11 : tensor<2xf32>
    %14 = stablehlo.reshape %1 : (tensor<3xf32>) -> tensor<3x1xf32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [1] : (tensor<2xf32>) -> tensor<1x2xf32>
    %16 = stablehlo.broadcast_in_dim %14, dims = [0, 1] : (tensor<3x1xf32>) -> tensor<3x2xf32>
    %17 = stablehlo.broadcast_in_dim %15, dims = [0, 1] : (tensor<1x2xf32>) -> tensor<3x2xf32>
    %18 = stablehlo.multiply %16, %17 : tensor<3x2xf32>
    %19 = call @_take(%arg0, %arg20) : (tensor<13x16xf32>, tensor<2x3xi32>) -> tensor<2x3x16xf32>
    %20 = stablehlo.cosine %18 : tensor<3x2xf32>
    %21 = stablehlo.sine %18 : tensor<3x2xf32>
    %22 = stablehlo.multiply %19, %19 : tensor<2x3x16xf32>
    %23 = stablehlo.reduce(%22 init: %cst_6) applies stablehlo.add across dimensions = [2] : (tensor<2x3x16xf32>, tensor<f32>) -> tensor<2x3xf32>
    %24 = stablehlo.broadcast_in_dim %23, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %25 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %26 = stablehlo.divide %24, %25 : tensor<2x3x1xf32>
    %27 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %28 = stablehlo.add %26, %27 : tensor<2x3x1xf32>
    %29 = stablehlo.rsqrt %28 : tensor<2x3x1xf32>
    %30 = stablehlo.broadcast_in_dim %29, dims = [0, 1, 2] : (tensor<2x3x1xf32>) -> tensor<2x3x16xf32>
    %31 = stablehlo.multiply %19, %30 : tensor<2x3x16xf32>
    %32 = stablehlo.broadcast_in_dim %arg1, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %33 = stablehlo.broadcast_in_dim %32, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<2x3x16xf32>
    %34 = stablehlo.multiply %33, %31 : tensor<2x3x16xf32>
    %35 = stablehlo.transpose %arg3, dims = [1, 0] : (tensor<16x16xf32>) -> tensor<16x16xf32>
    %36 = stablehlo.reshape %34 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %37 = stablehlo.dot_general %36, %35, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x16xf32>) -> tensor<6x16xf32>
    %38 = stablehlo.reshape %37 : (tensor<6x16xf32>) -> tensor<2x3x16xf32>
    %39 = stablehlo.reshape %38 : (tensor<2x3x16xf32>) -> tensor<2x3x4x4xf32>
    %40 = stablehlo.transpose %39, dims = [0, 2, 1, 3] : (tensor<2x3x4x4xf32>) -> tensor<2x4x3x4xf32>
    %41 = stablehlo.transpose %arg4, dims = [1, 0] : (tensor<8x16xf32>) -> tensor<16x8xf32>
    %42 = stablehlo.reshape %34 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %43 = stablehlo.dot_general %42, %41, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x8xf32>) -> tensor<6x8xf32>
    %44 = stablehlo.reshape %43 : (tensor<6x8xf32>) -> tensor<2x3x8xf32>
    %45 = stablehlo.reshape %44 : (tensor<2x3x8xf32>) -> tensor<2x3x2x4xf32>
    %46 = stablehlo.transpose %45, dims = [0, 2, 1, 3] : (tensor<2x3x2x4xf32>) -> tensor<2x2x3x4xf32>
    %47 = stablehlo.transpose %arg5, dims = [1, 0] : (tensor<8x16xf32>) -> tensor<16x8xf32>
    %48 = stablehlo.reshape %34 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %49 = stablehlo.dot_general %48, %47, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x8xf32>) -> tensor<6x8xf32>
    %50 = stablehlo.reshape %49 : (tensor<6x8xf32>) -> tensor<2x3x8xf32>
    %51 = stablehlo.reshape %50 : (tensor<2x3x8xf32>) -> tensor<2x3x2x4xf32>
    %52 = stablehlo.transpose %51, dims = [0, 2, 1, 3] : (tensor<2x3x2x4xf32>) -> tensor<2x2x3x4xf32>
    %53 = stablehlo.slice %40 [0:2, 0:4, 0:3, 0:2] : (tensor<2x4x3x4xf32>) -> tensor<2x4x3x2xf32>
    %54 = stablehlo.slice %40 [0:2, 0:4, 0:3, 2:4] : (tensor<2x4x3x4xf32>) -> tensor<2x4x3x2xf32>
    %55 = stablehlo.broadcast_in_dim %20, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %56 = stablehlo.broadcast_in_dim %55, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %57 = stablehlo.multiply %53, %56 : tensor<2x4x3x2xf32>
    %58 = stablehlo.broadcast_in_dim %21, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %59 = stablehlo.broadcast_in_dim %58, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %60 = stablehlo.multiply %54, %59 : tensor<2x4x3x2xf32>
    %61 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x4x3x2xf32>
    %62 = stablehlo.multiply %60, %61 : tensor<2x4x3x2xf32>
    %63 = stablehlo.subtract %57, %62 : tensor<2x4x3x2xf32>
    %64 = stablehlo.broadcast_in_dim %20, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %65 = stablehlo.broadcast_in_dim %64, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %66 = stablehlo.multiply %54, %65 : tensor<2x4x3x2xf32>
    %67 = stablehlo.broadcast_in_dim %21, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %68 = stablehlo.broadcast_in_dim %67, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %69 = stablehlo.multiply %53, %68 : tensor<2x4x3x2xf32>
    %70 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x4x3x2xf32>
    %71 = stablehlo.multiply %69, %70 : tensor<2x4x3x2xf32>
    %72 = stablehlo.add %66, %71 : tensor<2x4x3x2xf32>
    %73 = stablehlo.concatenate %63, %72, dim = 3 : (tensor<2x4x3x2xf32>, tensor<2x4x3x2xf32>) -> tensor<2x4x3x4xf32>
    %74 = stablehlo.slice %46 [0:2, 0:2, 0:3, 0:2] : (tensor<2x2x3x4xf32>) -> tensor<2x2x3x2xf32>
    %75 = stablehlo.slice %46 [0:2, 0:2, 0:3, 2:4] : (tensor<2x2x3x4xf32>) -> tensor<2x2x3x2xf32>
    %76 = stablehlo.broadcast_in_dim %20, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %77 = stablehlo.broadcast_in_dim %76, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %78 = stablehlo.multiply %74, %77 : tensor<2x2x3x2xf32>
    %79 = stablehlo.broadcast_in_dim %21, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %80 = stablehlo.broadcast_in_dim %79, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %81 = stablehlo.multiply %75, %80 : tensor<2x2x3x2xf32>
    %82 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x2x3x2xf32>
    %83 = stablehlo.multiply %81, %82 : tensor<2x2x3x2xf32>
    %84 = stablehlo.subtract %78, %83 : tensor<2x2x3x2xf32>
    %85 = stablehlo.broadcast_in_dim %20, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %86 = stablehlo.broadcast_in_dim %85, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %87 = stablehlo.multiply %75, %86 : tensor<2x2x3x2xf32>
    %88 = stablehlo.broadcast_in_dim %21, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %89 = stablehlo.broadcast_in_dim %88, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %90 = stablehlo.multiply %74, %89 : tensor<2x2x3x2xf32>
    %91 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x2x3x2xf32>
    %92 = stablehlo.multiply %90, %91 : tensor<2x2x3x2xf32>
    %93 = stablehlo.add %87, %92 : tensor<2x2x3x2xf32>
    %94 = stablehlo.concatenate %84, %93, dim = 3 : (tensor<2x2x3x2xf32>, tensor<2x2x3x2xf32>) -> tensor<2x2x3x4xf32>
    %95 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x4x3x4xf32>
    %96 = stablehlo.multiply %73, %95 : tensor<2x4x3x4xf32>
    %97 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i1>) -> tensor<3x3xi1>
    %98 = stablehlo.iota dim = 0 : tensor<3xi32>
    %99 = stablehlo.broadcast_in_dim %98, dims = [1] : (tensor<3xi32>) -> tensor<1x3xi32>
    %100 = stablehlo.iota dim = 0 : tensor<3xi32>
    %101 = stablehlo.broadcast_in_dim %100, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %102 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %103 = stablehlo.multiply %101, %102 : tensor<3x1xi32>
    %104 = stablehlo.broadcast_in_dim %99, dims = [0, 1] : (tensor<1x3xi32>) -> tensor<3x3xi32>
    %105 = stablehlo.broadcast_in_dim %103, dims = [0, 1] : (tensor<3x1xi32>) -> tensor<3x3xi32>
    %106 = stablehlo.subtract %104, %105 : tensor<3x3xi32>
    %107 = stablehlo.broadcast_in_dim %c_10, dims = [] : (tensor<i32>) -> tensor<3x3xi32>
    %108 = stablehlo.compare LE, %106, %107, SIGNED : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %109 = stablehlo.and %108, %97 : tensor<3x3xi1>
    %110 = call @_where_0(%109, %cst_6, %cst) : (tensor<3x3xi1>, tensor<f32>, tensor<f32>) -> tensor<3x3xf32>
    %111 = stablehlo.broadcast_in_dim %94, dims = [0, 1, 3, 4] : (tensor<2x2x3x4xf32>) -> tensor<2x2x1x3x4xf32>
    %112 = stablehlo.broadcast_in_dim %111, dims = [0, 1, 2, 3, 4] : (tensor<2x2x1x3x4xf32>) -> tensor<2x2x2x3x4xf32>
    %113 = stablehlo.reshape %112 : (tensor<2x2x2x3x4xf32>) -> tensor<2x4x3x4xf32>
    %114 = stablehlo.broadcast_in_dim %52, dims = [0, 1, 3, 4] : (tensor<2x2x3x4xf32>) -> tensor<2x2x1x3x4xf32>
    %115 = stablehlo.broadcast_in_dim %114, dims = [0, 1, 2, 3, 4] : (tensor<2x2x1x3x4xf32>) -> tensor<2x2x2x3x4xf32>
    %116 = stablehlo.reshape %115 : (tensor<2x2x2x3x4xf32>) -> tensor<2x4x3x4xf32>
    %117 = stablehlo.transpose %113, dims = [0, 1, 3, 2] : (tensor<2x4x3x4xf32>) -> tensor<2x4x4x3xf32>
    %118 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x4x4x3xf32>
    %119 = stablehlo.multiply %117, %118 : tensor<2x4x4x3xf32>
    %120 = stablehlo.reshape %96 : (tensor<2x4x3x4xf32>) -> tensor<8x3x4xf32>
    %121 = stablehlo.reshape %119 : (tensor<2x4x4x3xf32>) -> tensor<8x4x3xf32>
    %122 = stablehlo.dot_general %120, %121, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<8x3x4xf32>, tensor<8x4x3xf32>) -> tensor<8x3x3xf32>
    %123 = stablehlo.reshape %122 : (tensor<8x3x3xf32>) -> tensor<2x4x3x3xf32>
    %124 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %125 = stablehlo.multiply %110, %124 : tensor<3x3xf32>
    %126 = stablehlo.broadcast_in_dim %125, dims = [2, 3] : (tensor<3x3xf32>) -> tensor<1x1x3x3xf32>
    %127 = stablehlo.broadcast_in_dim %126, dims = [0, 1, 2, 3] : (tensor<1x1x3x3xf32>) -> tensor<2x4x3x3xf32>
    %128 = stablehlo.add %123, %127 : tensor<2x4x3x3xf32>
    %129 = stablehlo.reduce(%128 init: %cst) applies stablehlo.maximum across dimensions = [3] : (tensor<2x4x3x3xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %130 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x3xf32>
    %131 = stablehlo.maximum %130, %129 : tensor<2x4x3xf32>
    %132 = stablehlo.broadcast_in_dim %131, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x1xf32>
    %133 = stablehlo.broadcast_in_dim %132, dims = [0, 1, 2, 3] : (tensor<2x4x3x1xf32>) -> tensor<2x4x3x3xf32>
    %134 = stablehlo.subtract %128, %133 : tensor<2x4x3x3xf32>
    %135 = stablehlo.exponential %134 : tensor<2x4x3x3xf32>
    %136 = stablehlo.reduce(%135 init: %cst_6) applies stablehlo.add across dimensions = [3] : (tensor<2x4x3x3xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %137 = stablehlo.broadcast_in_dim %136, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x1xf32>
    %138 = stablehlo.broadcast_in_dim %137, dims = [0, 1, 2, 3] : (tensor<2x4x3x1xf32>) -> tensor<2x4x3x3xf32>
    %139 = stablehlo.divide %135, %138 : tensor<2x4x3x3xf32>
    %140 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x3x3xf32>
    %141 = stablehlo.compare EQ, %128, %140, FLOAT : (tensor<2x4x3x3xf32>, tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xi1>
    %142 = stablehlo.not %141 : tensor<2x4x3x3xi1>
    %143 = stablehlo.reduce(%142 init: %c) applies stablehlo.or across dimensions = [3] : (tensor<2x4x3x3xi1>, tensor<i1>) -> tensor<2x4x3xi1>
    %144 = stablehlo.broadcast_in_dim %143, dims = [0, 1, 2] : (tensor<2x4x3xi1>) -> tensor<2x4x3x1xi1>
    %145 = stablehlo.not %144 : tensor<2x4x3x1xi1>
    %146 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<2x4x3x3xf32>
    %147 = call @_where_1(%145, %146, %139) : (tensor<2x4x3x1xi1>, tensor<2x4x3x3xf32>, tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32>
    %148 = stablehlo.reshape %147 : (tensor<2x4x3x3xf32>) -> tensor<8x3x3xf32>
    %149 = stablehlo.reshape %116 : (tensor<2x4x3x4xf32>) -> tensor<8x3x4xf32>
    %150 = stablehlo.dot_general %148, %149, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<8x3x3xf32>, tensor<8x3x4xf32>) -> tensor<8x3x4xf32>
    %151 = stablehlo.reshape %150 : (tensor<8x3x4xf32>) -> tensor<2x4x3x4xf32>
    %152 = stablehlo.transpose %151, dims = [2, 0, 1, 3] : (tensor<2x4x3x4xf32>) -> tensor<3x2x4x4xf32>
    %153 = stablehlo.transpose %152, dims = [1, 2, 0, 3] : (tensor<3x2x4x4xf32>) -> tensor<2x4x3x4xf32>
    %154 = stablehlo.transpose %153, dims = [0, 2, 1, 3] : (tensor<2x4x3x4xf32>) -> tensor<2x3x4x4xf32>
    %155 = stablehlo.reshape %154 : (tensor<2x3x4x4xf32>) -> tensor<2x3x16xf32>
    %156 = stablehlo.transpose %arg6, dims = [1, 0] : (tensor<16x16xf32>) -> tensor<16x16xf32>
    %157 = stablehlo.broadcast_in_dim %156, dims = [1, 2] : (tensor<16x16xf32>) -> tensor<2x16x16xf32>
    %158 = stablehlo.dot_general %155, %157, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<2x3x16xf32>, tensor<2x16x16xf32>) -> tensor<2x3x16xf32>
    %159 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x16xf32>
    %160 = stablehlo.multiply %158, %159 : tensor<2x3x16xf32>
    %161 = stablehlo.add %19, %160 : tensor<2x3x16xf32>
    %162 = stablehlo.multiply %161, %161 : tensor<2x3x16xf32>
    %163 = stablehlo.reduce(%162 init: %cst_6) applies stablehlo.add across dimensions = [2] : (tensor<2x3x16xf32>, tensor<f32>) -> tensor<2x3xf32>
    %164 = stablehlo.broadcast_in_dim %163, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %165 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %166 = stablehlo.divide %164, %165 : tensor<2x3x1xf32>
    %167 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %168 = stablehlo.add %166, %167 : tensor<2x3x1xf32>
    %169 = stablehlo.rsqrt %168 : tensor<2x3x1xf32>
    %170 = stablehlo.broadcast_in_dim %169, dims = [0, 1, 2] : (tensor<2x3x1xf32>) -> tensor<2x3x16xf32>
    %171 = stablehlo.multiply %161, %170 : tensor<2x3x16xf32>
    %172 = stablehlo.broadcast_in_dim %arg2, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %173 = stablehlo.broadcast_in_dim %172, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<2x3x16xf32>
    %174 = stablehlo.multiply %173, %171 : tensor<2x3x16xf32>
    %175 = stablehlo.transpose %arg7, dims = [1, 0] : (tensor<24x16xf32>) -> tensor<16x24xf32>
    %176 = stablehlo.reshape %174 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %177 = stablehlo.dot_general %176, %175, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x24xf32>) -> tensor<6x24xf32>
    %178 = stablehlo.reshape %177 : (tensor<6x24xf32>) -> tensor<2x3x24xf32>
    %179 = stablehlo.negate %178 : tensor<2x3x24xf32>
    %180 = stablehlo.exponential %179 : tensor<2x3x24xf32>
    %181 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x24xf32>
    %182 = stablehlo.add %181, %180 : tensor<2x3x24xf32>
    %183 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x24xf32>
    %184 = stablehlo.divide %183, %182 : tensor<2x3x24xf32>
    %185 = stablehlo.multiply %178, %184 : tensor<2x3x24xf32>
    %186 = stablehlo.transpose %arg8, dims = [1, 0] : (tensor<24x16xf32>) -> tensor<16x24xf32>
    %187 = stablehlo.reshape %174 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %188 = stablehlo.dot_general %187, %186, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x24xf32>) -> tensor<6x24xf32>
    %189 = stablehlo.reshape %188 : (tensor<6x24xf32>) -> tensor<2x3x24xf32>
    %190 = stablehlo.multiply %185, %189 : tensor<2x3x24xf32>
    %191 = stablehlo.transpose %arg9, dims = [1, 0] : (tensor<16x24xf32>) -> tensor<24x16xf32>
    %192 = stablehlo.reshape %190 : (tensor<2x3x24xf32>) -> tensor<6x24xf32>
    %193 = stablehlo.dot_general %192, %191, contracting_dims = [1] x [0] : (tensor<6x24xf32>, tensor<24x16xf32>) -> tensor<6x16xf32>
    %194 = stablehlo.reshape %193 : (tensor<6x16xf32>) -> tensor<2x3x16xf32>
    %195 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x16xf32>
    %196 = stablehlo.multiply %194, %195 : tensor<2x3x16xf32>
    %197 = stablehlo.add %161, %196 : tensor<2x3x16xf32>
    %198 = stablehlo.cosine %18 : tensor<3x2xf32>
    %199 = stablehlo.sine %18 : tensor<3x2xf32>
    %200 = stablehlo.multiply %197, %197 : tensor<2x3x16xf32>
    %201 = stablehlo.reduce(%200 init: %cst_6) applies stablehlo.add across dimensions = [2] : (tensor<2x3x16xf32>, tensor<f32>) -> tensor<2x3xf32>
    %202 = stablehlo.broadcast_in_dim %201, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %203 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %204 = stablehlo.divide %202, %203 : tensor<2x3x1xf32>
    %205 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %206 = stablehlo.add %204, %205 : tensor<2x3x1xf32>
    %207 = stablehlo.rsqrt %206 : tensor<2x3x1xf32>
    %208 = stablehlo.broadcast_in_dim %207, dims = [0, 1, 2] : (tensor<2x3x1xf32>) -> tensor<2x3x16xf32>
    %209 = stablehlo.multiply %197, %208 : tensor<2x3x16xf32>
    %210 = stablehlo.broadcast_in_dim %arg10, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %211 = stablehlo.broadcast_in_dim %210, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<2x3x16xf32>
    %212 = stablehlo.multiply %211, %209 : tensor<2x3x16xf32>
    %213 = stablehlo.transpose %arg12, dims = [1, 0] : (tensor<16x16xf32>) -> tensor<16x16xf32>
    %214 = stablehlo.reshape %212 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %215 = stablehlo.dot_general %214, %213, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x16xf32>) -> tensor<6x16xf32>
    %216 = stablehlo.reshape %215 : (tensor<6x16xf32>) -> tensor<2x3x16xf32>
    %217 = stablehlo.reshape %216 : (tensor<2x3x16xf32>) -> tensor<2x3x4x4xf32>
    %218 = stablehlo.transpose %217, dims = [0, 2, 1, 3] : (tensor<2x3x4x4xf32>) -> tensor<2x4x3x4xf32>
    %219 = stablehlo.transpose %arg13, dims = [1, 0] : (tensor<8x16xf32>) -> tensor<16x8xf32>
    %220 = stablehlo.reshape %212 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %221 = stablehlo.dot_general %220, %219, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x8xf32>) -> tensor<6x8xf32>
    %222 = stablehlo.reshape %221 : (tensor<6x8xf32>) -> tensor<2x3x8xf32>
    %223 = stablehlo.reshape %222 : (tensor<2x3x8xf32>) -> tensor<2x3x2x4xf32>
    %224 = stablehlo.transpose %223, dims = [0, 2, 1, 3] : (tensor<2x3x2x4xf32>) -> tensor<2x2x3x4xf32>
    %225 = stablehlo.transpose %arg14, dims = [1, 0] : (tensor<8x16xf32>) -> tensor<16x8xf32>
    %226 = stablehlo.reshape %212 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %227 = stablehlo.dot_general %226, %225, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x8xf32>) -> tensor<6x8xf32>
    %228 = stablehlo.reshape %227 : (tensor<6x8xf32>) -> tensor<2x3x8xf32>
    %229 = stablehlo.reshape %228 : (tensor<2x3x8xf32>) -> tensor<2x3x2x4xf32>
    %230 = stablehlo.transpose %229, dims = [0, 2, 1, 3] : (tensor<2x3x2x4xf32>) -> tensor<2x2x3x4xf32>
    %231 = stablehlo.slice %218 [0:2, 0:4, 0:3, 0:2] : (tensor<2x4x3x4xf32>) -> tensor<2x4x3x2xf32>
    %232 = stablehlo.slice %218 [0:2, 0:4, 0:3, 2:4] : (tensor<2x4x3x4xf32>) -> tensor<2x4x3x2xf32>
    %233 = stablehlo.broadcast_in_dim %198, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %234 = stablehlo.broadcast_in_dim %233, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %235 = stablehlo.multiply %231, %234 : tensor<2x4x3x2xf32>
    %236 = stablehlo.broadcast_in_dim %199, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %237 = stablehlo.broadcast_in_dim %236, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %238 = stablehlo.multiply %232, %237 : tensor<2x4x3x2xf32>
    %239 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x4x3x2xf32>
    %240 = stablehlo.multiply %238, %239 : tensor<2x4x3x2xf32>
    %241 = stablehlo.subtract %235, %240 : tensor<2x4x3x2xf32>
    %242 = stablehlo.broadcast_in_dim %198, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %243 = stablehlo.broadcast_in_dim %242, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %244 = stablehlo.multiply %232, %243 : tensor<2x4x3x2xf32>
    %245 = stablehlo.broadcast_in_dim %199, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %246 = stablehlo.broadcast_in_dim %245, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x4x3x2xf32>
    %247 = stablehlo.multiply %231, %246 : tensor<2x4x3x2xf32>
    %248 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x4x3x2xf32>
    %249 = stablehlo.multiply %247, %248 : tensor<2x4x3x2xf32>
    %250 = stablehlo.add %244, %249 : tensor<2x4x3x2xf32>
    %251 = stablehlo.concatenate %241, %250, dim = 3 : (tensor<2x4x3x2xf32>, tensor<2x4x3x2xf32>) -> tensor<2x4x3x4xf32>
    %252 = stablehlo.slice %224 [0:2, 0:2, 0:3, 0:2] : (tensor<2x2x3x4xf32>) -> tensor<2x2x3x2xf32>
    %253 = stablehlo.slice %224 [0:2, 0:2, 0:3, 2:4] : (tensor<2x2x3x4xf32>) -> tensor<2x2x3x2xf32>
    %254 = stablehlo.broadcast_in_dim %198, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %255 = stablehlo.broadcast_in_dim %254, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %256 = stablehlo.multiply %252, %255 : tensor<2x2x3x2xf32>
    %257 = stablehlo.broadcast_in_dim %199, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %258 = stablehlo.broadcast_in_dim %257, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %259 = stablehlo.multiply %253, %258 : tensor<2x2x3x2xf32>
    %260 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x2x3x2xf32>
    %261 = stablehlo.multiply %259, %260 : tensor<2x2x3x2xf32>
    %262 = stablehlo.subtract %256, %261 : tensor<2x2x3x2xf32>
    %263 = stablehlo.broadcast_in_dim %198, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %264 = stablehlo.broadcast_in_dim %263, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %265 = stablehlo.multiply %253, %264 : tensor<2x2x3x2xf32>
    %266 = stablehlo.broadcast_in_dim %199, dims = [2, 3] : (tensor<3x2xf32>) -> tensor<1x1x3x2xf32>
    %267 = stablehlo.broadcast_in_dim %266, dims = [0, 1, 2, 3] : (tensor<1x1x3x2xf32>) -> tensor<2x2x3x2xf32>
    %268 = stablehlo.multiply %252, %267 : tensor<2x2x3x2xf32>
    %269 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x2x3x2xf32>
    %270 = stablehlo.multiply %268, %269 : tensor<2x2x3x2xf32>
    %271 = stablehlo.add %265, %270 : tensor<2x2x3x2xf32>
    %272 = stablehlo.concatenate %262, %271, dim = 3 : (tensor<2x2x3x2xf32>, tensor<2x2x3x2xf32>) -> tensor<2x2x3x4xf32>
    %273 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x4x3x4xf32>
    %274 = stablehlo.multiply %251, %273 : tensor<2x4x3x4xf32>
    %275 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i1>) -> tensor<3x3xi1>
    %276 = stablehlo.iota dim = 0 : tensor<3xi32>
    %277 = stablehlo.broadcast_in_dim %276, dims = [1] : (tensor<3xi32>) -> tensor<1x3xi32>
    %278 = stablehlo.iota dim = 0 : tensor<3xi32>
    %279 = stablehlo.broadcast_in_dim %278, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %280 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %281 = stablehlo.multiply %279, %280 : tensor<3x1xi32>
    %282 = stablehlo.broadcast_in_dim %277, dims = [0, 1] : (tensor<1x3xi32>) -> tensor<3x3xi32>
    %283 = stablehlo.broadcast_in_dim %281, dims = [0, 1] : (tensor<3x1xi32>) -> tensor<3x3xi32>
    %284 = stablehlo.subtract %282, %283 : tensor<3x3xi32>
    %285 = stablehlo.broadcast_in_dim %c_10, dims = [] : (tensor<i32>) -> tensor<3x3xi32>
    %286 = stablehlo.compare LE, %284, %285, SIGNED : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %287 = stablehlo.and %286, %275 : tensor<3x3xi1>
    %288 = call @_where_0(%287, %cst_6, %cst) : (tensor<3x3xi1>, tensor<f32>, tensor<f32>) -> tensor<3x3xf32>
    %289 = stablehlo.broadcast_in_dim %272, dims = [0, 1, 3, 4] : (tensor<2x2x3x4xf32>) -> tensor<2x2x1x3x4xf32>
    %290 = stablehlo.broadcast_in_dim %289, dims = [0, 1, 2, 3, 4] : (tensor<2x2x1x3x4xf32>) -> tensor<2x2x2x3x4xf32>
    %291 = stablehlo.reshape %290 : (tensor<2x2x2x3x4xf32>) -> tensor<2x4x3x4xf32>
    %292 = stablehlo.broadcast_in_dim %230, dims = [0, 1, 3, 4] : (tensor<2x2x3x4xf32>) -> tensor<2x2x1x3x4xf32>
    %293 = stablehlo.broadcast_in_dim %292, dims = [0, 1, 2, 3, 4] : (tensor<2x2x1x3x4xf32>) -> tensor<2x2x2x3x4xf32>
    %294 = stablehlo.reshape %293 : (tensor<2x2x2x3x4xf32>) -> tensor<2x4x3x4xf32>
    %295 = stablehlo.transpose %291, dims = [0, 1, 3, 2] : (tensor<2x4x3x4xf32>) -> tensor<2x4x4x3xf32>
    %296 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x4x4x3xf32>
    %297 = stablehlo.multiply %295, %296 : tensor<2x4x4x3xf32>
    %298 = stablehlo.reshape %274 : (tensor<2x4x3x4xf32>) -> tensor<8x3x4xf32>
    %299 = stablehlo.reshape %297 : (tensor<2x4x4x3xf32>) -> tensor<8x4x3xf32>
    %300 = stablehlo.dot_general %298, %299, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<8x3x4xf32>, tensor<8x4x3xf32>) -> tensor<8x3x3xf32>
    %301 = stablehlo.reshape %300 : (tensor<8x3x3xf32>) -> tensor<2x4x3x3xf32>
    %302 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %303 = stablehlo.multiply %288, %302 : tensor<3x3xf32>
    %304 = stablehlo.broadcast_in_dim %303, dims = [2, 3] : (tensor<3x3xf32>) -> tensor<1x1x3x3xf32>
    %305 = stablehlo.broadcast_in_dim %304, dims = [0, 1, 2, 3] : (tensor<1x1x3x3xf32>) -> tensor<2x4x3x3xf32>
    %306 = stablehlo.add %301, %305 : tensor<2x4x3x3xf32>
    %307 = stablehlo.reduce(%306 init: %cst) applies stablehlo.maximum across dimensions = [3] : (tensor<2x4x3x3xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %308 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x3xf32>
    %309 = stablehlo.maximum %308, %307 : tensor<2x4x3xf32>
    %310 = stablehlo.broadcast_in_dim %309, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x1xf32>
    %311 = stablehlo.broadcast_in_dim %310, dims = [0, 1, 2, 3] : (tensor<2x4x3x1xf32>) -> tensor<2x4x3x3xf32>
    %312 = stablehlo.subtract %306, %311 : tensor<2x4x3x3xf32>
    %313 = stablehlo.exponential %312 : tensor<2x4x3x3xf32>
    %314 = stablehlo.reduce(%313 init: %cst_6) applies stablehlo.add across dimensions = [3] : (tensor<2x4x3x3xf32>, tensor<f32>) -> tensor<2x4x3xf32>
    %315 = stablehlo.broadcast_in_dim %314, dims = [0, 1, 2] : (tensor<2x4x3xf32>) -> tensor<2x4x3x1xf32>
    %316 = stablehlo.broadcast_in_dim %315, dims = [0, 1, 2, 3] : (tensor<2x4x3x1xf32>) -> tensor<2x4x3x3xf32>
    %317 = stablehlo.divide %313, %316 : tensor<2x4x3x3xf32>
    %318 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x3x3xf32>
    %319 = stablehlo.compare EQ, %306, %318, FLOAT : (tensor<2x4x3x3xf32>, tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xi1>
    %320 = stablehlo.not %319 : tensor<2x4x3x3xi1>
    %321 = stablehlo.reduce(%320 init: %c) applies stablehlo.or across dimensions = [3] : (tensor<2x4x3x3xi1>, tensor<i1>) -> tensor<2x4x3xi1>
    %322 = stablehlo.broadcast_in_dim %321, dims = [0, 1, 2] : (tensor<2x4x3xi1>) -> tensor<2x4x3x1xi1>
    %323 = stablehlo.not %322 : tensor<2x4x3x1xi1>
    %324 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<2x4x3x3xf32>
    %325 = call @_where_1(%323, %324, %317) : (tensor<2x4x3x1xi1>, tensor<2x4x3x3xf32>, tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32>
    %326 = stablehlo.reshape %325 : (tensor<2x4x3x3xf32>) -> tensor<8x3x3xf32>
    %327 = stablehlo.reshape %294 : (tensor<2x4x3x4xf32>) -> tensor<8x3x4xf32>
    %328 = stablehlo.dot_general %326, %327, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<8x3x3xf32>, tensor<8x3x4xf32>) -> tensor<8x3x4xf32>
    %329 = stablehlo.reshape %328 : (tensor<8x3x4xf32>) -> tensor<2x4x3x4xf32>
    %330 = stablehlo.transpose %329, dims = [2, 0, 1, 3] : (tensor<2x4x3x4xf32>) -> tensor<3x2x4x4xf32>
    %331 = stablehlo.transpose %330, dims = [1, 2, 0, 3] : (tensor<3x2x4x4xf32>) -> tensor<2x4x3x4xf32>
    %332 = stablehlo.transpose %331, dims = [0, 2, 1, 3] : (tensor<2x4x3x4xf32>) -> tensor<2x3x4x4xf32>
    %333 = stablehlo.reshape %332 : (tensor<2x3x4x4xf32>) -> tensor<2x3x16xf32>
    %334 = stablehlo.transpose %arg15, dims = [1, 0] : (tensor<16x16xf32>) -> tensor<16x16xf32>
    %335 = stablehlo.broadcast_in_dim %334, dims = [1, 2] : (tensor<16x16xf32>) -> tensor<2x16x16xf32>
    %336 = stablehlo.dot_general %333, %335, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<2x3x16xf32>, tensor<2x16x16xf32>) -> tensor<2x3x16xf32>
    %337 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x16xf32>
    %338 = stablehlo.multiply %336, %337 : tensor<2x3x16xf32>
    %339 = stablehlo.add %197, %338 : tensor<2x3x16xf32>
    %340 = stablehlo.multiply %339, %339 : tensor<2x3x16xf32>
    %341 = stablehlo.reduce(%340 init: %cst_6) applies stablehlo.add across dimensions = [2] : (tensor<2x3x16xf32>, tensor<f32>) -> tensor<2x3xf32>
    %342 = stablehlo.broadcast_in_dim %341, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %343 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %344 = stablehlo.divide %342, %343 : tensor<2x3x1xf32>
    %345 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %346 = stablehlo.add %344, %345 : tensor<2x3x1xf32>
    %347 = stablehlo.rsqrt %346 : tensor<2x3x1xf32>
    %348 = stablehlo.broadcast_in_dim %347, dims = [0, 1, 2] : (tensor<2x3x1xf32>) -> tensor<2x3x16xf32>
    %349 = stablehlo.multiply %339, %348 : tensor<2x3x16xf32>
    %350 = stablehlo.broadcast_in_dim %arg11, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %351 = stablehlo.broadcast_in_dim %350, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<2x3x16xf32>
    %352 = stablehlo.multiply %351, %349 : tensor<2x3x16xf32>
    %353 = stablehlo.transpose %arg16, dims = [1, 0] : (tensor<24x16xf32>) -> tensor<16x24xf32>
    %354 = stablehlo.reshape %352 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %355 = stablehlo.dot_general %354, %353, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x24xf32>) -> tensor<6x24xf32>
    %356 = stablehlo.reshape %355 : (tensor<6x24xf32>) -> tensor<2x3x24xf32>
    %357 = stablehlo.negate %356 : tensor<2x3x24xf32>
    %358 = stablehlo.exponential %357 : tensor<2x3x24xf32>
    %359 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x24xf32>
    %360 = stablehlo.add %359, %358 : tensor<2x3x24xf32>
    %361 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x24xf32>
    %362 = stablehlo.divide %361, %360 : tensor<2x3x24xf32>
    %363 = stablehlo.multiply %356, %362 : tensor<2x3x24xf32>
    %364 = stablehlo.transpose %arg17, dims = [1, 0] : (tensor<24x16xf32>) -> tensor<16x24xf32>
    %365 = stablehlo.reshape %352 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %366 = stablehlo.dot_general %365, %364, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x24xf32>) -> tensor<6x24xf32>
    %367 = stablehlo.reshape %366 : (tensor<6x24xf32>) -> tensor<2x3x24xf32>
    %368 = stablehlo.multiply %363, %367 : tensor<2x3x24xf32>
    %369 = stablehlo.transpose %arg18, dims = [1, 0] : (tensor<16x24xf32>) -> tensor<24x16xf32>
    %370 = stablehlo.reshape %368 : (tensor<2x3x24xf32>) -> tensor<6x24xf32>
    %371 = stablehlo.dot_general %370, %369, contracting_dims = [1] x [0] : (tensor<6x24xf32>, tensor<24x16xf32>) -> tensor<6x16xf32>
    %372 = stablehlo.reshape %371 : (tensor<6x16xf32>) -> tensor<2x3x16xf32>
    %373 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x3x16xf32>
    %374 = stablehlo.multiply %372, %373 : tensor<2x3x16xf32>
    %375 = stablehlo.add %339, %374 : tensor<2x3x16xf32>
    %376 = stablehlo.multiply %375, %375 : tensor<2x3x16xf32>
    %377 = stablehlo.reduce(%376 init: %cst_6) applies stablehlo.add across dimensions = [2] : (tensor<2x3x16xf32>, tensor<f32>) -> tensor<2x3xf32>
    %378 = stablehlo.broadcast_in_dim %377, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3x1xf32>
    %379 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %380 = stablehlo.divide %378, %379 : tensor<2x3x1xf32>
    %381 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x3x1xf32>
    %382 = stablehlo.add %380, %381 : tensor<2x3x1xf32>
    %383 = stablehlo.rsqrt %382 : tensor<2x3x1xf32>
    %384 = stablehlo.broadcast_in_dim %383, dims = [0, 1, 2] : (tensor<2x3x1xf32>) -> tensor<2x3x16xf32>
    %385 = stablehlo.multiply %375, %384 : tensor<2x3x16xf32>
    %386 = stablehlo.broadcast_in_dim %arg19, dims = [2] : (tensor<16xf32>) -> tensor<1x1x16xf32>
    %387 = stablehlo.broadcast_in_dim %386, dims = [0, 1, 2] : (tensor<1x1x16xf32>) -> tensor<2x3x16xf32>
    %388 = stablehlo.multiply %387, %385 : tensor<2x3x16xf32>
    %389 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<13x16xf32>) -> tensor<16x13xf32>
    %390 = stablehlo.reshape %388 : (tensor<2x3x16xf32>) -> tensor<6x16xf32>
    %391 = stablehlo.dot_general %390, %389, contracting_dims = [1] x [0] : (tensor<6x16xf32>, tensor<16x13xf32>) -> tensor<6x13xf32>
    %392 = stablehlo.reshape %391 : (tensor<6x13xf32>) -> tensor<2x3x13xf32>
    return %392 : tensor<2x3x13xf32>
  }
  func.func private @_take(%arg0: tensor<13x16xf32>, %arg1: tensor<2x3xi32>) -> tensor<2x3x16xf32> {
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %c = stablehlo.constant dense<true> : tensor<i1>
    %c_0 = stablehlo.constant dense<12> : tensor<1xi32>
    %c_1 = stablehlo.constant dense<13> : tensor<i32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi1>
    %2 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<2x3xi32>
    %4 = call @_where(%1, %3, %arg1) : (tensor<2x3xi1>, tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<2x3xi32>) -> tensor<2x3x1xi32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x3x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_0, dims = [2] : (tensor<1xi32>) -> tensor<1x1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2] : (tensor<1x1x1xi32>) -> tensor<2x3x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<2x3x1xi1>
    %12 = stablehlo.reduce(%11 init: %c) applies stablehlo.and across dimensions = [2] : (tensor<2x3x1xi1>, tensor<i1>) -> tensor<2x3xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 16>}> : (tensor<13x16xf32>, tensor<2x3x1xi32>) -> tensor<2x3x16xf32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<2x3xi1>) -> tensor<2x3x16xi1>
    %15 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x3x16xf32>
    %16 = stablehlo.select %14, %13, %15 : tensor<2x3x16xi1>, tensor<2x3x16xf32>
    return %16 : tensor<2x3x16xf32>
  }
  func.func private @_where(%arg0: tensor<2x3xi1>, %arg1: tensor<2x3xi32>, %arg2: tensor<2x3xi32>) -> tensor<2x3xi32> {
    %0 = stablehlo.select %arg0, %arg1, %arg2 : tensor<2x3xi1>, tensor<2x3xi32>
    return %0 : tensor<2x3xi32>
  }
  func.func private @_where_0(%arg0: tensor<3x3xi1>, %arg1: tensor<f32>, %arg2: tensor<f32>) -> tensor<3x3xf32> {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %1 = stablehlo.broadcast_in_dim %arg2, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %2 = stablehlo.select %arg0, %0, %1 : tensor<3x3xi1>, tensor<3x3xf32>
    return %2 : tensor<3x3xf32>
  }
  func.func private @_where_1(%arg0: tensor<2x4x3x1xi1>, %arg1: tensor<2x4x3x3xf32>, %arg2: tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32> {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1, 2, 3] : (tensor<2x4x3x1xi1>) -> tensor<2x4x3x3xi1>
    %1 = stablehlo.select %0, %arg1, %arg2 : tensor<2x4x3x3xi1>, tensor<2x4x3x3xf32>
    return %1 : tensor<2x4x3x3xf32>
  }
}
