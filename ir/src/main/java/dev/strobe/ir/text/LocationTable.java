package dev.strobe.ir.text;

import dev.strobe.ir.Location;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The locations that a program's nodes refer to, each written once at the end of the text.
final class LocationTable {
  private final boolean enabled;
  private final Map<Location, String> aliases = new LinkedHashMap<>();

  LocationTable(boolean enabled) {
    this.enabled = enabled;
  }

  /// What follows an op, such as ` loc(#loc3)`; nothing for an unknown location.
  String reference(Location location) {
    if (!enabled || location.isUnknown()) {
      return "";
    }
    String alias = aliases.computeIfAbsent(location, l -> "#loc" + (aliases.size() + 1));
    return " loc(" + alias + ")";
  }

  /// What follows a parameter: its name as a location.
  String ofName(String name) {
    return enabled && !name.isEmpty() ? " loc(" + MlirSyntax.quoted(name) + ")" : "";
  }

  /// The alias definitions, one a line, in order of first use.
  String definitions() {
    return aliases.entrySet().stream()
        .map(entry -> entry.getValue() + " = loc(" + text(entry.getKey()) + ")\n")
        .collect(Collectors.joining());
  }

  private static String text(Location location) {
    if (location.paths().size() == 1) {
      return MlirSyntax.quoted(location.paths().getFirst());
    }
    return location.paths().stream()
        .map(MlirSyntax::quoted)
        .collect(Collectors.joining(", ", "fused[", "]"));
  }
}
