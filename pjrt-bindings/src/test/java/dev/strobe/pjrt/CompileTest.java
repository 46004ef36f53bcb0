package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompileTest {
  /// f32[2,3], bf16 scalar and s32[5] in; two of them and a new one out.
  private static final PjrtProgram MIXED =
      PjrtProgram.mlir(
          """
          module @mixed {
            func.func public @main(
                %a: tensor<2x3xf32>, %b: tensor<bf16>, %c: tensor<5xi32> {jax.buffer_donor = true})
                -> (tensor<bf16>, tensor<3x2xf32>, tensor<5xi32>) {
              %0 = stablehlo.transpose %a, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
              %1 = stablehlo.add %c, %c : tensor<5xi32>
              return %b, %0, %1 : tensor<bf16>, tensor<3x2xf32>, tensor<5xi32>
            }
          }
          """);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void tellsWhatAProgramTakesAndGives(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable executable = TestPrograms.compile(client, MIXED)) {
      PjrtCompiledProgram program = executable.program();
      assertEquals("mixed", program.name());
      assertEquals(
          new PjrtSignature(
              List.of(
                  PjrtShape.of(PjrtElementType.F32, 2, 3),
                  PjrtShape.of(PjrtElementType.BF16),
                  PjrtShape.of(PjrtElementType.S32, 5)),
              Set.of(2)),
          program.signature());
      assertEquals(
          List.of(
              PjrtShape.of(PjrtElementType.BF16),
              PjrtShape.of(PjrtElementType.F32, 3, 2),
              PjrtShape.of(PjrtElementType.S32, 5)),
          program.outputs());
      program
          .outputMemoryKinds()
          .ifPresent(kinds -> assertEquals(List.of("device", "device", "device"), kinds));
      assertEquals(1, program.replicas());
      assertEquals(1, program.partitions());
      assertEquals(client.devices(), executable.devices());
      PjrtCompiledMemoryStats stats = program.memoryStats();
      assertEquals(24 + 2 + 20, stats.argumentBytes());
      assertEquals(20, stats.aliasBytes());
      assertTrue(stats.outputBytes() >= 2 + 24 + 20, stats.toString());
      assertTrue(
          stats.peakBytes()
              <= stats.argumentBytes()
                  + stats.outputBytes()
                  + stats.tempBytes()
                  + 256 /* a table of results */,
          stats.toString());
      assertEquals(0, program.generatedCodeBytes());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  static Stream<Arguments> typesInStableHlo() {
    // MLIR has no signed or unsigned type of one bit: i1 is pred.
    return BufferTypeTest.typesOfPlugins()
        .filter(pair -> ((PjrtElementType) pair.get()[1]).bits() != 1);
  }

  @ParameterizedTest
  @MethodSource("typesInStableHlo")
  void readsEveryElementTypeInASignature(TestPlugins plugin, PjrtElementType type) {
    try (PjrtClient client = plugin.client(1);
        PjrtExecutable executable =
            TestPrograms.compile(
                client, TestPrograms.identity("tensor<3x2x" + stableHlo(type) + ">"))) {
      PjrtShape shape = PjrtShape.of(type, 3, 2);
      assertEquals(List.of(shape), executable.program().signature().parameters());
      assertEquals(List.of(shape), executable.program().outputs());
    }
  }

  private static String stableHlo(PjrtElementType type) {
    String name = type.toString();
    return switch (type) {
      case PRED -> "i1";
      case C64 -> "complex<f32>";
      case C128 -> "complex<f64>";
      case BF16, F16, F32, F64 -> name;
      default ->
          switch (name.charAt(0)) {
            case 's' -> "i" + name.substring(1);
            case 'u' -> "ui" + name.substring(1);
            default -> "f" + name.substring(1).toUpperCase(Locale.ROOT);
          };
    };
  }

  @ParameterizedTest
  @EnumSource
  void fingerprintsAreEqualForEqualProgramsOnly(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable one = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtExecutable same = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtExecutable other = TestPrograms.compile(client, MIXED)) {
      assertEquals(one.program().fingerprint(), same.program().fingerprint());
      assertNotEquals(one.program().fingerprint(), other.program().fingerprint());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheOptimisedProgramWithOurNames(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable executable = TestPrograms.compile(client, MIXED)) {
      PjrtProgram optimized = executable.program().optimizedProgram();
      assertEquals("hlo_with_config", optimized.format());
      String text = new String(optimized.code(), java.nio.charset.StandardCharsets.ISO_8859_1);
      assertTrue(text.contains("mixed"), "module name");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOptimisedProgramCanBeFollowedFromItsResultToItsParameters(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable executable = TestPrograms.compile(client, TestPrograms.ADD_ONE)) {
      HloProgram program = executable.program().optimizedHlo();
      HloProgram.Computation entry = program.computations().get(program.entry());
      Map<Long, HloProgram.Instruction> known = new HashMap<>();
      for (HloProgram.Instruction instruction : entry.instructions()) {
        assertTrue(known.keySet().containsAll(instruction.operands()), instruction::name);
        assertTrue(program.computations().keySet().containsAll(instruction.called()));
        known.put(instruction.id(), instruction);
      }
      List<Long> shape = executable.program().outputs().getFirst().dimensions();
      assertEquals(shape, known.get(entry.root()).dimensions());
      List<HloProgram.Instruction> parameters =
          known.values().stream().filter(i -> i.opcode().equals("parameter")).toList();
      assertEquals(List.of(0), parameters.stream().map(HloProgram.Instruction::index).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCompilersErrorNamesThePlaceInOurText(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      PjrtProgram unknownOp =
          PjrtProgram.mlir(
              "module @m { func.func public @main() -> tensor<f32> {\n"
                  + "  %0 = \"stablehlo.addd\"() : () -> tensor<f32>\n"
                  + "  return %0 : tensor<f32> } }");
      PjrtException failure =
          assertThrows(PjrtException.class, () -> TestPrograms.compile(client, unknownOp));
      assertTrue(failure.pluginMessage().contains("stablehlo.addd"), failure.pluginMessage());
      assertTrue(failure.pluginMessage().contains(":2:"), failure.pluginMessage());
      PjrtException format =
          assertThrows(
              PjrtException.class,
              () -> TestPrograms.compile(client, PjrtProgram.of("onnx", new byte[] {1})));
      assertTrue(format.pluginMessage().contains("onnx"), format.pluginMessage());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsCompileAtOnce(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        var threads = Executors.newFixedThreadPool(8)) {
      List<CompletableFuture<PjrtExecutable>> compiles =
          IntStream.range(0, 8)
              .mapToObj(
                  _ ->
                      CompletableFuture.supplyAsync(
                          () -> TestPrograms.compile(client, TestPrograms.ADD_ONE), threads))
              .toList();
      for (CompletableFuture<PjrtExecutable> compile : compiles) {
        try (PjrtExecutable executable = compile.join();
            PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
            PjrtBuffer output = executable.execute(List.of(input)).getFirst()) {
          assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
        }
      }
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @Test
  void compilesOnAThreadWithALargeStack() {
    int depth = CompileThread.run(() -> deep(0));
    assertTrue(depth >= 100_000, "depth " + depth);
    assertFalse(CompileThread.run(() -> Thread.currentThread().isVirtual()));
  }

  private static int deep(int depth) {
    return depth == 100_000 ? depth : deep(depth + 1);
  }

  @Test
  void aFailureOnTheCompileThreadArrivesAsItself() {
    IllegalArgumentException failure = new IllegalArgumentException("as it is");
    assertEquals(
        failure,
        assertThrows(
            IllegalArgumentException.class,
            () ->
                CompileThread.run(
                    () -> {
                      throw failure;
                    })));
  }

  @ParameterizedTest
  @EnumSource
  void anOverriddenOptionHasItsEffect(TestPlugins which) throws IOException {
    ProtoBytes dumpTo = override("xla_dump_to", new ProtoBytes().text(1, folder.toString()));
    ProtoBytes asText = override("xla_dump_hlo_as_text", new ProtoBytes().number(2, 1));
    try (PjrtClient client = which.client(1);
        PjrtExecutable _ =
            client.compile(
                MIXED,
                PjrtCompileOptions.of(
                    TestOptions.build(1, 1).message(7, dumpTo).message(7, asText).toByteArray()))) {
      try (Stream<Path> files = Files.list(folder)) {
        List<String> names = files.map(file -> file.getFileName().toString()).toList();
        assertTrue(
            names.stream().anyMatch(name -> name.endsWith("after_optimizations.txt")),
            names.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownOptionIsThePluginsError(TestPlugins which) {
    ProtoBytes unknown = override("xla_cpu_nonsense", new ProtoBytes().number(2, 1));
    PjrtCompileOptions options =
        PjrtCompileOptions.of(TestOptions.build(1, 1).message(7, unknown).toByteArray());
    try (PjrtClient client = which.client(1)) {
      PjrtException failure =
          assertThrows(PjrtException.class, () -> client.compile(MIXED, options));
      assertEquals(PjrtErrorCode.INVALID_ARGUMENT, failure.code().orElseThrow());
      assertTrue(
          failure.pluginMessage().contains("No such compile option: 'xla_cpu_nonsense'"),
          failure.pluginMessage());
    }
  }

  private static ProtoBytes override(String name, ProtoBytes value) {
    return new ProtoBytes().text(1, name).message(2, value);
  }
}
