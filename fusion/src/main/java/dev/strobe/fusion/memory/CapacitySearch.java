package dev.strobe.fusion.memory;

import dev.strobe.fusion.memory.SectionSearch.Outcome;
import java.util.function.BooleanSupplier;

/// Looks for offsets of one component within a capacity.
interface CapacitySearch {
  /// How a capacity was answered, with offsets in units if there are some.
  record Answer(Outcome outcome, long[] offsets) {}

  /// Asks for offsets within a capacity in bytes.
  ///
  /// @param rounds how much may be tried
  Answer ask(long capacity, int rounds, BooleanSupplier stop);
}
