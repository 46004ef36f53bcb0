package dev.strobe.pjrt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Options for creating a client, in order. Each platform has its own; a plugin since API 0.108 or
/// so refuses names and types that it does not know, an older one ignores them.
public record PjrtClientOptions(Map<String, PjrtValue> values) {
  public PjrtClientOptions {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// The platform's defaults.
  public static PjrtClientOptions none() {
    return new PjrtClientOptions(Map.of());
  }

  /// A CPU client with this many virtual devices. One is right for inference; the plugin's own
  /// default is four.
  public static PjrtClientOptions cpu(int deviceCount) {
    if (deviceCount < 1) {
      throw new IllegalArgumentException(
          "cpu client requires 1 device or more, got " + deviceCount);
    }
    return none().with("cpu_device_count", new PjrtValue.Int64(deviceCount));
  }

  /// These options and one more.
  public PjrtClientOptions with(String name, PjrtValue value) {
    Map<String, PjrtValue> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new PjrtClientOptions(more);
  }
}
