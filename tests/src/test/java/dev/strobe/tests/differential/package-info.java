/// Random programs, run by the interpreter, by the plugin and through the passes, which have to
/// agree.
///
/// Entry: [DifferentialTest]; `-Dstrobe.seed=N` replays one program.
@NullMarked
package dev.strobe.tests.differential;

import org.jspecify.annotations.NullMarked;
