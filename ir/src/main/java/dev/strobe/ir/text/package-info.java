/// The text form of programs, which is StableHLO as MLIR spells it.
///
/// Start with [StableHloWriter] and [StableHloReader]. Text is deterministic: equal programs print
/// alike. This package must not change programs or touch files.
@NullMarked
package dev.strobe.ir.text;

import org.jspecify.annotations.NullMarked;
