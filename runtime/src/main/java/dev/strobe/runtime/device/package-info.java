/// A device behind a PJRT plugin, in terms of the IR's types; the only place in the runtime that
/// knows `dev.strobe.pjrt`. Entry: [Device].
@NullMarked
package dev.strobe.runtime.device;

import org.jspecify.annotations.NullMarked;
