package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// Turns pairs of numbers along the last axis, of which the first half holds the real parts and the
/// second half the imaginary ones.
///
/// Source: arXiv 2104.09864.
///
/// @param x `[..., 2 * half]`
/// @param cosine of the angles, and `sine` alike, broadcast to what `tables` says
/// @param dimensions which axis of x each axis of the tables is, as of `broadcast_in_dim`
public record RotaryOp(
    Value x, Value cosine, Value sine, ImmutableLongArray dimensions, Tables tables)
    implements CompositeOp {
  /// How wide the tables are, and with that the order of the ops.
  public enum Tables {
    /// `[..., half]`: of the halves `a` and `b`, `a * cos - b * sin` and `b * cos + a * sin`.
    HALVES,
    /// `[..., 2 * half]`, each angle twice: `x * cos + (-b, a) * sin`.
    WHOLE
  }

  /// With a table entry for each pair.
  public RotaryOp(Value x, Value cosine, Value sine, ImmutableLongArray dimensions) {
    this(x, cosine, sine, dimensions, Tables.HALVES);
  }

  public RotaryOp {
    TensorType type = x.tensor();
    LastAxis.require("strobe.rotary", type);
    Checks.require(type.dim(type.rank() - 1) % 2 == 0, "strobe.rotary", "an even last axis", type);
    Checks.require(
        cosine.type().equals(sine.type())
            && cosine.tensor().element().kind() == ElementType.Kind.FLOAT,
        "strobe.rotary",
        "cosines and sines of one float type",
        cosine,
        sine);
    TensorType table = tables == Tables.WHOLE ? type : half(type);
    var _ = new BroadcastInDimOp(cosine, table.withElement(cosine.tensor().element()), dimensions);
  }

  private static TensorType half(TensorType type) {
    long[] sizes = type.dims().toArray();
    sizes[sizes.length - 1] /= 2;
    return type.withDims(sizes);
  }

  @Override
  public String compositeName() {
    return "strobe.rotary";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(x, cosine, sine);
  }

  @Override
  public TensorType type() {
    return x.tensor();
  }

  @Override
  public RotaryOp withOperands(List<Value> operands) {
    return new RotaryOp(operands.get(0), operands.get(1), operands.get(2), dimensions, tables);
  }

  @Override
  public Value expand(GraphBuilder b) {
    int axis = type().rank() - 1;
    long half = type().dim(axis) / 2;
    Value real = b.slice(x, axis, 0, half);
    Value imaginary = b.slice(x, axis, half, 2 * half);
    Value cos = table(b, cosine);
    Value sin = table(b, sine);
    return switch (tables) {
      case HALVES ->
          b.concatenate(
              axis,
              b.subtract(b.multiply(real, cos), b.multiply(imaginary, sin)),
              b.add(b.multiply(imaginary, cos), b.multiply(real, sin)));
      case WHOLE -> {
        Value turned = b.concatenate(axis, b.negate(imaginary), real);
        yield b.add(b.multiply(x, cos), b.multiply(turned, sin));
      }
    };
  }

  private Value table(GraphBuilder b, Value angles) {
    TensorType all = tables == Tables.WHOLE ? type() : half(type());
    boolean whole = angles.tensor().dims().equals(all.dims());
    Value repeated =
        whole ? angles : b.broadcast(angles, all.dims().toArray(), dimensions.toArray());
    return b.cast(repeated, type().element());
  }
}
