package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Programs whose devices talk to each other.
class CollectiveTest {
  /// The sum over two replicas, on each of them.
  private static final PjrtProgram SUM_OF_REPLICAS =
      PjrtProgram.mlir(
          """
          module @sum {
            func.func public @main(%x: tensor<4xf32>) -> tensor<4xf32> {
              %0 = "stablehlo.all_reduce"(%x) ({
                ^bb0(%a: tensor<f32>, %b: tensor<f32>):
                  %s = stablehlo.add %a, %b : tensor<f32>
                  stablehlo.return %s : tensor<f32>
              }) {replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>}
                : (tensor<4xf32>) -> tensor<4xf32>
              return %0 : tensor<4xf32>
            }
          }
          """);

  /// Eight numbers minus their sum, the numbers divided among four devices.
  private static final PjrtProgram MINUS_SUM =
      PjrtProgram.mlir(
          """
          module @minus_sum {
            sdy.mesh @mesh = <["x"=4]>
            func.func public @main(
                %x: tensor<8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>})
                -> (tensor<8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>}) {
              %zero = stablehlo.constant dense<0.0> : tensor<f32>
              %0 = stablehlo.reduce(%x init: %zero) applies stablehlo.add across dimensions = [0]
                : (tensor<8xf32>, tensor<f32>) -> tensor<f32>
              %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<8xf32>
              %2 = stablehlo.subtract %x, %1 : tensor<8xf32>
              return %2 : tensor<8xf32>
            }
          }
          """);

  @ParameterizedTest
  @EnumSource
  void replicasReduceTogether(TestPlugins which) {
    try (PjrtClient client = which.client(2);
        PjrtExecutable sum = client.compile(SUM_OF_REPLICAS, TestOptions.replicated(0, 1))) {
      assertEquals(2, sum.program().replicas());
      for (int round = 0; round < 20; round++) {
        List<float[]> results =
            run(client, sum, List.of(new float[] {1, 2, 3, round}, new float[] {10, 20, 30, 40}));
        for (float[] result : results) {
          assertArrayEquals(new float[] {11, 22, 33, 40 + round}, result);
        }
      }
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void fourPartsTogetherGiveWhatOneDeviceGives(TestPlugins which) {
    float[] expected = {-35, -34, -33, -32, -31, -30, -29, -28};
    try (PjrtClient client = which.client(4);
        PjrtExecutable whole = client.compile(MINUS_SUM, TestOptions.partitioned(1));
        PjrtExecutable parts = client.compile(MINUS_SUM, TestOptions.partitioned(4))) {
      assertArrayEquals(
          expected, run(client, whole, List.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8})).getFirst());
      assertEquals(4, parts.program().partitions());
      List<float[]> results =
          run(
              client,
              parts,
              List.of(
                  new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}, new float[] {7, 8}));
      for (int i = 0; i < 4; i++) {
        assertArrayEquals(new float[] {expected[2 * i], expected[2 * i + 1]}, results.get(i));
      }
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  private static List<float[]> run(
      PjrtClient client, PjrtExecutable executable, List<float[]> arguments) {
    List<List<PjrtBuffer>> lists = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      lists.add(
          List.of(TestPrograms.upload(client, executable.devices().get(i), arguments.get(i))));
    }
    try (PjrtExecution given = new PjrtExecution(lists, List.of());
        PjrtExecution execution = executable.launch(given.outputs(), ExecuteOptions.defaults())) {
      return execution.outputs().stream().map(list -> TestPrograms.read(list.getFirst())).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesDevicesThatAreNotThere(TestPlugins which) {
    try (PjrtClient client = which.client(2)) {
      PjrtException absent =
          assertThrows(
              PjrtException.class,
              () -> client.compile(SUM_OF_REPLICAS, TestOptions.replicated(0, 7)).close());
      assertTrue(absent.pluginMessage().contains("7"), absent.pluginMessage());
      assertThrows(
          PjrtException.class, () -> client.compile(MINUS_SUM, TestOptions.partitioned(4)).close());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }
}
