package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitializationTest {
  @Test
  void happensOnceHoweverManyClientsAndThreads() {
    try (FakePlugin fake = new FakePlugin()) {
      PjrtPlugin plugin = fake.load();
      List<CompletableFuture<Void>> clients =
          IntStream.range(0, 16)
              .mapToObj(
                  _ ->
                      CompletableFuture.runAsync(
                          () -> plugin.createClient(PjrtClientOptions.none()).close()))
              .toList();
      clients.forEach(CompletableFuture::join);
      assertEquals(1, fake.count(Slot.PLUGIN_INITIALIZE));
      assertEquals(16, fake.count(Slot.CLIENT_CREATE));
      assertEquals(Slot.PLUGIN_INITIALIZE, fake.calls().getFirst());
    }
  }

  @Test
  void aPluginThatRefusesToStartGivesNoPlugin() {
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(Slot.PLUGIN_INITIALIZE, _ -> fake.error(10, "device is taken"));
      PjrtException refusal = assertThrows(PjrtException.class, fake::load);
      assertEquals("device is taken", refusal.pluginMessage());
    }
  }

  @Test
  void aPluginWithoutDevicesSaysSoOnce() {
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(Slot.CLIENT_CREATE, _ -> fake.error(9, "No visible GPU devices."));
      PjrtPlugin plugin = fake.load();
      PjrtException refusal =
          assertThrows(PjrtException.class, () -> plugin.createClient(PjrtClientOptions.none()));
      assertEquals(PjrtErrorCode.FAILED_PRECONDITION, refusal.code().orElseThrow());
      assertEquals(0, plugin.liveHandles().size());
    }
  }
}
