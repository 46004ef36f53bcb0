package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Several ops that a target may have one kernel for, as one op with one result.
///
/// What it means is its decomposition, a pure function of the record. All of one composite's floats
/// have one element type unless it says otherwise; conversions stay outside. It is printed as
/// `stablehlo.composite` with the decomposition as a function of the program.
public sealed interface CompositeOp extends Op
    permits AttentionOp,
        DequantizeMatmulOp,
        GatedFeedForwardOp,
        LayerNormOp,
        RmsNormOp,
        RotaryOp,
        SoftmaxOp {

  /// The name as printed, such as `strobe.softmax`.
  String compositeName();

  @Override
  default String name() {
    return "composite";
  }

  TensorType type();

  @Override
  default ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type());
  }

  /// Adds the primitive ops that it stands for; returns their result.
  Value expand(GraphBuilder b);

  /// The primitive ops that it stands for.
  default Decomposition decomposition() {
    return Decomposition.of(b -> List.of(expand(b)));
  }
}
