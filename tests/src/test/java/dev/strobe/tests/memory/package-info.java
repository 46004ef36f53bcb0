/// Forecasts of memory against what XLA says of the compiled programs.
///
/// Entry: [ForecastTest], [ForecastBenchmark].
@NullMarked
package dev.strobe.tests.memory;

import org.jspecify.annotations.NullMarked;
