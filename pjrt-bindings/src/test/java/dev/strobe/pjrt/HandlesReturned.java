package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Fails a test after which a native object of any plugin is still open or a callback is still
/// awaited. Registered for all tests of the module by the service file beside the test resources; a
/// test that takes it as a parameter sees that it is.
public final class HandlesReturned implements AfterEachCallback, ParameterResolver {
  /// The real plugins that any test has loaded, and the fake ones of the running test.
  private static final Set<PjrtPlugin> WATCHED = ConcurrentHashMap.newKeySet();

  static PjrtPlugin watch(PjrtPlugin plugin) {
    WATCHED.add(plugin);
    return plugin;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    afterEach(context.getDisplayName());
  }

  void afterEach(String test) {
    try {
      requireReturned(test);
    } finally {
      WATCHED.removeIf(plugin -> !Files.exists(plugin.path()));
    }
  }

  void requireReturned(String test) {
    requireReturned(test, Duration.ofSeconds(10));
  }

  /// What a plugin has finished may be told a moment later on a thread of its own: `patience` is
  /// for that.
  void requireReturned(String test, Duration patience) {
    for (PjrtPlugin plugin : WATCHED) {
      assertEquals(Map.of(), plugin.liveHandles(), test + " left open in " + plugin);
      assertEquals(0, pendingAfter(patience, plugin), test + " left callbacks in " + plugin);
    }
  }

  private static int pendingAfter(Duration patience, PjrtPlugin plugin) {
    NativeCallbacks callbacks = plugin.api().callbacks();
    long end = System.nanoTime() + patience.toNanos();
    while (callbacks.pending() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return callbacks.pending();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == HandlesReturned.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }
}
