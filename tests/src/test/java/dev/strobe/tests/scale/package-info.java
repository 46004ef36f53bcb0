/// What reading, writing, checking and running cost as programs grow: in the suite that nothing
/// grows faster than the program, and by name how long it takes.
///
/// Entry: [LinearityTest], [ScaleBenchmark].
@NullMarked
package dev.strobe.tests.scale;

import org.jspecify.annotations.NullMarked;
