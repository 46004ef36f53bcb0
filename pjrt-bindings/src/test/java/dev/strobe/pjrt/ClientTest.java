package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.PJRT_Client_DefaultDeviceAssignment_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClientTest {
  @ParameterizedTest
  @CsvSource({
    "NEWEST, 1",
    "NEWEST, 2",
    "NEWEST, 8",
    "MIDDLE, 1",
    "MIDDLE, 2",
    "MIDDLE, 8",
    "OLDEST, 1",
    "OLDEST, 2",
    "OLDEST, 8"
  })
  void hasAsManyDevicesAsAskedFor(TestPlugins which, int count) {
    try (PjrtClient client = which.client(count)) {
      assertEquals("cpu", client.platformName());
      assertEquals("cpu", client.platformVersion());
      assertEquals(0, client.processIndex());
      assertEquals(count, client.devices().size());
      assertTrue(client.devices().containsAll(client.addressableDevices()));
      Set<Integer> ids = new HashSet<>();
      for (PjrtDevice device : client.devices()) {
        assertTrue(device.id() >= 0 && ids.add(device.id()), "id " + device.id());
        assertSame(device, client.device(device.id()));
        assertSame(device, client.addressableDevice(device.localHardwareId().orElseThrow()));
        assertEquals(0, device.description().processIndex());
      }
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource(names = "NEWEST")
  void refusesUnknownAndMistypedOptionsInThePluginsWords(TestPlugins which) {
    PjrtPlugin plugin = which.load();
    PjrtException unknown =
        assertThrows(
            PjrtException.class,
            () ->
                plugin.createClient(
                    PjrtClientOptions.none().with("no_such_option", new PjrtValue.Bool(true))));
    assertTrue(unknown.pluginMessage().contains("no_such_option"), unknown.pluginMessage());
    PjrtException mistyped =
        assertThrows(
            PjrtException.class,
            () ->
                plugin.createClient(
                    PjrtClientOptions.none().with("cpu_device_count", new PjrtValue.Text("many"))));
    assertTrue(
        mistyped.pluginMessage().contains("expected type index is 1"), mistyped.pluginMessage());
    assertEquals(Map.of(), plugin.liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void namesTheIdOfADeviceThatIsNotThere(TestPlugins which) {
    try (PjrtClient client = which.client(2)) {
      for (int id : new int[] {-1, 2}) {
        PjrtException failure =
            assertThrows(PjrtException.class, () -> client.device(id), "id " + id);
        assertEquals(PjrtErrorCode.INVALID_ARGUMENT, failure.code().orElseThrow());
        assertTrue(failure.pluginMessage().contains("" + id), failure.pluginMessage());
      }
      assertThrows(PjrtException.class, () -> client.addressableDevice(77));
    }
  }

  @ParameterizedTest
  @EnumSource
  void assignsDevicesByDefault(TestPlugins which) {
    try (PjrtClient client = which.client(4)) {
      assertEquals(List.of(List.of(0), List.of(1)), client.defaultDeviceAssignment(2, 1));
      assertEquals(List.of(List.of(0, 1, 2, 3)), client.defaultDeviceAssignment(1, 4));
      assertThrows(IllegalArgumentException.class, () -> client.defaultDeviceAssignment(0, 1));
      assertEquals(
          PjrtErrorCode.FAILED_PRECONDITION,
          assertThrows(PjrtException.class, () -> assignIntoTooLittle(client))
              .code()
              .orElseThrow());
    }
  }

  private static void assignIntoTooLittle(PjrtClient client) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ids = arena.allocate(JAVA_INT);
      client.calling(
          Slot.CLIENT_DEFAULT_DEVICE_ASSIGNMENT,
          a -> {
            PJRT_Client_DefaultDeviceAssignment_Args.num_replicas(a, 2);
            PJRT_Client_DefaultDeviceAssignment_Args.num_partitions(a, 1);
            PJRT_Client_DefaultDeviceAssignment_Args.default_assignment_size(a, 1);
            PJRT_Client_DefaultDeviceAssignment_Args.default_assignment(a, ids);
          },
          _ -> true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyDeviceHasMemoriesAndADefaultAmongThem(TestPlugins which) {
    try (PjrtClient client = which.client(2)) {
      for (PjrtDevice device : client.devices()) {
        PjrtMemory memory = device.defaultMemory();
        assertTrue(device.memories().contains(memory));
        assertTrue(client.memories().contains(memory));
        assertTrue(memory.devices().contains(device));
        assertSame(memory, device.defaultMemory());
        assertEquals("device", memory.kind());
        assertEquals(
            1, client.devices().stream().map(d -> d.defaultMemory().kindId()).distinct().count());
        try (PjrtBuffer buffer = TestPrograms.upload(client, device, 1, 2)) {
          assertSame(memory, buffer.memory());
          assertSame(device, buffer.device());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatACpuCannotTellIsAbsentAndTheRestGoesOn(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      PjrtDevice device = client.devices().getFirst();
      assertEquals(Optional.empty(), device.memoryStats());
      RuntimeException unsupported = assertThrows(RuntimeException.class, device::clearMemoryStats);
      if (which.load().version().minor() >= 106) {
        PjrtException unimplemented = assertInstanceOf(PjrtException.class, unsupported);
        assertEquals(PjrtErrorCode.UNIMPLEMENTED, unimplemented.code().orElseThrow());
      } else {
        assertInstanceOf(UnsupportedOperationException.class, unsupported);
      }
      assertEquals(client.devices(), client.addressableDevices());
      assertEquals(Map.of(), client.topologyAttributes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoClientsLiveSideBySide(TestPlugins which) {
    try (PjrtClient first = which.client(1);
        PjrtClient second = which.client(2);
        PjrtBuffer one = TestPrograms.upload(first, 1);
        PjrtBuffer two = TestPrograms.upload(second, 2)) {
      assertNotSame(first.devices().getFirst(), second.devices().getFirst());
      assertEquals(1, TestPrograms.read(one)[0]);
      assertEquals(2, TestPrograms.read(two)[0]);
      assertThrows(
          IllegalArgumentException.class,
          () -> TestPrograms.upload(first, second.devices().getFirst(), 3));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void compilingForATopologyIsACleanRefusalOnACpu(TestPlugins which) {
    RuntimeException refusal =
        assertThrows(
            RuntimeException.class, () -> which.load().createTopology("cpu", Map.of()).close());
    assertTrue(
        refusal instanceof PjrtException || refusal instanceof UnsupportedOperationException,
        refusal.toString());
    assertEquals(Map.of(), which.load().liveHandles());
  }
}
