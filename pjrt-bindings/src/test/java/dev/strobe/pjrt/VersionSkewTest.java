package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.PJRT_Api;
import dev.strobe.pjrt.raw.PJRT_Api_Version;
import dev.strobe.pjrt.raw.PJRT_Device_MemoryStats_Args;
import dev.strobe.pjrt.raw.PJRT_Executable_GetCompiledMemoryStats_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Plugins older, newer and stranger than the header that we were generated from.
class VersionSkewTest {
  private static final Set<Slot> NOT_WITHOUT =
      Set.of(Slot.ERROR_DESTROY, Slot.ERROR_MESSAGE, Slot.ERROR_GET_CODE);

  /// A plugin does well without these.
  private static final Set<Slot> OPTIONAL =
      Set.of(
          Slot.PLUGIN_INITIALIZE,
          Slot.PLUGIN_ATTRIBUTES,
          Slot.DEVICE_MEMORY_STATS,
          Slot.EXECUTABLE_GET_COST_ANALYSIS,
          Slot.EXECUTABLE_OUTPUT_MEMORY_KINDS,
          Slot.EXECUTABLE_PARAMETER_MEMORY_KINDS);

  @ParameterizedTest
  @CsvSource({"1, 114", "-1, 114", "0, 80", "0, 0"})
  void refusesOtherMajorAndTooOldMinorVersions(int major, int minor) {
    try (FakePlugin fake = new FakePlugin().version(major, minor)) {
      PjrtPluginException refusal = assertThrows(PjrtPluginException.class, fake::load);
      assertTrue(refusal.getMessage().contains("requires PJRT API 0.81"), refusal.getMessage());
      assertEquals(0, fake.calls().size());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 81", "0, 114", "0, 300"})
  void takesOldestAndNewerMinorVersions(int major, int minor) {
    try (FakePlugin fake = new FakePlugin().version(major, minor)) {
      FakeScenario.run(fake);
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  @Test
  void refusesATableThatIsShorterThanItsHeader() {
    try (FakePlugin fake = new FakePlugin()) {
      PJRT_Api.struct_size(fake.table(), 39);
      assertThrows(PjrtPluginException.class, fake::load);
    }
  }

  @Test
  void refusesAVersionStructThatIsCutShort() {
    try (FakePlugin fake = new FakePlugin()) {
      PJRT_Api_Version.struct_size(PJRT_Api.pjrt_api_version(fake.table()), 20);
      assertThrows(PjrtPluginException.class, fake::load);
    }
  }

  @Test
  void refusesNullInsteadOfATable() {
    assertThrows(
        PjrtPluginException.class, () -> PjrtPlugin.of(Path.of("null.so"), MemorySegment.NULL));
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionThatIsNullIsNamedAndNotCalled(Slot slot) {
    try (FakePlugin fake = new FakePlugin().without(slot)) {
      expectMissing(fake, slot);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionBeyondTheEndOfTheTableIsNamedAndNotCalled(Slot slot) {
    try (FakePlugin fake = new FakePlugin().endingBefore(slot)) {
      RuntimeException failure = assertThrows(RuntimeException.class, () -> FakeScenario.run(fake));
      assertTrue(
          failure instanceof UnsupportedOperationException
              || failure instanceof PjrtPluginException,
          failure.toString());
      assertEquals(0, fake.count(slot));
    }
  }

  private static void expectMissing(FakePlugin fake, Slot slot) {
    if (OPTIONAL.contains(slot)) {
      FakeScenario.run(fake);
      assertEquals(Map.of(), fake.outstanding());
      return;
    }
    Class<? extends RuntimeException> type =
        NOT_WITHOUT.contains(slot)
            ? PjrtPluginException.class
            : UnsupportedOperationException.class;
    RuntimeException failure = assertThrows(type, () -> FakeScenario.run(fake));
    assertTrue(failure.getMessage().contains(slot.function()), failure.getMessage());
    assertTrue(failure.getMessage().contains("fake-plugin"), failure.getMessage());
    assertEquals(0, fake.count(slot));
  }

  @ParameterizedTest
  @EnumSource
  void aStructThatIsTooShortForThePluginIsItsOwnError(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(Slot.CLIENT_COMPILE, arena);
      arguments.set(JAVA_LONG, 0, Slot.CLIENT_COMPILE.argumentSize() - 8);
      PjrtException failure =
          assertThrows(
              PjrtException.class, () -> client.api().call(Slot.CLIENT_COMPILE, arguments));
      assertEquals(PjrtErrorCode.INVALID_ARGUMENT, failure.code().orElseThrow());
      assertTrue(
          failure.pluginMessage().startsWith("Unexpected PJRT_Client_Compile_Args size"),
          failure.pluginMessage());
    }
  }

  @Test
  void fieldsThatAnOlderPluginDoesNotKnowReadAsAbsent() {
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(
          Slot.EXECUTABLE_GET_COMPILED_MEMORY_STATS,
          a -> {
            PJRT_Executable_GetCompiledMemoryStats_Args.argument_size_in_bytes(a, 32);
            return 0;
          });
      fake.replacing(
          Slot.DEVICE_MEMORY_STATS,
          a -> {
            PJRT_Device_MemoryStats_Args.bytes_in_use(a, 7);
            PJRT_Device_MemoryStats_Args.pool_bytes(a, 9);
            return 0;
          });
      try (PjrtClient client = fake.client();
          PjrtExecutable executable =
              client.compile(PjrtProgram.mlir("module {}"), PjrtCompileOptions.oneDevice())) {
        PjrtCompiledMemoryStats stats = executable.program().memoryStats();
        assertEquals(32, stats.argumentBytes());
        assertEquals(0, stats.peakBytes());
        assertEquals(0, stats.totalAllocationBytes());
        Optional<PjrtDeviceMemoryStats> device = client.devices().getFirst().memoryStats();
        assertEquals(7, device.orElseThrow().bytesInUse());
        assertFalse(device.orElseThrow().poolBytes().isPresent());
      }
    }
  }
}
