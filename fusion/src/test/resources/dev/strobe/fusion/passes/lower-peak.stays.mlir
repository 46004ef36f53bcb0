// fires: 0
module @m {
  func.func public @main(%x: tensor<8x64xf32>, %w: tensor<64x64xf32>, %v: tensor<64x256xf32>, %u: tensor<256x64xf32>) -> (tensor<8x8xf32>, tensor<8x8xf32>) {
    %h = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0] : (tensor<8x64xf32>, tensor<64x64xf32>) -> tensor<8x64xf32>
    %a = stablehlo.tanh %h : tensor<8x64xf32>
    %y = stablehlo.dot_general %a, %v, contracting_dims = [1] x [0] : (tensor<8x64xf32>, tensor<64x256xf32>) -> tensor<8x256xf32>
    %c = stablehlo.cosine %y : tensor<8x256xf32>
    %z = stablehlo.dot_general %c, %u, contracting_dims = [1] x [0] : (tensor<8x256xf32>, tensor<256x64xf32>) -> tensor<8x64xf32>
    %t = stablehlo.dot_general %z, %a, contracting_dims = [1] x [1] : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x8xf32>
    %s = stablehlo.cosine %z : tensor<8x64xf32>
    %r = stablehlo.dot_general %s, %z, contracting_dims = [1] x [1] : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x8xf32>
    return %t, %r : tensor<8x8xf32>, tensor<8x8xf32>
  }
}
// after
module @m {
  func.func public @main(%x: tensor<8x64xf32>, %w: tensor<64x64xf32>, %v: tensor<64x256xf32>, %u: tensor<256x64xf32>) -> (tensor<8x8xf32>, tensor<8x8xf32>) {
    %h = stablehlo.dot_general %x, %w, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64xf32>, tensor<64x64xf32>) -> tensor<8x64xf32>
    %a = stablehlo.tanh %h : tensor<8x64xf32>
    %y = stablehlo.dot_general %a, %v, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x64xf32>, tensor<64x256xf32>) -> tensor<8x256xf32>
    %c = stablehlo.cosine %y : tensor<8x256xf32>
    %z = stablehlo.dot_general %c, %u, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<8x256xf32>, tensor<256x64xf32>) -> tensor<8x64xf32>
    %t = stablehlo.dot_general %z, %a, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x8xf32>
    %s = stablehlo.cosine %z : tensor<8x64xf32>
    %r = stablehlo.dot_general %s, %z, contracting_dims = [1] x [1], precision = [DEFAULT, DEFAULT] : (tensor<8x64xf32>, tensor<8x64xf32>) -> tensor<8x8xf32>
    return %t, %r : tensor<8x8xf32>, tensor<8x8xf32>
  }
}
