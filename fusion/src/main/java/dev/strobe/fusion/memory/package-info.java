/// Where in one arena each of many buffers goes, so that buffers that live at the same time do not
/// overlap and the arena is small.
///
/// Entry: [ArenaPlanner]. This package knows lifetimes and sizes only; it must not know graphs,
/// devices or files.
@NullMarked
package dev.strobe.fusion.memory;

import org.jspecify.annotations.NullMarked;
