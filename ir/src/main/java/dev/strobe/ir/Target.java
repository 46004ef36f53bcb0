package dev.strobe.ir;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/// What a program may use on the device that it is compiled for.
///
/// @param platform the plugin's name of it, such as `cpu`, `cuda` or `tpu`
/// @param elementTypes element types that values may have
/// @param donation whether a parameter's memory may become a result's
/// @param recomputes whether the compiler may compute a cheap value anew for each of its readers
/// @param widens whether a product with a weight of 8 or 16 bits is slow in its plain spelling,
///   because the compiler makes a wider copy of the weight each time
/// @param composites names of the composites that it has a form for, such as `strobe.attention`;
///   all others are decomposed
public record Target(
    String platform,
    ImmutableSet<ElementType> elementTypes,
    boolean donation,
    boolean recomputes,
    boolean widens,
    ImmutableSet<String> composites) {

  private static final ImmutableSet<ElementType> ALL = ImmutableSet.copyOf(ElementType.values());

  /// XLA's CPU compiler refuses the six-bit floats.
  private static final ImmutableSet<ElementType> CPU =
      Sets.difference(ALL, ImmutableSet.of(ElementType.F6E2M3FN, ElementType.F6E3M2FN))
          .immutableCopy();

  /// The target of a platform's name; nothing is held back from one that is not known here, since
  /// its plugin refuses for itself.
  public static Target of(String platform) {
    boolean cpu = platform.equals("cpu");
    return new Target(platform, cpu ? CPU : ALL, true, cpu, cpu, ImmutableSet.of());
  }
}
