package dev.strobe.ir.refine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.chlo.TopK;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.Window;
import java.util.List;
import java.util.stream.LongStream;

/// What JAX writes as custom calls where it does not know shapes, once they are known.
///
/// Source: the experimental ops of the StableHLO repository, which are written so.
final class ShapeCalls {
  private static final String ASSERTION = "shape_assertion";
  private static final String REDUCE_WINDOW = "stablehlo.dynamic_reduce_window";
  private static final String RNG_BIT_GENERATOR = "stablehlo.dynamic_rng_bit_generator";
  private static final String TOP_K = "stablehlo.dynamic_top_k";
  private static final ImmutableSet<String> TARGETS =
      ImmutableSet.of(ASSERTION, REDUCE_WINDOW, RNG_BIT_GENERATOR, TOP_K);

  private final ProgramRefiner program;
  private final KnownValues known;

  ShapeCalls(ProgramRefiner program, KnownValues known) {
    this.program = program;
    this.known = known;
  }

  static boolean owns(CustomCallOp op) {
    return TARGETS.contains(op.callTargetName());
  }

  /// The ops that compute what a call does.
  ///
  /// @param node the call as it was written
  /// @throws InvalidOpException if an assertion does not hold, or sizes do not follow from types
  ///   and constants
  Decomposition of(CustomCallOp op, Node node) {
    return switch (op.callTargetName()) {
      case ASSERTION -> asserted(op, node.attributes());
      case REDUCE_WINDOW -> Decomposition.of(builder -> reduceWindow(builder, op));
      case RNG_BIT_GENERATOR -> randomBits(op, node.attributes());
      default -> Decomposition.of(builder -> topK(builder, op));
    };
  }

  private ImmutableLongArray numbers(CustomCallOp op, int operand) {
    Checks.require(
        operand < op.inputs().size(),
        op.callTargetName(),
        "more than " + operand + " operands",
        op.inputs().size());
    return known
        .longs(op.inputs().get(operand))
        .orElseThrow(
            () ->
                new InvalidOpException(
                    op.callTargetName()
                        + " requires sizes that follow from types and constants, got "
                        + op.inputs().get(operand)));
  }

  private Decomposition asserted(CustomCallOp op, ImmutableMap<String, String> attributes) {
    if (numbers(op, 0).get(0) == 0) {
      String message = attributes.getOrDefault("error_message", "\"other shapes\"");
      for (int i = 1; i < op.inputs().size(); i++) {
        String number = Long.toString(numbers(op, i).get(0));
        message = message.replace("{" + (i - 1) + "}", number);
      }
      throw new InvalidOpException("shape_assertion requires shapes that meet it, got " + message);
    }
    return Decomposition.of(_ -> ImmutableList.of());
  }

  /// Operands are inputs and as many initial values, then sizes, strides, dilations of the base and
  /// of the windows, and padding.
  private List<Value> reduceWindow(GraphBuilder builder, CustomCallOp op) {
    int count = op.types().size();
    Checks.require(
        op.inputs().size() == 2 * count + 5 && op.options().calledComputations().size() == 1,
        op.callTargetName(),
        "two operands a result, five more, and one called computation",
        op.inputs());
    List<Value> inputs = op.inputs().subList(0, count);
    List<Value> starts = op.inputs().subList(count, 2 * count);
    ImmutableLongArray padding = numbers(op, 2 * count + 4);
    Window window =
        Window.of(numbers(op, 2 * count), numbers(op, 2 * count + 1))
            .dilated(numbers(op, 2 * count + 2), numbers(op, 2 * count + 3))
            .padded(column(padding, 0), column(padding, 1));
    ImmutableList<Type> scalars =
        LongStream.range(0, 2L * count)
            .mapToObj(i -> (Type) starts.get((int) (i % count)).tensor())
            .collect(ImmutableList.toImmutableList());
    Region body = program.body(op.options().calledComputations().getFirst(), scalars);
    return builder.emit(
        new ReduceWindowOp(
            ImmutableList.copyOf(inputs), ImmutableList.copyOf(starts), window, body));
  }

  private static ImmutableLongArray column(ImmutableLongArray matrix, int column) {
    return ImmutableLongArray.copyOf(
        LongStream.range(0, matrix.length() / 2).map(row -> matrix.get((int) (2 * row + column))));
  }

  private Decomposition randomBits(CustomCallOp op, ImmutableMap<String, String> attributes) {
    Checks.require(
        op.inputs().size() == 2
            && op.types().size() == 2
            && op.types().get(1) instanceof TensorType,
        op.callTargetName(),
        "a state, a shape, and two results that are tensors",
        op.inputs(),
        op.types());
    String written = attributes.getOrDefault("rng_algorithm", "DEFAULT");
    RngBitGeneratorOp.Algorithm algorithm =
        List.of(RngBitGeneratorOp.Algorithm.values()).stream()
            .filter(each -> written.contains(each.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidOpException(
                        op.callTargetName() + " requires a known rng_algorithm, got " + written));
    TensorType bits = ((TensorType) op.types().get(1)).withDims(numbers(op, 1).stream());
    return Decomposition.of(
        builder -> builder.emit(new RngBitGeneratorOp(op.inputs().getFirst(), algorithm, bits)));
  }

  private List<Value> topK(GraphBuilder builder, CustomCallOp op) {
    return TopK.of(builder, op.inputs().getFirst(), numbers(op, 1).get(0));
  }
}
