/// The PJRT C API as safe, typed, closeable Java: load a plugin, make a client, compile a program,
/// move buffers, execute.
///
/// Entry type: [PjrtPlugin]. Everything exported here is public API.
///
/// Whoever opens a native object closes it; a client closes what is still open in it. What a plugin
/// would abort on or silently get wrong is refused here before the native call. This package must
/// not know StableHLO, models or files other than the plugin's, and hands out no raw pointers
/// except [PjrtBuffer#unsafePointer()].
package dev.strobe.pjrt;
