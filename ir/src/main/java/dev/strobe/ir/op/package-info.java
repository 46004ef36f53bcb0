/// One record per StableHLO op: operands, typed attributes and the constraints that the
/// specification labels; how an op is spelled or run lives with its consumer.
@NullMarked
package dev.strobe.ir.op;

import org.jspecify.annotations.NullMarked;
