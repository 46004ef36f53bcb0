/// What each pass is worth on a target: kernels, bytes, memory and time with it and without it.
///
/// Entry: [FusionBenchmark].
@NullMarked
package dev.strobe.tests.worth;

import org.jspecify.annotations.NullMarked;
