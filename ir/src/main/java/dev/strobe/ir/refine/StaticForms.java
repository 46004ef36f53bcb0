package dev.strobe.ir.refine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicConvOp;
import dev.strobe.ir.op.DynamicGatherOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.DynamicPadOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.DynamicShapeOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SetDimensionSizeOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The ops with static attributes that stand for ops that are told shapes by values, where these
/// are known, or where the type of the result says as much.
final class StaticForms {
  private final KnownValues known;
  private final Map<Op, Value> firsts = new HashMap<>();
  private final Map<Value, Op> definitions = new HashMap<>();
  private final Map<Value, Value> equals = new HashMap<>();

  StaticForms(KnownValues known) {
    this.known = known;
  }

  /// Notes what defines a value, and which earlier one it is equal to.
  void define(Node node) {
    if (node.op().isPure() && node.op().regions().isEmpty() && node.results().size() == 1) {
      Op op = node.op().withOperands(node.op().operands().stream().map(this::first).toList());
      Value first = firsts.computeIfAbsent(op, _ -> node.result());
      equals.put(node.result(), first);
      definitions.put(first, op);
    }
  }

  private Value first(Value value) {
    return equals.getOrDefault(value, value);
  }

  /// The static form of an op; nodes that it needs are added.
  ///
  /// @throws InvalidOpException if neither values nor the type of the result are known
  Op of(DynamicShapeOp op, Node place, List<Node> nodes) {
    List<ImmutableLongArray> shapes =
        op.shapeOperands().stream().flatMap(value -> known.longs(value).stream()).toList();
    if (shapes.size() == op.shapeOperands().size()) {
      return op.withShapes(shapes);
    }
    return byType(op)
        .map(op::withShapes)
        .or(() -> sliceOfKnownSize(op, place, nodes))
        .orElseThrow(() -> unknown(op));
  }

  private InvalidOpException unknown(DynamicShapeOp op) {
    Value value =
        op.shapeOperands().stream()
            .filter(each -> known.of(each).isEmpty())
            .findFirst()
            .orElseThrow();
    return new InvalidOpException(
        op.name() + " requires shape operands that follow from types and constants, got " + value);
  }

  /// The shape operands that a static type of the result implies.
  private static Optional<List<ImmutableLongArray>> byType(DynamicShapeOp op) {
    TensorType type = op instanceof DynamicReshapeOp reshape ? counted(reshape) : op.type();
    if (!type.isStatic()) {
      return Optional.empty();
    }
    return switch (op) {
      case DynamicBroadcastInDimOp _, DynamicIotaOp _, DynamicReshapeOp _ ->
          Optional.of(List.of(type.dims()));
      case DynamicGatherOp gather -> Optional.of(List.of(sliceSizes(gather)));
      case SetDimensionSizeOp set ->
          Optional.of(List.of(ImmutableLongArray.of(type.dim((int) set.dimension()))));
      case DynamicConvOp _, DynamicPadOp _, RealDynamicSliceOp _ -> Optional.empty();
    };
  }

  /// The type of a reshape whose only unknown size follows from the number of elements.
  private static TensorType counted(DynamicReshapeOp op) {
    ImmutableLongArray dims = op.type().dims();
    long unknown = dims.stream().filter(size -> size == TensorType.DYNAMIC).count();
    long others =
        dims.stream().filter(size -> size != TensorType.DYNAMIC).reduce(1, (a, b) -> a * b);
    long count = op.operand().tensor().elementCount();
    if (unknown != 1 || others == 0 || count % others != 0) {
      return op.type();
    }
    return op.type()
        .withDims(dims.stream().map(size -> size == TensorType.DYNAMIC ? count / others : size));
  }

  /// Sizes of the result's window axes, one for each axis that windows leave out.
  private static ImmutableLongArray sliceSizes(DynamicGatherOp op) {
    ImmutableLongArray.Builder sizes = ImmutableLongArray.builder();
    int next = 0;
    for (long axis = 0; axis < op.operand().tensor().rank(); axis++) {
      boolean dropped =
          op.numbers().collapsedSliceDims().contains(axis)
              || op.numbers().operandBatchingDims().contains(axis);
      sizes.add(dropped ? 1 : op.type().dim((int) op.numbers().offsetDims().get(next++)));
    }
    return sizes.build();
  }

  /// A slice without strides from starts that are not known, if its sizes are.
  private Optional<Op> sliceOfKnownSize(DynamicShapeOp op, Node place, List<Node> nodes) {
    if (!(op instanceof RealDynamicSliceOp slice)
        || !known.longs(slice.strides()).map(StaticForms::areOnes).orElse(false)) {
      return Optional.empty();
    }
    Optional<ImmutableLongArray> sizes =
        slice.type().isStatic() ? Optional.of(slice.type().dims()) : difference(slice);
    return sizes.map(
        each -> new DynamicSliceOp(slice.operand(), scalars(slice, place, nodes), each));
  }

  private static boolean areOnes(ImmutableLongArray strides) {
    return strides.stream().allMatch(stride -> stride == 1);
  }

  /// What is added to the starts to make the limits.
  private Optional<ImmutableLongArray> difference(RealDynamicSliceOp slice) {
    Value starts = first(slice.startIndices());
    if (!(definitions.get(first(slice.limitIndices())) instanceof BinaryOp sum)
        || sum.kind() != BinaryOp.Kind.ADD) {
      return Optional.empty();
    }
    if (sum.lhs().equals(starts)) {
      return known.longs(sum.rhs());
    }
    return sum.rhs().equals(starts) ? known.longs(sum.lhs()) : Optional.empty();
  }

  /// The elements of the vector of starts.
  private static ImmutableList<Value> scalars(
      RealDynamicSliceOp slice, Node place, List<Node> nodes) {
    Value starts = slice.startIndices();
    TensorType scalar = TensorType.of(starts.tensor().element());
    ImmutableList.Builder<Value> all = ImmutableList.builder();
    for (long i = 0; i < slice.type().rank(); i++) {
      ImmutableLongArray from = ImmutableLongArray.of(i);
      ImmutableLongArray to = ImmutableLongArray.of(i + 1);
      Node one = Node.of(new SliceOp(starts, from, to, ImmutableLongArray.of(1)), place.location());
      Node element = Node.of(new ReshapeOp(one.result(), scalar), place.location());
      nodes.add(one);
      nodes.add(element);
      all.add(element.result());
    }
    return all.build();
  }

  /// The quantisation of a static operand, which has the sizes of the result.
  static UniformQuantizeOp of(UniformQuantizeOp op) {
    TensorType from = QuantizedTensorType.storageOf(op.operand().type());
    return new UniformQuantizeOp(op.operand(), op.type().withDims(from.dims().stream()));
  }

  /// A bitcast of a static operand, which implies the sizes of the result.
  static BitcastConvertOp of(BitcastConvertOp op) {
    TensorType from = QuantizedTensorType.storageOf(op.operand().type());
    int fromBits = from.element().bits();
    int toBits = op.storage().element().bits();
    long kept = Math.min(from.rank(), op.storage().rank());
    LongStream dims =
        IntStream.range(0, op.storage().rank())
            .mapToLong(axis -> axis < kept ? from.dim(axis) : fromBits / toBits);
    Type type =
        op.type() instanceof QuantizedTensorType quantized
            ? quantized.withDims(dims)
            : op.storage().withDims(dims);
    return new BitcastConvertOp(op.operand(), type);
  }
}
