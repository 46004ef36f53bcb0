// action: write full
// input: structure
// expected: the text below
module @"a model" attributes {mhlo.num_partitions = 1 : i32} {
  sdy.mesh @mesh = <["x"=2]>
  func.func public @main(
      %_1st__token____: tensor<4xf32> {mhlo.sharding = "{replicated}", x.note = [1, 2]} loc("tokens"),
      %cache: tensor<4xf32> {strobe.state = 1 : i32} loc("layers.0/cache"),
      %cache_1: tensor<4xf32> {strobe.weight = "Q8_0"} loc("blk.0.\22w\22")) -> (tensor<4xf32> {jax.result_info = "logits \22all\22", mhlo.sharding = "{replicated}"}, tensor<4xf32>) attributes {x.owner = "us"} {
    %0:2 = func.call @"help me"(%_1st__token____, %cache) : (tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) loc(#loc1)
    %pair:2 = stablehlo.optimization_barrier {mhlo.sharding = "{replicated}", x.note = 1 : i32, "odd name"} %0#0, %0#1 : tensor<4xf32>, tensor<4xf32> loc(#loc2)
    "stablehlo.optimization_barrier"() : () -> ()
    %sum = stablehlo.add %pair#1, %cache_1 : tensor<4xf32> loc(#loc1)
    return %pair#0, %sum : tensor<4xf32>, tensor<4xf32>
  }
  func.func private @"help me"(%0: tensor<4xf32>, %1: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
    return %1, %0 : tensor<4xf32>, tensor<4xf32>
  }
}
#loc1 = loc("layers.0/call")
#loc2 = loc(fused["layers.0/a", "layers.0/b\22\5C\0A"])
