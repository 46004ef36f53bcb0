package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Fails a test after which a native object of any plugin is still open. Registered for all tests
/// of the module by the service file beside the test resources; a test that takes it as a parameter
/// sees that it is.
public final class HandlesReturned implements AfterEachCallback, ParameterResolver {
  /// The plugins that the running test has loaded, real and fake.
  private static final Set<PjrtPlugin> WATCHED = ConcurrentHashMap.newKeySet();

  static PjrtPlugin watch(PjrtPlugin plugin) {
    WATCHED.add(plugin);
    return plugin;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      requireReturned(context.getDisplayName());
    } finally {
      WATCHED.clear();
    }
  }

  void requireReturned(String test) {
    for (PjrtPlugin plugin : WATCHED) {
      assertEquals(Map.of(), plugin.liveHandles(), test + " left open in " + plugin);
    }
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
