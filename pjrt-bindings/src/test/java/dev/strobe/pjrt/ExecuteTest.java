package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.PJRT_LoadedExecutable_Execute_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes into an execution and what comes out, on one device.
class ExecuteTest {
  @ParameterizedTest
  @EnumSource
  void refusesArgumentsThatDoNotFitAndGoesOn(TestPlugins which) {
    try (PjrtClient client = which.client(2);
        PjrtClient stranger = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtBuffer good = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtBuffer ofStranger = TestPrograms.upload(stranger, 1, 2, 3, 4);
        PjrtBuffer elsewhere = good.copyTo(client.devices().get(1));
        PjrtBuffer integers = integers(client, PjrtShape.of(PjrtElementType.S32, 4));
        PjrtBuffer square = integers(client, PjrtShape.of(PjrtElementType.F32, 2, 2))) {
      refuses(addOne, List.of(), "requires 1 arguments, got 0");
      refuses(addOne, List.of(good, good), "requires 1 arguments, got 2");
      refuses(addOne, List.of(integers), "requires argument 0 to be f32[4], got s32[4]");
      refuses(addOne, List.of(square), "requires argument 0 to be f32[4], got f32[2,2]");
      refuses(addOne, List.of(ofStranger), "one of another client");
      refuses(addOne, List.of(elsewhere), "requires argument 0 to be a buffer on ");
      assertThrows(
          NullPointerException.class,
          () -> addOne.execute(Arrays.asList(new PjrtBuffer[] {nothing()})));
      PjrtBuffer closed = TestPrograms.upload(client, 1, 2, 3, 4);
      closed.close();
      assertThrows(IllegalStateException.class, () -> addOne.execute(List.of(closed)));
      try (PjrtBuffer output = addOne.execute(List.of(good)).getFirst()) {
        assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
      }
    }
  }

  /// What a caller that does not check passes.
  private static PjrtBuffer nothing() {
    return null;
  }

  private static PjrtBuffer integers(PjrtClient client, PjrtShape shape) {
    try (Arena arena = Arena.ofConfined()) {
      return client.upload(HostArray.copied(arena.allocateFrom(JAVA_INT, 1, 2, 3, 4), shape));
    }
  }

  private static void refuses(
      PjrtExecutable executable, List<PjrtBuffer> arguments, String reason) {
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> executable.execute(arguments))
            .toString();
    assertTrue(refusal.contains(reason), refusal);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoArgumentsAndGivesOneResult(TestPlugins which) {
    PjrtProgram program =
        PjrtProgram.mlir(
            """
            module @none { func.func public @main() -> tensor<4xf32> {
              %0 = stablehlo.constant dense<[4.0, 3.0, 2.0, 1.0]> : tensor<4xf32>
              return %0 : tensor<4xf32> } }
            """);
    try (PjrtClient client = which.client(1);
        PjrtExecutable executable = TestPrograms.compile(client, program);
        PjrtBuffer output = executable.execute(List.of()).getFirst()) {
      assertArrayEquals(new float[] {4, 3, 2, 1}, TestPrograms.read(output));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesNoResultAndStillEnds(TestPlugins which) {
    PjrtProgram program =
        PjrtProgram.mlir("module @quiet { func.func public @main(%x: tensor<4xf32>) { return } }");
    try (PjrtClient client = which.client(1);
        PjrtExecutable executable = TestPrograms.compile(client, program);
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtExecution execution =
            executable.launch(
                List.of(List.of(input)), ExecuteOptions.defaults().withCompletionEvents())) {
      assertEquals(List.of(List.of()), execution.outputs());
      execution.completions().getFirst().await();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTwoHundredResultsInOrder(TestPlugins which) {
    int count = 200;
    try (PjrtClient client = which.client(1);
        PjrtExecutable executable = TestPrograms.compile(client, fanOut(count));
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtExecution execution =
            executable.launch(List.of(List.of(input)), ExecuteOptions.defaults())) {
      List<PjrtBuffer> outputs = execution.outputs().getFirst();
      assertEquals(count, outputs.size());
      for (int i = 0; i < count; i++) {
        assertArrayEquals(
            new float[] {i + 1, i + 2, i + 3, i + 4}, TestPrograms.read(outputs.get(i)));
      }
    }
  }

  /// Result i is the argument plus i.
  private static PjrtProgram fanOut(int count) {
    String type = "tensor<4xf32>";
    String steps =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "%%c%d = stablehlo.constant dense<%d.0> : %s%n%%%d = stablehlo.add %%x, %%c%d : %s%n"
                        .formatted(i, i, type, i, i, type))
            .collect(Collectors.joining());
    String types = String.join(", ", java.util.Collections.nCopies(count, type));
    String values =
        IntStream.range(0, count).mapToObj(i -> "%" + i).collect(Collectors.joining(", "));
    return PjrtProgram.mlir(
        "module @fan { func.func public @main(%%x: %s) -> (%s) { %s return %s : %s } }"
            .formatted(type, types, steps, values, types));
  }

  @ParameterizedTest
  @EnumSource
  void resultsAreAwaitedWithAndWithoutCompletionEvents(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(256, 8));
        PjrtBuffer input = EventTest.square(client, 256)) {
      for (boolean events : new boolean[] {false, true}) {
        ExecuteOptions options = ExecuteOptions.defaults();
        if (events) {
          options = options.withCompletionEvents();
        }
        try (PjrtExecution execution = power.launch(List.of(List.of(input)), options)) {
          assertEquals(events ? 1 : 0, execution.completions().size());
          execution.completions().forEach(PjrtEvent::await);
          PjrtBuffer output = execution.outputs().getFirst().getFirst();
          try (PjrtEvent ready = output.readyEvent()) {
            ready.await();
            assertTrue(ready.isReady());
          }
          // Every row of the matrix holds 256 times 1/256, so every power of it is the same.
          assertArrayEquals(
              TestPrograms.filled(256 * 256, 1f / 256), TestPrograms.read(output), 1e-6f);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aThousandDependentStepsRunInProgramOrder(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE)) {
      PjrtBuffer value = TestPrograms.upload(client, 0, 1, 2, 3);
      for (int step = 0; step < 1000; step++) {
        try (PjrtBuffer _ = value) {
          value = addOne.execute(List.of(value)).getFirst();
        }
      }
      try (PjrtBuffer last = value) {
        assertArrayEquals(new float[] {1000, 1001, 1002, 1003}, TestPrograms.read(last));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "OLDEST", mode = EnumSource.Mode.EXCLUDE)
  void aFailingExecutionFailsAloneAndTheNextOneWorks(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtBuffer lost =
            client.errorBuffer(
                TestPrograms.F32X4,
                client.memories().getFirst(),
                PjrtErrorCode.DATA_LOSS,
                "it was lost");
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4)) {
      for (int round = 0; round < 20; round++) {
        assertTrue(failureOf(addOne, lost).contains("it was lost"));
        try (PjrtBuffer output = addOne.execute(List.of(input)).getFirst()) {
          assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
        }
      }
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  /// In the words of the plugin, be it of the call or of its result.
  private static String failureOf(PjrtExecutable executable, PjrtBuffer argument) {
    return assertThrows(
            PjrtException.class,
            () -> {
              try (PjrtBuffer output = executable.execute(List.of(argument)).getFirst()) {
                output.await();
              }
            })
        .pluginMessage();
  }

  @Test
  void nothingThatAFailedExecutionLeftIsTouched() {
    try (FakePlugin fake = new FakePlugin();
        Arena arena = Arena.ofConfined()) {
      fake.replacing(
          Slot.LOADED_EXECUTABLE_EXECUTE,
          a -> {
            rows(a).get(ADDRESS, 0).reinterpret(8).set(JAVA_LONG, 0, 0xDEAD);
            PJRT_LoadedExecutable_Execute_Args.device_complete_events(a)
                .reinterpret(8)
                .set(JAVA_LONG, 0, 0xDEAD);
            return fake.error(13, "it did not run");
          });
      MemorySegment bytes = arena.allocateFrom(JAVA_FLOAT, 1, 2, 3, 4);
      try (PjrtClient client = fake.client();
          PjrtExecutable executable =
              client.compile(PjrtProgram.mlir("module {}"), PjrtCompileOptions.oneDevice());
          PjrtBuffer donated = client.upload(HostArray.copied(bytes, FakeScenario.SHAPE));
          PjrtBuffer plain = client.upload(HostArray.copied(bytes, FakeScenario.SHAPE))) {
        PjrtException failure =
            assertThrows(
                PjrtException.class,
                () ->
                    executable.launch(
                        List.of(List.of(donated, plain)),
                        ExecuteOptions.defaults().withCompletionEvents()));
        assertEquals("it did not run", failure.pluginMessage());
        assertEquals(2, client.plugin().liveHandles().get(PjrtHandleKind.BUFFER));
        assertTrue(donated.isLive(), "a buffer that the plugin did not consume stays usable");
      }
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  private static MemorySegment rows(MemorySegment execute) {
    return PJRT_LoadedExecutable_Execute_Args.output_lists(execute).reinterpret(8);
  }
}
