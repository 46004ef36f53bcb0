package dev.strobe.ir.op;

import dev.strobe.ir.Op;

/// An op that orders, bundles or hands over whole values, or asks which process it runs in.
public sealed interface StructuralOp extends Op
    permits AfterAllOp,
        AsyncDoneOp,
        CustomCallOp,
        ExpectOp,
        GetTupleElementOp,
        ProcessIdOp,
        TransferOp,
        TupleOp {}
