package dev.strobe.artifacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What pip is told about the target, so that every Python of a user's picks the pinned wheel.
///
/// @param python a version that the wheel runs on, such as `3.11`
/// @param abi the wheel's ABI tag; absent for a wheel without native code
/// @param platform the wheel's platform tag; absent for a wheel of any platform
record WheelTags(String python, Optional<String> abi, Optional<String> platform) {

  static WheelTags anyPlatform() {
    return new WheelTags("3.11", Optional.empty(), Optional.empty());
  }

  static WheelTags linuxX64(String platform, String abi) {
    return new WheelTags("3.11", Optional.of(abi), Optional.of(platform));
  }

  /// The arguments of `pip download` that name the target.
  List<String> pipArguments() {
    List<String> arguments = new ArrayList<>(List.of("--python-version", python));
    abi.ifPresent(tag -> arguments.addAll(List.of("--implementation", "cp", "--abi", tag)));
    platform.ifPresent(tag -> arguments.addAll(List.of("--platform", tag)));
    return arguments;
  }

  /// Whether a file with these tags can be used on a machine, named as the JDK names it.
  boolean runsOn(String os, String architecture) {
    return platform.isEmpty()
        || (os.equals("Linux") && List.of("amd64", "x86_64").contains(architecture));
  }
}
