/// Runs a model's step programs: weights on the device, programs by shape, sequences with their
/// caches. Entry: [LoadedModel]. It must not know HTTP or the command line.
@NullMarked
package dev.strobe.runtime.engine;

import org.jspecify.annotations.NullMarked;
