package dev.strobe.ir.op;

import dev.strobe.ir.Op;

/// An op at which processes that run side by side may have to meet: a collective, or what holds or
/// names nodes of which some may be one.
public sealed interface JointOp extends Op
    permits AsyncStartOp, CallingOp, CaseOp, CollectiveOp, IfOp, WhileOp {}
