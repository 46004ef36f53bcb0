package dev.strobe.ir.refine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ProcessIdOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// Values of one function that are constants, as far as these may say shapes: small ones, computed
/// by the interpreter.
final class KnownValues {
  private static final long LARGEST = 1024;

  private final Map<Value, Literal> known = new HashMap<>();

  static boolean maySayShapes(Literal literal) {
    return isSmall(literal.type()) && !literal.type().element().isFloat();
  }

  private static boolean isSmall(Type type) {
    return type instanceof TensorType tensor
        && tensor.isStatic()
        && tensor.elementCount() <= LARGEST;
  }

  void put(Value value, Optional<Literal> literal) {
    literal.ifPresent(each -> known.put(value, each));
  }

  Optional<Literal> of(Value value) {
    return Optional.ofNullable(known.get(value));
  }

  ImmutableList<Optional<Literal>> of(List<Value> values) {
    return values.stream().map(this::of).collect(ImmutableList.toImmutableList());
  }

  /// All of them, if all are known.
  Optional<List<Literal>> all(List<Value> values) {
    List<Literal> literals = new ArrayList<>();
    values.forEach(value -> of(value).ifPresent(literals::add));
    return Optional.of(literals).filter(each -> each.size() == values.size());
  }

  /// The integers that a value holds.
  Optional<ImmutableLongArray> longs(Value value) {
    return of(value)
        .map(
            literal ->
                ImmutableLongArray.copyOf(
                    LongStream.range(0, literal.type().elementCount()).map(literal::longAt)));
  }

  /// Computes the results of a node of static types whose operands are known.
  void fold(Node node) {
    Op op = node.op();
    if (op instanceof ConstantOp constant) {
      put(node.result(), Optional.of(constant.value()).filter(each -> isSmall(each.type())));
      return;
    }
    Optional<List<Literal>> operands = all(op.operands());
    if (operands.isEmpty() || !isFoldable(node)) {
      return;
    }
    try {
      List<Literal> results = Interpreter.run(op, operands.get());
      for (int i = 0; i < results.size(); i++) {
        known.put(node.results().get(i), results.get(i));
      }
    } catch (InvalidOpException _) {
      // What the interpreter does not run says no shape; whoever needs it is told so.
    }
  }

  private static boolean isFoldable(Node node) {
    return isPlain(node)
        && node.captures().isEmpty()
        && node.op().resultTypes().stream().allMatch(KnownValues::isSmall);
  }

  /// Without effects, without loops, which may not end, without calls, which need the program, and
  /// not of another value in each process.
  private static boolean isPlain(Node node) {
    return node.op().isPure()
        && !(node.op() instanceof WhileOp)
        && !(node.op() instanceof CallingOp)
        && !(node.op() instanceof ProcessIdOp)
        && node.op().regions().stream()
            .allMatch(region -> region.nodes().stream().allMatch(KnownValues::isPlain));
  }
}
