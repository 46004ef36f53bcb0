package dev.strobe.ir.op;

import dev.strobe.ir.Op;

/// An op at which processes that run side by side may wait for each other: it holds or names nodes
/// of which some may.
public sealed interface JointOp extends Op permits CallOp, CaseOp, IfOp, WhileOp {}
