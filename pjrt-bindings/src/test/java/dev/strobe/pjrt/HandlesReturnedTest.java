package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandlesReturnedTest {
  @ParameterizedTest
  @EnumSource
  void watchesEveryKindOfHandleAndNamesWhatIsLeftOpen(
      PjrtHandleKind kind, HandlesReturned extension) throws Exception {
    try (FakePlugin fake = new FakePlugin()) {
      PjrtPlugin plugin = fake.load();
      try (PjrtClient client = plugin.createClient(PjrtClientOptions.none());
          AutoCloseable handle = open(kind, client)) {
        AssertionError failure =
            assertThrows(AssertionError.class, () -> extension.requireReturned("this test"));
        assertTrue(failure.toString().contains("this test left open"), failure.toString());
        assertTrue(failure.toString().contains(kind + "=1"), handle + ": " + failure);
      }
      extension.requireReturned("this test");
    }
  }

  private static AutoCloseable open(PjrtHandleKind kind, PjrtClient client) {
    PjrtProgram program = PjrtProgram.mlir("module {}");
    return switch (kind) {
      case CLIENT -> client;
      case BUFFER -> client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
      case EVENT ->
          client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst()).readyEvent();
      case LOADED_EXECUTABLE, COMPILED_PROGRAM ->
          client.compile(program, PjrtCompileOptions.oneDevice());
      case TOPOLOGY -> client.plugin().createTopology("fake", Map.of());
    };
  }

  @Test
  void watchesTheRealPluginsOfEarlierTests(HandlesReturned extension) {
    for (TestPlugins which : TestPlugins.values()) {
      Path path = which.load().path();
      extension.afterEach("an earlier test");
      PjrtPlugin unwatched = PjrtPlugin.load(path);
      try (PjrtClient _ = unwatched.createClient(PjrtClientOptions.cpu(1))) {
        assertThrows(AssertionError.class, () -> extension.requireReturned("this test"));
      }
    }
  }

  @Test
  void watchesCallbacks(HandlesReturned extension) {
    try (FakePlugin fake = new FakePlugin()) {
      NativeCallbacks callbacks = fake.load().api().callbacks();
      var number = callbacks.register(_ -> {});
      AssertionError failure =
          assertThrows(
              AssertionError.class, () -> extension.requireReturned("this test", Duration.ZERO));
      assertTrue(failure.toString().contains("this test left callbacks"), failure.toString());
      callbacks.forget(number);
      assertEquals(0, callbacks.pending());
    }
  }
}
