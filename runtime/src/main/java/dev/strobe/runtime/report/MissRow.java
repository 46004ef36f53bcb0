package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.NearMiss;

/// A place that looked like what a pass fuses and was left.
///
/// @param pattern the composite that it would have been
/// @param location paths in the model
/// @param why the step at which it failed
public record MissRow(String pattern, ImmutableList<String> location, String why) {
  static MissRow of(NearMiss miss) {
    return new MissRow(miss.pattern(), miss.where().paths(), miss.why());
  }
}
