package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.List;

/// Ops that move elements without looking at them.
final class Movement {
  private Movement() {}

  static Tensor broadcast(BroadcastInDimOp op, Tensor x) {
    return x.read(View.of(x.type()).broadcast(op.type(), op.broadcastDimensions()), op.type());
  }

  static Tensor transpose(TransposeOp op, Tensor x) {
    return x.read(View.of(x.type()).transposed(op.permutation()), resultType(op));
  }

  static Tensor reverse(ReverseOp op, Tensor x) {
    return x.read(View.of(x.type()).reversed(op.dimensions()), x.type());
  }

  static Tensor slice(SliceOp op, Tensor x) {
    TensorType result = resultType(op);
    View view =
        View.of(x.type())
            .box(op.startIndices().toArray(), result.dims().toArray(), op.strides().toArray());
    return x.read(view, result);
  }

  static Tensor concatenate(ConcatenateOp op, List<Tensor> inputs) {
    return concatenate(resultType(op), (int) op.dimension(), inputs);
  }

  static Tensor concatenate(TensorType type, int axis, List<Tensor> inputs) {
    Tensor out = Tensor.zeros(type);
    long[] starts = new long[type.rank()];
    for (Tensor input : inputs) {
      long[] sizes = input.type().dims().toArray();
      out.write(View.of(type).box(starts, sizes), input);
      starts[axis] += sizes[axis];
    }
    return out;
  }

  /// @param operands the tensor, then one start index an axis
  static Tensor dynamicSlice(DynamicSliceOp op, List<Tensor> operands) {
    Tensor x = operands.getFirst();
    TensorType result = resultType(op);
    long[] starts = starts(operands.subList(1, operands.size()), x.type(), result);
    return x.read(View.of(x.type()).box(starts, result.dims().toArray()), result);
  }

  /// @param operands the tensor, the update, then one start index an axis
  static Tensor dynamicUpdateSlice(List<Tensor> operands) {
    Tensor out = operands.get(0).copy();
    Tensor update = operands.get(1);
    long[] starts = starts(operands.subList(2, operands.size()), out.type(), update.type());
    out.write(View.of(out.type()).box(starts, update.type().dims().toArray()), update);
    return out;
  }

  /// Negative edge padding first cuts elements off, the rest is placed `interior + 1` apart.
  static Tensor pad(PadOp op, Tensor x, Tensor padding) {
    Tensor out = fill(resultType(op), padding);
    int rank = x.type().rank();
    long[] from = new long[rank];
    long[] sizes = new long[rank];
    long[] to = new long[rank];
    long[] steps = new long[rank];
    for (int d = 0; d < rank; d++) {
      long low = op.edgePaddingLow().get(d);
      steps[d] = op.interiorPadding().get(d) + 1;
      from[d] = Math.max(0, Math.ceilDiv(-low, steps[d]));
      long end = Math.min(x.type().dim(d), Math.ceilDiv(out.type().dim(d) - low, steps[d]));
      sizes[d] = Math.max(0, end - from[d]);
      to[d] = low + from[d] * steps[d];
    }
    Tensor kept = x.read(View.of(x.type()).box(from, sizes), x.type().withDims(sizes));
    out.write(View.of(out.type()).box(to, sizes, steps), kept);
    return out;
  }

  static Tensor iota(IotaOp op) {
    int axis = (int) op.iotaDimension();
    long size = op.type().dim(axis);
    long inner =
        op.type().dims().subArray(axis + 1, op.type().rank()).stream().reduce(1, (a, b) -> a * b);
    Tensor counts = Tensor.zeros(op.type().withElement(ElementType.S64));
    for (int i = 0; i < counts.size(); i++) {
      counts.setInteger(i, i / inner % size);
    }
    return Conversion.convert(counts, op.type().element());
  }

  /// A scalar in every place.
  static Tensor fill(TensorType type, Tensor scalar) {
    Tensor out = Tensor.zeros(type);
    for (int i = 0; i < out.size(); i++) {
      out.copy(i, scalar, 0);
    }
    return out;
  }

  /// A start index limited so that the box lies inside.
  static long clampStart(Tensor indices, int at, long limit) {
    long start = indices.integer(at);
    boolean huge = indices.element() == ElementType.U64 && start < 0;
    return huge ? limit : Math.clamp(start, 0L, limit);
  }

  private static long[] starts(List<Tensor> indices, TensorType whole, TensorType box) {
    long[] starts = new long[indices.size()];
    for (int d = 0; d < starts.length; d++) {
      starts[d] = clampStart(indices.get(d), 0, whole.dim(d) - box.dim(d));
    }
    return starts;
  }

  private static TensorType resultType(dev.strobe.ir.Op op) {
    return (TensorType) op.resultTypes().getFirst();
  }
}
