package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;

/// One thing that the backend launches: a fusion, a custom call, or an op that stayed alone.
///
/// @param name as the optimised program has it
/// @param opcode such as `fusion`, `dot` or `custom-call`
/// @param target of a custom call, otherwise empty
/// @param shape of its result as HLO writes it
/// @param ops what it computes: HLO ops with the paths in the model that each comes from
/// @param locations paths in the model, each once
/// @param inferred whether the backend said nothing of where it comes from, and the paths are those
///   of the kernels beside it
public record KernelRow(
    String name,
    String opcode,
    String target,
    String shape,
    ImmutableList<Op> ops,
    ImmutableList<String> locations,
    boolean inferred) {
  /// An HLO op inside a kernel.
  ///
  /// @param locations paths in the model, none if the backend does not say
  /// @param source file and line, empty if the program does not say
  public record Op(String opcode, ImmutableList<String> locations, String source) {}

  KernelRow near(ImmutableList<String> places) {
    return new KernelRow(name, opcode, target, shape, ops, places, true);
  }
}
