/// Passes that make programs better, from graph to graph, and the pipelines that order them.
///
/// Entry: [StandardPipelines]. What a pass decides is written into the graph, never beside it. This
/// package must not know PJRT, devices by name, or weights.
@NullMarked
package dev.strobe.fusion;

import org.jspecify.annotations.NullMarked;
