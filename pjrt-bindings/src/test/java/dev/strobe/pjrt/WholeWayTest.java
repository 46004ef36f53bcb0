package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Load, create, compile, upload, execute, read back, serialise, load again, close: on every
/// plugin.
class WholeWayTest {
  private static final PjrtShape SHAPE = PjrtShape.of(PjrtElementType.F32, 4);
  private static final PjrtProgram ADD_IN_PLACE =
      PjrtProgram.mlir(
          """
          module @addition {
            func.func public @main(
                %a: tensor<4xf32> {tf.aliasing_output = 0 : i32}, %b: tensor<4xf32>)
                -> (tensor<4xf32>, tensor<2xf32>) {
              %0 = stablehlo.add %a, %b : tensor<4xf32>
              %1 = stablehlo.slice %b [0:2] : (tensor<4xf32>) -> tensor<2xf32>
              return %0, %1 : tensor<4xf32>, tensor<2xf32>
            }
          }
          """);

  @ParameterizedTest
  @EnumSource
  void compilesExecutesAndReadsBack(TestPlugins plugin) {
    try (PjrtClient client = plugin.client(1);
        PjrtExecutable compiled = client.compile(ADD_IN_PLACE, PjrtCompileOptions.oneDevice());
        PjrtExecutable loaded =
            client.deserialize(MemorySegment.ofArray(compiled.program().serialize()))) {
      for (PjrtExecutable executable : List.of(compiled, loaded)) {
        assertEquals("addition", executable.program().name());
        assertEquals(
            new PjrtSignature(List.of(SHAPE, SHAPE), Set.of(0)), executable.program().signature());
        assertEquals(16, executable.program().memoryStats().aliasBytes());
        executes(client, executable);
      }
    }
    assertEquals(Map.of(), plugin.load().liveHandles());
  }

  private static void executes(PjrtClient client, PjrtExecutable executable) {
    try (Arena arena = Arena.ofConfined();
        PjrtBuffer a = client.upload(floats(arena, 1, 2, 3, 4));
        PjrtBuffer b = client.upload(floats(arena, 10, 20, 30, 40));
        PjrtExecution execution =
            executable.launch(List.of(List.of(a, b)), ExecuteOptions.defaults())) {
      List<PjrtBuffer> results = execution.outputs().getFirst();
      assertArrayEquals(
          new float[] {11, 22, 33, 44}, results.get(0).toHost(arena).toArray(JAVA_FLOAT));
      assertArrayEquals(new float[] {10, 20}, results.get(1).toHost(arena).toArray(JAVA_FLOAT));
      assertTrue(a.isDeleted());
      assertThrows(IllegalArgumentException.class, () -> executable.execute(List.of(a, b)));
    }
  }

  private static HostArray floats(Arena arena, float... values) {
    return HostArray.copied(arena.allocateFrom(JAVA_FLOAT, values), SHAPE);
  }
}
