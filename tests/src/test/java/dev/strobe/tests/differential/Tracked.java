package dev.strobe.tests.differential;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;

/// A value of a random program, with what is known of its numbers before anything runs.
///
/// @param bound no element is larger in magnitude; of integers not kept
/// @param error how far two right implementations may be apart, absolutely; 0 for integers,
///   predicates, and floats that come about without rounding
record Tracked(Value value, double bound, double error) {
  /// Beyond this a product of two could leave the range of f16.
  private static final double LARGEST_BOUND = 255;

  /// A float this uncertain would no longer tell right from wrong.
  private static final double LARGEST_RELATIVE_ERROR = 0.03;

  TensorType type() {
    return value.tensor();
  }

  ElementType element() {
    return type().element();
  }

  boolean isExact() {
    return error == 0;
  }

  /// Whether it may be an operand.
  boolean isUsable() {
    return bound <= largestBound() && error <= LARGEST_RELATIVE_ERROR * bound;
  }

  private double largestBound() {
    return isInexact()
        ? Math.min(LARGEST_BOUND, Math.sqrt(Rounding.of(element()).largest()))
        : LARGEST_BOUND;
  }

  /// Whether it holds numbers for certain: none can have left the range of its type.
  boolean isInRange() {
    return !isInexact() || bound <= Rounding.of(element()).largest();
  }

  private boolean isInexact() {
    return element().isFloat() || element().isComplex();
  }

  /// Another value made of the same numbers.
  Tracked moved(Value other) {
    return new Tracked(other, bound, error);
  }

  /// A value whose elements come from this one or another.
  Tracked mixed(Value result, Tracked other) {
    return new Tracked(result, Math.max(bound, other.bound), Math.max(error, other.error));
  }

  /// A rounded result of the given magnitude, before whose rounding `error` has come up.
  static Tracked rounded(Value result, double bound, double error) {
    ElementType element = result.tensor().element();
    return element.isInteger() || element.isBoolean()
        ? new Tracked(result, 0, 0)
        : new Tracked(result, bound, error + step(element, bound));
  }

  /// How far two numbers of at most this magnitude may come apart by rounding.
  static double step(ElementType element, double bound) {
    Rounding rounding = Rounding.of(element);
    return rounding.ulp() * bound + rounding.smallest();
  }

  /// A result of so many roundings of numbers of at most this magnitude.
  static Tracked steps(Value result, double bound, double count) {
    return new Tracked(result, bound, count * step(result.tensor().element(), bound));
  }

  /// A sum of `terms` numbers, rounded after each; `error` is what they differ by in all.
  static Tracked summed(Value result, double bound, double error, long terms) {
    Tracked once = rounded(result, bound, 0);
    return new Tracked(result, once.bound(), error + (terms + 1) * once.error());
  }

  /// The same for a function that libraries approximate: some units in the last place in f32 and
  /// f64, while narrower types are computed in f32.
  static Tracked approximated(Value result, double bound, double error) {
    boolean wide = result.tensor().element().bits() >= 32;
    Tracked rounded = rounded(result, bound, error);
    return wide ? new Tracked(result, bound, error + 16 * (rounded.error - error)) : rounded;
  }
}
