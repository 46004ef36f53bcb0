package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/// What one application of a pass is told and what it tells: the target, and notes of its work for
/// the [PassReport]. Not shared between applications.
public final class PassContext {
  private final Target target;
  private final ImmutableMap<String, Graph> functions;
  private final ImmutableList.Builder<String> rewrites = ImmutableList.builder();
  private final ImmutableList.Builder<NearMiss> misses = ImmutableList.builder();
  private long visits;

  public PassContext(Target target) {
    this(target, ImmutableMap.of());
  }

  /// @param functions of the program by name, as they were before the pass
  public PassContext(Target target, ImmutableMap<String, Graph> functions) {
    this.target = target;
    this.functions = functions;
  }

  /// A function of the program as it was before the pass.
  public Optional<Graph> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  public Target target() {
    return target;
  }

  /// Notes that the pass looked at one node, which is how its cost is measured.
  public void visit() {
    visits++;
  }

  /// Notes one rewrite, such as `merged add at layers.3/norm`.
  public void rewrote(String what, Location where) {
    rewrites.add(where.isUnknown() ? what : what + " at " + where);
  }

  /// Notes a place that looked like the pass's pattern, and why it was left.
  public void missed(String pattern, Location where, String why) {
    misses.add(new NearMiss(pattern, where, why));
  }

  /// Nodes looked at so far.
  public long visits() {
    return visits;
  }

  /// One line a rewrite so far.
  public ImmutableList<String> rewrites() {
    return rewrites.build();
  }

  /// Places left as they are so far.
  public ImmutableList<NearMiss> misses() {
    return misses.build();
  }
}
