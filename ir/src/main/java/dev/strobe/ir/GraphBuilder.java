package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// Builds a [Graph] node by node; the only mutable object of this package.
///
/// Every method checks its operands by the specification's constraints and returns the new value.
/// Nodes made inside a [#scope(String)] carry its path as their location. Not thread-safe.
public final class GraphBuilder {
  /// An open scope; closing it returns to the enclosing one.
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  private final String name;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Value> results = new ArrayList<>();
  private final List<String> resultNames = new ArrayList<>();
  private final Set<String> parameterNames = new HashSet<>();
  private String path = "";

  public GraphBuilder(String name) {
    this.name = name;
  }

  /// Opens a scope below the present one: its name is appended to the location of new nodes.
  public Scope scope(String scopeName) {
    String outer = path;
    path = outer.isEmpty() ? scopeName : outer + "/" + scopeName;
    return () -> path = outer;
  }

  /// A parameter that differs from call to call.
  public Value input(String parameterName, Type type) {
    return parameter(parameterName, type, new Role.Input());
  }

  /// A parameter that holds a model weight.
  public Value weight(String parameterName, TensorType type) {
    return parameter(parameterName, type, new Role.Weight(""));
  }

  /// A parameter that holds state; result number `result` will be its next value.
  public Value state(String parameterName, TensorType type, int result) {
    return parameter(parameterName, type, new Role.State(result));
  }

  private Value parameter(String parameterName, Type type, Role role) {
    Checks.require(
        parameterNames.add(parameterName),
        "graph",
        "parameters with distinct names",
        parameterName);
    Value value = new Value(type, parameterName);
    parameters.add(new Parameter(value, parameterName, role));
    return value;
  }

  /// Adds a result of the graph, in order.
  public void result(String resultName, Value value) {
    results.add(value);
    resultNames.add(resultName);
  }

  /// The graph of everything built so far.
  public Graph build() {
    return new Graph(
        name,
        ImmutableList.copyOf(parameters),
        ImmutableList.copyOf(nodes),
        ImmutableList.copyOf(results),
        ImmutableList.copyOf(resultNames));
  }

  /// Adds a node of any op; returns all of its results.
  public ImmutableList<Value> emit(Op op) {
    Node node = Node.of(op, path.isEmpty() ? Location.UNKNOWN : Location.of(path));
    nodes.add(node);
    return node.results();
  }

  private Value only(Op op) {
    return emit(op).getFirst();
  }

  public Value constant(Literal literal) {
    return only(new ConstantOp(literal));
  }

  /// A scalar constant.
  public Value constant(ElementType element, double value) {
    return constant(Literal.scalar(element, value));
  }

  /// A tensor with one number in every place.
  public Value splat(TensorType type, double value) {
    return constant(Literal.splat(type, value));
  }

  public Value iota(TensorType type, long dimension) {
    return only(new IotaOp(type, dimension));
  }

  public Value unary(UnaryOp.Kind kind, Value operand) {
    return only(new UnaryOp(kind, operand));
  }

  public Value binary(BinaryOp.Kind kind, Value lhs, Value rhs) {
    return only(new BinaryOp(kind, lhs, rhs));
  }

  /// Complex numbers of real and imaginary parts.
  public Value complex(Value real, Value imaginary) {
    return only(new ComplexOp(real, imaginary));
  }

  public Value add(Value lhs, Value rhs) {
    return binary(BinaryOp.Kind.ADD, lhs, rhs);
  }

  public Value subtract(Value lhs, Value rhs) {
    return binary(BinaryOp.Kind.SUBTRACT, lhs, rhs);
  }

  public Value multiply(Value lhs, Value rhs) {
    return binary(BinaryOp.Kind.MULTIPLY, lhs, rhs);
  }

  public Value divide(Value lhs, Value rhs) {
    return binary(BinaryOp.Kind.DIVIDE, lhs, rhs);
  }

  public Value maximum(Value lhs, Value rhs) {
    return binary(BinaryOp.Kind.MAXIMUM, lhs, rhs);
  }

  public Value and(Value lhs, Value rhs) {
    return binary(BinaryOp.Kind.AND, lhs, rhs);
  }

  public Value negate(Value operand) {
    return unary(UnaryOp.Kind.NEGATE, operand);
  }

  public Value exponential(Value operand) {
    return unary(UnaryOp.Kind.EXPONENTIAL, operand);
  }

  public Value tanh(Value operand) {
    return unary(UnaryOp.Kind.TANH, operand);
  }

  public Value logistic(Value operand) {
    return unary(UnaryOp.Kind.LOGISTIC, operand);
  }

  public Value rsqrt(Value operand) {
    return unary(UnaryOp.Kind.RSQRT, operand);
  }

  /// Compares in the way that the specification defines for the element type.
  public Value compare(Value lhs, Value rhs, CompareOp.Direction direction) {
    CompareOp.Comparison comparison = CompareOp.comparisonOf(lhs.tensor().element());
    return only(new CompareOp(lhs, rhs, direction, comparison));
  }

  public Value select(Value predicate, Value onTrue, Value onFalse) {
    return only(new SelectOp(predicate, onTrue, onFalse));
  }

  public Value clamp(Value min, Value operand, Value max) {
    return only(new ClampOp(min, operand, max));
  }

  public Value convert(Value operand, ElementType element) {
    return only(new ConvertOp(operand, element));
  }

  /// The operand itself if it is of the type, else converted.
  public Value cast(Value operand, ElementType element) {
    return operand.tensor().element() == element ? operand : convert(operand, element);
  }

  /// The same bits as elements of another type.
  public Value bitcast(Value operand, Type type) {
    return only(new BitcastConvertOp(operand, type));
  }

  /// The integers of a quantised type that stand for floats, or for other quantised elements.
  public Value uniformQuantize(Value operand, QuantizedTensorType type) {
    return only(new UniformQuantizeOp(operand, type));
  }

  /// The floats that quantised elements stand for.
  public Value uniformDequantize(Value operand) {
    return only(new UniformDequantizeOp(operand));
  }

  /// The operand's axis `d` becomes axis `dimensions[d]` of a result of the given sizes.
  public Value broadcast(Value operand, long[] sizes, long... dimensions) {
    TensorType type = operand.tensor().withDims(sizes);
    return only(new BroadcastInDimOp(operand, type, ImmutableLongArray.copyOf(dimensions)));
  }

  public Value reshape(Value operand, long... dims) {
    return only(new ReshapeOp(operand, operand.tensor().withDims(dims)));
  }

  public Value transpose(Value operand, long... permutation) {
    return only(new TransposeOp(operand, ImmutableLongArray.copyOf(permutation)));
  }

  public Value concatenate(long dimension, Value... inputs) {
    return only(new ConcatenateOp(ImmutableList.copyOf(inputs), dimension));
  }

  /// `[start, limit)` of one axis, all of the others.
  public Value slice(Value operand, int axis, long start, long limit) {
    int rank = operand.tensor().rank();
    Checks.require(axis >= 0 && axis < rank, "slice", "an axis below rank(operand)", axis, operand);
    long[] starts = new long[rank];
    long[] limits = operand.tensor().dims().toArray();
    starts[axis] = start;
    limits[axis] = limit;
    return only(
        new SliceOp(
            operand,
            ImmutableLongArray.copyOf(starts),
            ImmutableLongArray.copyOf(limits),
            ImmutableLongArray.copyOf(LongStream.generate(() -> 1).limit(rank))));
  }

  public Value dynamicSlice(Value operand, List<Value> starts, long... sizes) {
    return only(
        new DynamicSliceOp(
            operand, ImmutableList.copyOf(starts), ImmutableLongArray.copyOf(sizes)));
  }

  public Value dynamicUpdateSlice(Value operand, Value update, List<Value> starts) {
    return only(new DynamicUpdateSliceOp(operand, update, ImmutableList.copyOf(starts)));
  }

  /// Rows of a matrix: operand `[rows, width]`, indices `[n...]`, result `[n..., width]`.
  public Value gatherRows(Value operand, Value indices) {
    TensorType type = operand.tensor();
    Checks.require(type.rank() == 2, "gather", "a matrix to take rows of", type);
    int rank = indices.tensor().rank();
    var numbers =
        new GatherOp.DimensionNumbers(
            ImmutableLongArray.of(rank),
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(0),
            rank);
    return only(
        new GatherOp(operand, indices, numbers, ImmutableLongArray.of(1, type.dim(1)), false));
  }

  /// Products summed over contracting axes, accumulated and returned in the operands' element type
  /// at the highest precision.
  public Value dotGeneral(Value lhs, Value rhs, DotGeneralOp.Dimensions dimensions) {
    ElementType element = lhs.tensor().element();
    return only(new DotGeneralOp(lhs, rhs, dimensions, DotGeneralOp.Precision.HIGHEST, element));
  }

  /// Folds axes with a binary function, starting from a number.
  public Value reduce(Value operand, double init, BinaryOperator<Value> body, long... dimensions) {
    ElementType element = operand.tensor().element();
    Value start = constant(element, init);
    return emit(new ReduceOp(
            ImmutableList.of(operand),
            ImmutableList.of(start),
            ImmutableLongArray.copyOf(dimensions),
            region(element, body)))
        .getFirst();
  }

  public Value reduceSum(Value operand, long... dimensions) {
    return reduce(operand, 0, this::add, dimensions);
  }

  public Value reduceMax(Value operand, long... dimensions) {
    return reduce(operand, Double.NEGATIVE_INFINITY, this::maximum, dimensions);
  }

  /// What the first body returns where the predicate holds, else what the second one does.
  public ImmutableList<Value> ifElse(
      Value pred, Supplier<List<Value>> trueBranch, Supplier<List<Value>> falseBranch) {
    return emit(new IfOp(pred, branch(trueBranch), branch(falseBranch)));
  }

  /// What the body of that number returns; any other number stands for the last.
  public ImmutableList<Value> switchCase(Value index, List<Supplier<List<Value>>> branches) {
    return emit(
        new CaseOp(
            index, branches.stream().map(this::branch).collect(ImmutableList.toImmutableList())));
  }

  private Region branch(Supplier<List<Value>> body) {
    return region(List.of(), _ -> body.get());
  }

  /// Runs the body on the operands, and again on what it returns, for as long as the condition
  /// holds.
  public ImmutableList<Value> whileLoop(
      List<Value> operand, Function<List<Value>, Value> cond, UnaryOperator<List<Value>> body) {
    List<Type> types = operand.stream().map(Value::type).toList();
    Region condition = region(types, state -> List.of(cond.apply(state)));
    return emit(new WhileOp(ImmutableList.copyOf(operand), condition, region(types, body)));
  }

  /// A region of two scalar parameters whose body is built with this builder's methods.
  public Region region(ElementType element, BinaryOperator<Value> body) {
    Type scalar = TensorType.of(element);
    return region(List.of(scalar, scalar), x -> List.of(body.apply(x.get(0), x.get(1))));
  }

  /// A region of parameters of the given types whose body is built with this builder's methods.
  public Region region(List<? extends Type> types, UnaryOperator<List<Value>> body) {
    ImmutableList<Value> inputs =
        types.stream().map(Value::new).collect(ImmutableList.toImmutableList());
    int from = nodes.size();
    List<Value> returned = body.apply(inputs);
    List<Node> made = nodes.subList(from, nodes.size());
    Region region = new Region(inputs, ImmutableList.copyOf(made), ImmutableList.copyOf(returned));
    made.clear();
    return region;
  }
}
