package dev.strobe.runtime.device;

import dev.strobe.pjrt.PjrtClient;
import dev.strobe.pjrt.PjrtDevice;
import dev.strobe.pjrt.PjrtDeviceMemoryStats;
import dev.strobe.pjrt.PjrtValue;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a plugin tells of itself and of a device: versions and limits.
///
/// @param kind the device's kind in the plugin's words
/// @param pjrtVersion of the plugin's C API, `major.minor`
/// @param platformVersion in the plugin's words
/// @param attributes the plugin's, such as the StableHLO versions that it reads, by name
/// @param extensions of the C API that the plugin has
/// @param processors that the host lends to programs
/// @param memoryLimit bytes that the device can give at most, or for a device in host memory those
///   that are available now; empty where nobody tells
public record DeviceDetails(
    String kind,
    String pjrtVersion,
    String platformVersion,
    Map<String, String> attributes,
    int extensions,
    int processors,
    OptionalLong memoryLimit) {

  static DeviceDetails of(PjrtClient client, PjrtDevice device, boolean inHostMemory) {
    Map<String, String> attributes = new TreeMap<>();
    client.plugin().attributes().forEach((name, value) -> attributes.put(name, text(value)));
    OptionalLong own =
        device.memoryStats().map(PjrtDeviceMemoryStats::bytesLimit).orElse(OptionalLong.empty());
    return new DeviceDetails(
        device.description().kind(),
        client.plugin().version().toString(),
        client.platformVersion(),
        attributes,
        client.plugin().extensions().size(),
        Runtime.getRuntime().availableProcessors(),
        own.isEmpty() && inHostMemory ? AvailableMemory.bytes() : own);
  }

  private static String text(PjrtValue value) {
    return switch (value) {
      case PjrtValue.Text(String text) -> text;
      case PjrtValue.Int64(long number) -> Long.toString(number);
      case PjrtValue.Int64List(var numbers) ->
          numbers.stream().map(Object::toString).collect(Collectors.joining("."));
      case PjrtValue.Float32(float number) -> Float.toString(number);
      case PjrtValue.Bool(boolean truth) -> Boolean.toString(truth);
      case PjrtValue.Opaque(int type) -> "a value of type " + type;
    };
  }
}
