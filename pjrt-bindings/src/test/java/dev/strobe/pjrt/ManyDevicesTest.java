package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Argument and result lists of programs that run on several devices at once.
class ManyDevicesTest {
  /// The difference and the sum of two f32[4]: swapped arguments or results are seen.
  private static final PjrtProgram DIFFERENCE_AND_SUM =
      PjrtProgram.mlir(
          """
          module @both {
            func.func public @main(%a: tensor<4xf32>, %b: tensor<4xf32>)
                -> (tensor<4xf32>, tensor<4xf32>) {
              %0 = stablehlo.subtract %a, %b : tensor<4xf32>
              %1 = stablehlo.add %a, %b : tensor<4xf32>
              return %0, %1 : tensor<4xf32>, tensor<4xf32>
            }
          }
          """);

  static Stream<Arguments> pluginsAndCounts() {
    return Stream.of(TestPlugins.values())
        .flatMap(which -> Stream.of(1, 2, 4).map(count -> Arguments.of(which, count)));
  }

  @ParameterizedTest
  @MethodSource("pluginsAndCounts")
  void everyDeviceGetsItsOwnArgumentsAndResults(TestPlugins which, int count) {
    try (PjrtClient client = which.client(4);
        PjrtExecutable executable =
            client.compile(DIFFERENCE_AND_SUM, TestOptions.replicated(ids(count)))) {
      assertEquals(count, executable.devices().size());
      List<List<PjrtBuffer>> arguments = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        PjrtDevice device = executable.devices().get(i);
        arguments.add(
            List.of(
                TestPrograms.upload(client, device, TestPrograms.filled(4, 100 * i + 10)),
                TestPrograms.upload(client, device, TestPrograms.filled(4, i))));
      }
      try (PjrtExecution given = new PjrtExecution(arguments, List.of());
          PjrtExecution execution =
              executable.launch(
                  given.outputs(), ExecuteOptions.defaults().withCompletionEvents())) {
        assertEquals(count, execution.completions().size());
        execution.completions().forEach(PjrtEvent::await);
        for (int i = 0; i < count; i++) {
          List<PjrtBuffer> results = execution.outputs().get(i);
          assertSame(executable.devices().get(i), results.getFirst().device());
          assertSame(
              executable.devices().get(i).defaultMemory(),
              results.getFirst().memory(),
              "where the plugin says that it is");
          assertArrayEquals(TestPrograms.filled(4, 99 * i + 10), TestPrograms.read(results.get(0)));
          assertArrayEquals(
              TestPrograms.filled(4, 101 * i + 10), TestPrograms.read(results.get(1)));
        }
      }
    }
  }

  private static int[] ids(int count) {
    return IntStream.range(0, count).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void refusesListsThatDoNotFitTheDevices(TestPlugins which) {
    try (PjrtClient client = which.client(2);
        PjrtExecutable executable =
            client.compile(DIFFERENCE_AND_SUM, TestOptions.replicated(0, 1));
        PjrtBuffer first = TestPrograms.upload(client, executable.devices().get(0), 1, 2, 3, 4);
        PjrtBuffer second = TestPrograms.upload(client, executable.devices().get(1), 1, 2, 3, 4)) {
      List<PjrtBuffer> here = List.of(first, first);
      List<PjrtBuffer> there = List.of(second, second);
      refuses(executable, List.of(here), "argument lists for 2 devices, got 1");
      refuses(executable, List.of(here, there, there), "argument lists for 2 devices, got 3");
      refuses(executable, List.of(here, List.of(second)), "requires 2 arguments, got 1");
      refuses(executable, List.of(there, here), "requires argument 0 to be a buffer on ");
      try (PjrtExecution execution =
          executable.launch(List.of(here, there), ExecuteOptions.defaults())) {
        assertArrayEquals(
            new float[] {2, 4, 6, 8}, TestPrograms.read(execution.outputs().get(1).get(1)));
      }
    }
  }

  private static void refuses(
      PjrtExecutable executable, List<List<PjrtBuffer>> arguments, String reason) {
    String refusal =
        assertThrows(
                IllegalArgumentException.class,
                () -> executable.launch(arguments, ExecuteOptions.defaults()))
            .toString();
    assertTrue(refusal.contains(reason), refusal);
  }
}
