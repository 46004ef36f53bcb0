package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;

import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BatchNorm;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.TriangularSolveOp.Transpose;

/// Ops that models of text rarely need: normalisations of batches, decompositions, transforms.
public final class NumericPrograms {
  private NumericPrograms() {}

  public static Program numeric() {
    GraphBuilder b = new GraphBuilder("numeric");
    Value x = b.input("x", TensorType.of(F32, 2, 4, 4));
    batchNorms(b, x);
    b.cholesky(x);
    Transpose transpose = Transpose.ADJOINT;
    b.triangularSolve(x, x, new TriangularSolveOp.Form(true, true, false, transpose));
    b.result("x", x);
    return Program.of(b.build());
  }

  private static void batchNorms(GraphBuilder b, Value x) {
    Value each = b.input("each", TensorType.of(F32, 4));
    var axis = new BatchNorm.Axis(1e-5f, 1);
    var statistics = new BatchNorm.Statistics(each, each);
    b.emit(new BatchNormInferenceOp(x, each, each, statistics, axis));
    b.emit(new BatchNormTrainingOp(x, each, each, axis));
    b.emit(new BatchNormGradOp(x, each, statistics, x, axis));
  }
}
