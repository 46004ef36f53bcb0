/// When the values of a program live, and how much memory it will need once it is compiled.
///
/// Entry: [MemoryForecast], and [Liveness] for the lifetimes alone. It knows XLA's CPU compiler by
/// its habits only: nothing here is compiled or run.
@NullMarked
package dev.strobe.fusion.forecast;

import org.jspecify.annotations.NullMarked;
