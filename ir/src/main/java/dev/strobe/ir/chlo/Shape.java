package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The sizes of a tensor to be made, some of which may not be known before the program runs.
///
/// @param builder where the nodes go
public record Shape(GraphBuilder builder, ImmutableList<Size> sizes) {
  /// The size of one axis.
  ///
  /// @param known [TensorType#DYNAMIC] where it is not
  /// @param computed the s64 scalar that it is then
  record Size(long known, Optional<Value> computed) {
    static Size of(long known) {
      return new Size(known, Optional.empty());
    }

    static Size of(Value computed) {
      return new Size(TensorType.DYNAMIC, Optional.of(computed));
    }

    /// The size of an axis that a value has.
    static Size of(GraphBuilder builder, Value x, int axis) {
      long known = x.tensor().dim(axis);
      if (known != TensorType.DYNAMIC) {
        return of(known);
      }
      Value size = builder.emit(new GetDimensionSizeOp(x, axis)).getFirst();
      return of(builder.convert(size, ElementType.S64));
    }

    /// The size of an axis that two of unknown size become: that of the other one if one is 1.
    Size broadcast(GraphBuilder builder, Size other) {
      Value mine = computed.orElseThrow();
      Value one = builder.constant(ElementType.S64, 1);
      Value isOne = builder.compare(mine, one, CompareOp.Direction.EQ);
      return of(builder.select(isOne, other.computed.orElseThrow(), mine));
    }

    private Value vector(GraphBuilder builder) {
      Value scalar =
          computed.orElseGet(
              () -> builder.constant(Literal.ofLongs(TensorType.of(ElementType.S64), known)));
      return builder.reshape(scalar, 1);
    }
  }

  /// The shape that a value has.
  public static Shape of(GraphBuilder builder, Value x) {
    return new Shape(
        builder,
        IntStream.range(0, x.tensor().rank())
            .mapToObj(axis -> Size.of(builder, x, axis))
            .collect(ImmutableList.toImmutableList()));
  }

  /// The shape with another size of one axis.
  Shape with(int axis, Size size) {
    List<Size> changed = new ArrayList<>(sizes);
    changed.set(axis, size);
    return new Shape(builder, ImmutableList.copyOf(changed));
  }

  /// An operand whose axis `d` becomes axis `axes[d]`; others are repeated.
  public Value broadcast(Value operand, long... axes) {
    TensorType type = type(operand.tensor().element());
    if (type.isStatic()) {
      return builder.broadcast(operand, type.dims().toArray(), axes);
    }
    ImmutableLongArray dimensions = ImmutableLongArray.copyOf(axes);
    var none = DynamicBroadcastInDimOp.Hints.NONE;
    return builder
        .emit(new DynamicBroadcastInDimOp(operand, vector(), type, dimensions, none))
        .getFirst();
  }

  /// Numbers that count along an axis.
  Value iota(ElementType element, int axis) {
    TensorType type = type(element);
    return type.isStatic()
        ? builder.iota(type, axis)
        : builder.emit(new DynamicIotaOp(vector(), type, axis)).getFirst();
  }

  /// One number in every place.
  Value filled(ElementType element, double number) {
    TensorType type = type(element);
    return type.isStatic()
        ? builder.splat(type, number)
        : broadcast(builder.constant(element, number));
  }

  /// The first elements of an operand that is larger.
  Value firstOf(Value operand) {
    TensorType type = type(operand.tensor().element());
    if (type.isStatic()) {
      ImmutableLongArray starts = same(0);
      return builder.emit(new SliceOp(operand, starts, type.dims(), same(1))).getFirst();
    }
    Value zeros = builder.constant(Literal.ofLongs(longs(), same(0).toArray()));
    Value ones = builder.constant(Literal.ofLongs(longs(), same(1).toArray()));
    return builder.emit(new RealDynamicSliceOp(operand, zeros, vector(), ones, type)).getFirst();
  }

  private ImmutableLongArray same(long value) {
    return ImmutableLongArray.copyOf(Collections.nCopies(sizes.size(), value));
  }

  private TensorType longs() {
    return TensorType.of(ElementType.S64, sizes.size());
  }

  TensorType type(ElementType element) {
    return TensorType.of(element, sizes.stream().mapToLong(Size::known).toArray());
  }

  /// All sizes, of which one at least is computed.
  private Value vector() {
    return builder.concatenate(
        0, sizes.stream().map(size -> size.vector(builder)).toArray(Value[]::new));
  }
}
