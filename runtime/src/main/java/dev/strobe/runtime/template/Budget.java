package dev.strobe.runtime.template;

/// What one rendering may still spend: steps, time, depth, and sizes of what it makes.
final class Budget {
  static final int MAX_TEXT = 16 << 20;
  static final int MAX_ITEMS = 1 << 20;
  private static final int MAX_DEPTH = 250;
  private static final long MAX_STEPS = 10_000_000;
  private static final long MAX_NANOS = 30_000_000_000L;
  private static final int CHARACTERS_A_STEP = 16;
  private static final int COMPARISONS_A_STEP = 64;

  private final long start = System.nanoTime();
  private long steps;
  private int depth;

  void charge(long count) {
    long before = steps;
    steps += count;
    if (steps > MAX_STEPS) {
      throw over("at most " + MAX_STEPS + " steps", "more");
    }
    if (before >>> 12 != steps >>> 12 && System.nanoTime() - start > MAX_NANOS) {
      throw over("an end within " + MAX_NANOS / 1_000_000_000 + " s", "none");
    }
  }

  /// Charges for text of a length that is about to be made.
  void chargeText(long length) {
    if (length > MAX_TEXT) {
      throw over("texts of at most " + MAX_TEXT + " characters", length);
    }
    charge(1 + length / CHARACTERS_A_STEP);
  }

  /// Charges for looking for `wanted`, which takes the product of lengths at worst.
  void chargeSearch(String text, String wanted) {
    charge(1 + (long) text.length() * Math.max(1, wanted.length()) / COMPARISONS_A_STEP);
  }

  /// Charges for a list of a length that is about to be made.
  void chargeItems(long count) {
    if (count > MAX_ITEMS) {
      throw over("lists of at most " + MAX_ITEMS + " items", count);
    }
    charge(1 + count);
  }

  void enter() {
    charge(1);
    depth++;
    if (depth > MAX_DEPTH) {
      throw over("nesting of at most " + MAX_DEPTH, "deeper");
    }
  }

  void leave() {
    depth--;
  }

  private static TemplateException over(String constraint, Object actual) {
    return TemplateException.requires("template", constraint, actual);
  }
}
