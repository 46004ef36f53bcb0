package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.RotaryOp;
import dev.strobe.ir.op.RotaryOp.Tables;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Makes one op of turning the two halves of the last axis by angles.
///
/// ```
/// %r, %i = halves of %x                   %y = composite "strobe.rotary" %x, %cos, %sin
/// %y = concatenate(%r * broadcast %cos - %i * broadcast %sin,
///                  %i * broadcast %cos + %r * broadcast %sin)
/// ```
///
/// Or, with tables of the whole width, `%x * broadcast %cos + concatenate(-%i, %r) * broadcast
/// %sin`.
public record FuseRotary() implements Pass {
  @Override
  public String name() {
    return "fuse-rotary";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseRotary::proposed);
  }

  private static Optional<RotaryOp> proposed(Node root, GraphIndex index) {
    Value result = root.results().getFirst();
    return ofHalves(result, index).or(() -> ofWhole(result, index));
  }

  private static Optional<RotaryOp> ofHalves(Value result, GraphIndex index) {
    return index
        .op(result, ConcatenateOp.class)
        .filter(op -> op.inputs().size() == 2)
        .flatMap(op -> index.binary(op.inputs().getFirst(), BinaryOp.Kind.SUBTRACT))
        .flatMap(
            turned -> {
              var real = Product.of(turned.lhs(), x -> half(x, index).isPresent(), index);
              var imaginary = Product.of(turned.rhs(), x -> half(x, index).isPresent(), index);
              return real.isEmpty() || imaginary.isEmpty()
                  ? Optional.empty()
                  : half(real.get().x(), index)
                      .map(x -> rotary(x, real.get(), imaginary.get(), Tables.HALVES, index));
            });
  }

  private static Optional<RotaryOp> ofWhole(Value result, GraphIndex index) {
    return index
        .binary(result, BinaryOp.Kind.ADD)
        .flatMap(
            sum ->
                ofWhole(sum.lhs(), sum.rhs(), index)
                    .or(() -> ofWhole(sum.rhs(), sum.lhs(), index)));
  }

  private static Optional<RotaryOp> ofWhole(Value straight, Value turned, GraphIndex index) {
    return Product.of(turned, x -> turned(x, index).isPresent(), index)
        .flatMap(
            sine ->
                turned(sine.x(), index)
                    .flatMap(
                        x ->
                            Product.of(straight, x::equals, index)
                                .map(cosine -> rotary(x, cosine, sine, Tables.WHOLE, index))));
  }

  /// What a value is a part of.
  private static Optional<Value> half(Value value, GraphIndex index) {
    return index.op(value, SliceOp.class).map(SliceOp::operand);
  }

  /// What a value holds the halves of, the second one negated and first.
  private static Optional<Value> turned(Value value, GraphIndex index) {
    return index
        .op(value, ConcatenateOp.class)
        .filter(op -> index.unary(op.inputs().getFirst(), UnaryOp.Kind.NEGATE).isPresent())
        .flatMap(op -> half(op.inputs().getLast(), index));
  }

  /// A value times a table, in either order.
  private record Product(Value x, Value table) {
    static Optional<Product> of(Value value, Predicate<Value> isX, GraphIndex index) {
      return index
          .binary(value, BinaryOp.Kind.MULTIPLY)
          .map(op -> isX.test(op.lhs()) ? op : new BinaryOp(op.kind(), op.rhs(), op.lhs()))
          .filter(op -> isX.test(op.lhs()))
          .map(op -> new Product(op.lhs(), op.rhs()));
    }
  }

  private static RotaryOp rotary(
      Value x, Product cosine, Product sine, Tables tables, GraphIndex index) {
    Table first = Table.of(cosine.table(), index);
    Table second = Table.of(sine.table(), index);
    return new RotaryOp(x, first.angles(), second.angles(), first.dimensions(), tables);
  }

  /// A table before it is repeated; one that need not be goes along all axes.
  private record Table(Value angles, ImmutableLongArray dimensions) {
    static Table of(Value value, GraphIndex index) {
      Value narrow = index.behind(value, ConvertOp.class);
      return index
          .op(narrow, BroadcastInDimOp.class)
          .map(op -> new Table(op.operand(), op.broadcastDimensions()))
          .orElseGet(() -> new Table(narrow, axes(narrow)));
    }

    private static ImmutableLongArray axes(Value value) {
      return ImmutableLongArray.copyOf(LongStream.range(0, value.tensor().rank()));
    }
  }
}
