/// The reference interpreter: StableHLO programs run in plain Java, obviously right rather than
/// fast, as the second opinion on every pass, lowering and kernel.
///
/// Entry: [Interpreter]. Works on the scale of test models; nothing here is on the path of serving,
/// and it must not know devices, passes or files.
@NullMarked
package dev.strobe.ir.interpret;

import org.jspecify.annotations.NullMarked;
