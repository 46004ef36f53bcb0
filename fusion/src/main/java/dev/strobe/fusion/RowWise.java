package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.GatedFeedForwardOp;
import dev.strobe.ir.op.LayerNormOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.SoftmaxOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Ops of which a part of the result needs a part of the operands.
record RowWise(GraphIndex index) {
  /// Which part of an op's only result can be computed from parts of its operands.
  Cut within(Op op, Cut read) {
    int rank = read.pieces().size();
    return switch (op) {
      case UnaryOp _,
          BinaryOp _,
          CompareOp _,
          ConvertOp _,
          SelectOp _,
          ClampOp _,
          BroadcastInDimOp _,
          TransposeOp _ ->
          read;
      case ReduceOp o when o.inputs().size() == 1 -> read;
      case ConstantOp o when o.value().isSplat() -> read;
      case ConcatenateOp o -> read.onlyAlong(axis -> axis != o.dimension());
      case ReshapeOp o -> new ReshapedAxes(o).within(read);
      case SliceOp o -> read.onlyAlong(axis -> Cut.of(o).at(axis).isEmpty());
      case DynamicSliceOp o -> read.onlyAlong(axis -> Cut.of(o, index).at(axis).isEmpty());
      // The right operand's axes are features: a matrix is not cut on every call.
      case DotGeneralOp o -> read.onlyAlong(axis -> axis < rank - o.rhsResultDimensions().length());
      case RmsNormOp _, LayerNormOp _, SoftmaxOp _, GatedFeedForwardOp _ ->
          read.onlyAlong(axis -> axis < rank - 1);
      default -> Cut.whole(rank);
    };
  }

  /// What is read of the operand of an op of which this part of the result is computed.
  Cut operand(Op op, int i, Cut result) {
    TensorType type = op.operands().get(i).tensor();
    return switch (op) {
      case BroadcastInDimOp o ->
          Cut.of(
              type.rank(),
              axis -> type.dim(axis) == 1 ? Optional.empty() : result.at(axis(o, axis)));
      case TransposeOp o -> Cut.of(type.rank(), axis -> result.at(result(o, axis)));
      case ReduceOp o when i == 0 -> reduced(o, result);
      case ReshapeOp o -> new ReshapedAxes(o).operand(result);
      case SliceOp o -> merged(Cut.of(o), result);
      case DynamicSliceOp o when i == 0 -> merged(Cut.of(o, index), result);
      case DotGeneralOp o -> factor(o, i, result);
      case UnaryOp _,
          BinaryOp _,
          CompareOp _,
          ConvertOp _,
          SelectOp _,
          ClampOp _,
          ConcatenateOp _ ->
          type.rank() == result.pieces().size() ? result : Cut.whole(type.rank());
      case RmsNormOp _, LayerNormOp _, SoftmaxOp _, GatedFeedForwardOp _ when i == 0 ->
          Cut.of(type.rank(), result::at);
      default -> Cut.whole(type.rank());
    };
  }

  private static int axis(BroadcastInDimOp op, int axis) {
    return (int) op.broadcastDimensions().get(axis);
  }

  private static int result(TransposeOp op, int axis) {
    return op.permutation().indexOf(axis);
  }

  private static Cut reduced(ReduceOp op, Cut result) {
    int[] kept =
        IntStream.range(0, op.inputs().getFirst().tensor().rank())
            .filter(axis -> !op.dimensions().contains(axis))
            .toArray();
    return along(op.inputs().getFirst(), kept, result, 0);
  }

  private static Cut merged(Cut own, Cut result) {
    return Cut.of(
        own.pieces().size(), axis -> own.at(axis).isPresent() ? own.at(axis) : result.at(axis));
  }

  private static Cut factor(DotGeneralOp op, int i, Cut result) {
    var dimensions = op.dimensions();
    int[] batching =
        (i == 0 ? dimensions.lhsBatching() : dimensions.rhsBatching())
            .stream().mapToInt(axis -> (int) axis).toArray();
    Cut batch = along(op.operands().get(i), batching, result, 0);
    if (i == 1) {
      return batch;
    }
    int[] free = op.lhsResultDimensions().stream().mapToInt(axis -> (int) axis).toArray();
    return merged(batch, along(op.lhs(), free, result, batching.length));
  }

  /// What the result's axes from the first one on say of these axes of an operand.
  private static Cut along(Value operand, int[] axes, Cut result, int first) {
    Cut cut = Cut.whole(operand.tensor().rank());
    for (int i = 0; i < axes.length; i++) {
      int from = first + i;
      int to = axes[i];
      Cut before = cut;
      cut = Cut.of(cut.pieces().size(), axis -> axis == to ? result.at(from) : before.at(axis));
    }
    return cut;
  }

  /// The op that computes this part of an op's result from parts of its operands; slices are no ops
  /// of their own then.
  static Op of(Op op, List<Value> operands, Cut result) {
    return switch (op) {
      case ConstantOp o -> {
        TensorType type = result.of(o.value().type());
        yield type.elementCount() == 0
            ? Emitter.number(type, 0)
            : new ConstantOp(Literal.splat(type, o.value().element(0)));
      }
      case BroadcastInDimOp o ->
          new BroadcastInDimOp(operands.getFirst(), result.of(o.type()), o.broadcastDimensions());
      case ReshapeOp o -> new ReshapeOp(operands.getFirst(), result.of(o.type()));
      default -> op.withOperands(ImmutableList.copyOf(operands));
    };
  }
}
