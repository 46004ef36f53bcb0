package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Small programs and data that several tests use.
final class TestPrograms {
  static final PjrtShape F32X4 = PjrtShape.of(PjrtElementType.F32, 4);

  /// Adds one to an f32[4].
  static final PjrtProgram ADD_ONE =
      program("%x: tensor<4xf32>", "tensor<4xf32>", "stablehlo.add %x, %c : tensor<4xf32>");

  /// As [#ADD_ONE], in the memory of its argument.
  static final PjrtProgram ADD_ONE_IN_PLACE =
      program(
          "%x: tensor<4xf32> {tf.aliasing_output = 0 : i32}",
          "tensor<4xf32>", "stablehlo.add %x, %c : tensor<4xf32>");

  private TestPrograms() {}

  private static PjrtProgram program(String parameters, String result, String operation) {
    return PjrtProgram.mlir(
        """
        module @small {
          func.func public @main(%s) -> %s {
            %%c = stablehlo.constant dense<1.0> : tensor<4xf32>
            %%0 = %s
            return %%0 : %s
          }
        }
        """
            .formatted(parameters, result, operation, result));
  }

  /// Multiplies two square matrices `times` over: work that takes a while.
  static PjrtProgram matrixPower(int size, int times) {
    String type = "tensor<" + size + "x" + size + "xf32>";
    String steps =
        IntStream.range(0, times)
            .mapToObj(
                i ->
                    "%%%d = stablehlo.dot_general %%%s, %%x, contracting_dims = [1] x [0] : (%s, %s) -> %s%n"
                        .formatted(i, i == 0 ? "x" : "" + (i - 1), type, type, type))
            .collect(Collectors.joining());
    return PjrtProgram.mlir(
        "module @power { func.func public @main(%%x: %s) -> %s { %s return %%%d : %s } }"
            .formatted(type, type, steps, times - 1, type));
  }

  /// A program that returns its only argument, of any type, unchanged.
  static PjrtProgram identity(String type) {
    return PjrtProgram.mlir(
        "module @identity { func.func public @main(%%x: %s) -> %s { return %%x : %s } }"
            .formatted(type, type, type));
  }

  static PjrtExecutable compile(PjrtClient client, PjrtProgram program) {
    return client.compile(program, PjrtCompileOptions.oneDevice());
  }

  static PjrtBuffer upload(PjrtClient client, float... values) {
    return upload(client, client.addressableDevices().getFirst(), values);
  }

  static PjrtBuffer upload(PjrtClient client, PjrtDevice device, float... values) {
    try (Arena arena = Arena.ofConfined()) {
      PjrtShape shape = PjrtShape.of(PjrtElementType.F32, values.length);
      return client.upload(HostArray.copied(arena.allocateFrom(JAVA_FLOAT, values), shape), device);
    }
  }

  static float[] read(PjrtBuffer buffer) {
    try (Arena arena = Arena.ofConfined()) {
      return buffer.toHost(arena).toArray(JAVA_FLOAT);
    }
  }

  /// `values`, all equal.
  static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }
}
