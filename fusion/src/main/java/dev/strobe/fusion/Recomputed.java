package dev.strobe.fusion;

import dev.strobe.ir.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/// What is computed again right before a node: values, the places of the nodes that compute them,
/// and what these read from memory.
///
/// @param tie a value that exists no sooner than the node needs it and is read no sooner either:
///   nothing is computed again before it is there
record Recomputed(Set<Value> values, TreeSet<Integer> places, Set<Value> inputs, Value tie) {
  Recomputed(Value tie) {
    this(new LinkedHashSet<>(), new TreeSet<>(), new LinkedHashSet<>(), tie);
  }
}
