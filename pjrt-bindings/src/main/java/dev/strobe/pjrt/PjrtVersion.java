package dev.strobe.pjrt;

import java.util.Comparator;

/// A version of the PJRT C API. The major number has always been 0; the minor one grows with every
/// addition.
public record PjrtVersion(int major, int minor) implements Comparable<PjrtVersion> {
  /// The oldest API that this client speaks: the oldest that it is tested with.
  public static final PjrtVersion OLDEST = new PjrtVersion(0, 81);

  /// Whether a plugin of this version has what API 0.`minor` brought.
  boolean reaches(int minor) {
    return this.minor >= minor;
  }

  @Override
  public int compareTo(PjrtVersion other) {
    return Comparator.comparingInt(PjrtVersion::major)
        .thenComparingInt(PjrtVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
