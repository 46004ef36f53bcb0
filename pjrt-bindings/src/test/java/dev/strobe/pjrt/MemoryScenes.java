package dev.strobe.pjrt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Loops that must not grow the process. Each says how large it is, in KiB, after a warm-up and at
/// the end.
final class MemoryScenes {
  private static final boolean NIGHTLY = Boolean.getBoolean("strobe.nightly");
  private static final int SIZE = 128;
  private static final int STATE = 16 * 1024;

  private MemoryScenes() {}

  /// Compiles, executes and closes in one client.
  static void compileCycles(PjrtClient client) {
    measure(100, NIGHTLY ? 1000 : 200, () -> compileAndExecute(client));
  }

  /// As [#compileCycles], with a client of its own for each.
  static void clientCycles(PjrtPlugin plugin) {
    measure(
        100,
        NIGHTLY ? 1000 : 200,
        () -> {
          try (PjrtClient client = plugin.createClient(PjrtClientOptions.cpu(1))) {
            compileAndExecute(client);
          }
        });
  }

  private static void compileAndExecute(PjrtClient client) {
    try (PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(SIZE, 3));
        PjrtBuffer input = EventTest.square(client, SIZE);
        PjrtBuffer output = power.execute(List.of(input)).getFirst()) {
      TestPrograms.read(output);
    }
  }

  /// Updates one buffer in place, step after step. A step that kept its state would cost 64 KiB.
  static void donatingSteps(PjrtClient client) {
    try (PjrtExecutable addOne = TestPrograms.compile(client, addOneInPlace())) {
      PjrtBuffer[] state = {TestPrograms.upload(client, new float[STATE])};
      measure(10_000, NIGHTLY ? 1_000_000 : 10_000, () -> state[0] = step(addOne, state[0]));
      System.out.println("counted " + (long) TestPrograms.read(state[0])[STATE - 1]);
      state[0].close();
    }
  }

  private static PjrtProgram addOneInPlace() {
    return PjrtProgram.mlir(
        """
        module @count {
          func.func public @main(%x: tensor<STATExf32> {tf.aliasing_output = 0 : i32})
              -> tensor<STATExf32> {
            %c = stablehlo.constant dense<1.0> : tensor<STATExf32>
            %0 = stablehlo.add %x, %c : tensor<STATExf32>
            return %0 : tensor<STATExf32>
          }
        }
        """
            .replace("STATE", "" + STATE));
  }

  /// The buffer after `addOne`, which consumes `state`.
  static PjrtBuffer step(PjrtExecutable addOne, PjrtBuffer state) {
    try (state) {
      return addOne.execute(List.of(state)).getFirst();
    }
  }

  private static void measure(int warmUp, int rounds, Runnable round) {
    for (int i = 0; i < warmUp; i++) {
      round.run();
    }
    long before = residentKiB();
    for (int i = 0; i < rounds; i++) {
      round.run();
    }
    System.out.println("resident " + before + " " + residentKiB());
  }

  private static long residentKiB() {
    System.gc();
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
