package dev.strobe.ir;

import com.google.common.collect.ImmutableSet;

/// A rewriting of one function into another that computes the same: a stateless record.
///
/// What a pass relies on and what it leaves behind are named properties, so that a pipeline in the
/// wrong order is refused when it is put together.
public interface Pass {
  /// Verb first, such as `eliminate-dead-code`.
  String name();

  /// Properties that an earlier pass has to establish.
  default ImmutableSet<String> requires() {
    return ImmutableSet.of();
  }

  /// Properties that hold afterwards.
  default ImmutableSet<String> establishes() {
    return ImmutableSet.of();
  }

  /// The rewritten function; the same parameters, and results of the same types.
  Graph apply(Graph graph, PassContext context);
}
