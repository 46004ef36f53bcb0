/// Programs of unknown sizes made static: shapes follow from the types of arguments, from constants
/// and from arithmetic on them.
///
/// Entry: [RefineShapes]. It stands here rather than among the passes, since a pass keeps the types
/// of parameters and results, and since whoever lowers or interprets a program needs it.
@NullMarked
package dev.strobe.ir.refine;

import org.jspecify.annotations.NullMarked;
