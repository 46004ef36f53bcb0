package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicShapeOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.JointOp;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import java.util.List;

/// One operation: operands and typed attributes, checked against the StableHLO specification when
/// it is constructed.
///
/// How an op is printed or interpreted is an exhaustive switch at its consumer, so that adding a
/// record here makes the compiler list every place to extend.
public sealed interface Op
    permits BatchNormGradOp,
        BatchNormInferenceOp,
        BatchNormTrainingOp,
        BinaryOp,
        BitcastConvertOp,
        BroadcastInDimOp,
        CholeskyOp,
        ClampOp,
        CompareOp,
        ComplexOp,
        CompositeOp,
        ConcatenateOp,
        ConstantOp,
        ConvertOp,
        ConvolutionOp,
        DotGeneralOp,
        DynamicShapeOp,
        DynamicSliceOp,
        DynamicUpdateSliceOp,
        FftOp,
        GatherOp,
        GetDimensionSizeOp,
        IotaOp,
        JointOp,
        MapOp,
        OptimizationBarrierOp,
        PadOp,
        ReduceOp,
        ReducePrecisionOp,
        ReduceWindowOp,
        ReshapeOp,
        ReverseOp,
        RngBitGeneratorOp,
        RngOp,
        ScatterOp,
        SelectAndScatterOp,
        SelectOp,
        SliceOp,
        SortOp,
        StructuralOp,
        TransposeOp,
        TriangularSolveOp,
        UnaryOp,
        UniformDequantizeOp,
        UniformQuantizeOp {

  /// The name as printed, without the dialect, such as `dot_general`.
  String name();

  /// Values that this op reads, in the specification's order.
  ImmutableList<Value> operands();

  /// Types of the results, computed from operands and attributes.
  ImmutableList<Type> resultTypes();

  /// The same op on other operands, checked anew; as many as [#operands()].
  Op withOperands(List<Value> operands);

  /// Bodies of ops such as `reduce`; most have none.
  default ImmutableList<Region> regions() {
    return ImmutableList.of();
  }

  /// The same op with other bodies, as many as [#regions()].
  default Op withRegions(List<Region> regions) {
    Checks.require(regions.isEmpty(), name(), "no regions", regions.size() + " regions");
    return this;
  }

  /// Whether two nodes with equal ops may become one, and an unused one may go.
  default boolean isPure() {
    return true;
  }
}
