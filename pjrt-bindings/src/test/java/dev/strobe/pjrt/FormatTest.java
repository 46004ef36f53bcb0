package dev.strobe.pjrt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// [TestPrograms#ADD_ONE] in every form that a plugin takes, and what is none. The files beside
/// were written by jaxlib 0.10.2 from its text: `Operation.write_bytecode`, and
/// `stablehlo.serialize_portable_artifact` for version 1.0.0.
class FormatTest {
  /// Field 1, a message.
  private static final byte HLO_MODULE_TAG = 1 << 3 | 2;

  @ParameterizedTest
  @EnumSource
  void textBytecodeArtifactAndHloGiveTheSame(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      addsOne(client, TestPrograms.ADD_ONE);
      addsOne(client, bytecode());
      addsOne(client, artifact());
      addsOne(client, hlo(client));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  private static void addsOne(PjrtClient client, PjrtProgram program) {
    try (PjrtExecutable executable = TestPrograms.compile(client, program);
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtBuffer output = executable.execute(List.of(input)).getFirst()) {
      assertEquals("small", executable.program().name());
      assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoProgramAndGoesOn(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      refuses(client, PjrtProgram.of("invalid", new byte[] {1}), "invalid");
      refuses(client, PjrtProgram.mlir("module {"), "1:7: error: expected operation name");
      refuses(
          client,
          PjrtProgram.of("hlo", new byte[] {1, 2, 3}),
          "failed to deserialize HloModuleProto");
      refuses(client, future(), "add_v9");
      addsOne(client, TestPrograms.ADD_ONE);
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @Test
  void aProgramHasCode() {
    assertThrows(IllegalArgumentException.class, () -> PjrtProgram.of("mlir", new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> PjrtProgram.mlir(""));
  }

  @ParameterizedTest
  @EnumSource
  void optionsThatThePluginCannotReadAreItsError(TestPlugins which) {
    // Device assignment, field 9 of the build options: ours to pass on, not to read.
    ProtoBytes build =
        new ProtoBytes().number(1, -1).number(4, 1).number(5, 1).bytes(9, new byte[] {-1});
    PjrtCompileOptions options =
        PjrtCompileOptions.of(new ProtoBytes().message(3, build).toByteArray());
    try (PjrtClient client = which.client(1)) {
      PjrtException failure =
          assertThrows(PjrtException.class, () -> client.compile(TestPrograms.ADD_ONE, options));
      assertTrue(
          failure.pluginMessage().contains("failed to deserialize CompileOptionsProto"),
          failure.pluginMessage());
    }
  }

  private static void refuses(PjrtClient client, PjrtProgram program, String words) {
    PjrtException failure =
        assertThrows(
            PjrtException.class,
            () -> TestPrograms.compile(client, program).close(),
            program.toString());
    // The code is the plugin's choice: INVALID_ARGUMENT for some of these, UNKNOWN for others.
    assertTrue(failure.pluginMessage().contains(words), failure.pluginMessage());
  }

  private static PjrtProgram bytecode() {
    return PjrtProgram.of("mlir", file("add_one.mlirbc"));
  }

  private static PjrtProgram artifact() {
    return PjrtProgram.of("mlir", file("add_one.vhlo"));
  }

  /// [#artifact()] with an op as a later StableHLO might define it: ops carry versions, and the
  /// version of the writer is for messages only.
  private static PjrtProgram future() {
    String now = new String(file("add_one.vhlo"), ISO_8859_1);
    assertTrue(now.contains("add_v1"));
    return PjrtProgram.of("mlir", now.replace("add_v1", "add_v9").getBytes(ISO_8859_1));
  }

  /// What the compiler made of the text, without the configuration that comes after it.
  private static PjrtProgram hlo(PjrtClient client) {
    try (PjrtExecutable executable = TestPrograms.compile(client, TestPrograms.ADD_ONE)) {
      byte[] code = executable.program().optimizedProgram().code();
      assertEquals(HLO_MODULE_TAG, code[0]);
      int at = 1;
      int length = 0;
      for (int shift = 0; at == 1 || code[at - 1] < 0; shift += 7, at++) {
        length |= (code[at] & 0x7f) << shift;
      }
      return PjrtProgram.of("hlo", Arrays.copyOfRange(code, at, at + length));
    }
  }

  private static byte[] file(String name) {
    try (InputStream in = Objects.requireNonNull(FormatTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
