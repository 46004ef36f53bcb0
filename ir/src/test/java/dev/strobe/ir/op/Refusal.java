package dev.strobe.ir.op;

import dev.strobe.ir.Op;
import java.util.function.Supplier;

/// An op that breaks exactly one constraint.
///
/// @param label the specification's label of that constraint
record Refusal(String label, Supplier<Op> op) {}
