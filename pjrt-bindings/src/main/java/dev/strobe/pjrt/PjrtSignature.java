package dev.strobe.pjrt;

import java.util.List;
import java.util.Set;

/// What a compiled program takes on each device, as the compiler has it.
///
/// @param parameters shapes of the arguments in order, already divided among partitions
/// @param donated indices of parameters whose buffers an execution consumes to reuse their memory
public record PjrtSignature(List<PjrtShape> parameters, Set<Integer> donated) {
  public PjrtSignature {
    parameters = List.copyOf(parameters);
    donated = Set.copyOf(donated);
  }
}
