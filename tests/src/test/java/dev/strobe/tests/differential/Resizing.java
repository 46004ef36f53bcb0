package dev.strobe.tests.differential;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.FutureType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.WhileOp;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A program with one size made smaller wherever it occurs, arguments and constants cut to fit.
///
/// Where an op cannot have the smaller size, there is no such program.
final class Resizing {
  private final long from;
  private final long to;
  private final Map<Value, Value> resized = new HashMap<>();

  private Resizing(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /// Programs with sizes made one, or one less, the largest size first.
  static Stream<RandomProgram> of(RandomProgram random) {
    Graph main = random.program().main();
    Stream<Value> values =
        Stream.concat(
            main.parameters().stream().map(Parameter::value),
            main.nodes().stream().flatMap(node -> node.results().stream()));
    return values
        .flatMapToLong(value -> value.tensor().dims().stream())
        .filter(size -> size > 1)
        .distinct()
        .boxed()
        .sorted(Comparator.reverseOrder())
        .flatMap(
            size -> LongStream.of(1, size - 1).distinct().mapToObj(to -> new Resizing(size, to)))
        .flatMap(resizing -> resizing.apply(random).stream());
  }

  private Optional<RandomProgram> apply(RandomProgram random) {
    try {
      ImmutableList<Graph> functions =
          random.program().functions().stream().map(this::graph).collect(toImmutableList());
      return Optional.of(
          new RandomProgram(
              new Program(random.program().name(), functions, random.program().attributes()),
              random.arguments().stream().map(this::literal).collect(toImmutableList()),
              errors(random)));
    } catch (InvalidOpException e) {
      return Optional.empty();
    }
  }

  private ImmutableMap<Value, Double> errors(RandomProgram random) {
    ImmutableMap.Builder<Value, Double> errors = ImmutableMap.builder();
    random
        .errors()
        .forEach(
            (value, error) -> {
              if (resized.containsKey(value)) {
                errors.put(resized.get(value), error);
              }
            });
    return errors.buildOrThrow();
  }

  private Graph graph(Graph graph) {
    ImmutableList<Parameter> parameters =
        graph.parameters().stream()
            .map(p -> new Parameter(fresh(p.value()), p.name(), p.role()))
            .collect(toImmutableList());
    ImmutableList<Node> nodes = nodes(graph.nodes());
    return new Graph(graph.name(), parameters, nodes, read(graph.results()), graph.resultNames());
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    for (Node node : nodes) {
      Node made = Node.of(op(node.op()), node.location());
      for (int i = 0; i < node.results().size(); i++) {
        resized.put(node.results().get(i), made.results().get(i));
      }
      out.add(made);
    }
    return out.build();
  }

  private Op op(Op op) {
    ImmutableList<Value> x = read(op.operands());
    ImmutableList<Region> regions =
        op.regions().stream().map(this::region).collect(toImmutableList());
    return switch (op) {
      case BitcastConvertOp o -> new BitcastConvertOp(x.getFirst(), type(o.type()));
      case BroadcastInDimOp o ->
          new BroadcastInDimOp(x.getFirst(), type(o.type()), o.broadcastDimensions());
      case CallOp o ->
          new CallOp(o.callee(), x, o.types().stream().map(this::type).collect(toImmutableList()));
      case CaseOp _ -> new CaseOp(x.getFirst(), regions);
      case ConstantOp o -> new ConstantOp(literal(o.value()));
      case DynamicSliceOp o ->
          new DynamicSliceOp(x.getFirst(), x.subList(1, x.size()), sizes(o.sliceSizes()));
      case GatherOp o ->
          new GatherOp(
              x.get(0), x.get(1), o.numbers(), sizes(o.sliceSizes()), o.indicesAreSorted());
      case IfOp _ -> new IfOp(x.getFirst(), regions.get(0), regions.get(1));
      case IotaOp o -> new IotaOp(type(o.type()), o.iotaDimension());
      case ReshapeOp o -> new ReshapeOp(x.getFirst(), type(o.type()));
      case SliceOp o -> slice(o, x.getFirst());
      case WhileOp _ -> new WhileOp(x, regions.get(0), regions.get(1));
      default -> {
        Op moved = op.withOperands(x);
        yield regions.isEmpty() ? moved : moved.withRegions(regions);
      }
    };
  }

  private static SliceOp slice(SliceOp op, Value operand) {
    LongUnaryOperator size = d -> operand.tensor().dim((int) d);
    return new SliceOp(
        operand, within(op.startIndices(), size), within(op.limitIndices(), size), op.strides());
  }

  private static ImmutableLongArray within(ImmutableLongArray places, LongUnaryOperator size) {
    return ImmutableLongArray.copyOf(
        LongStream.range(0, places.length())
            .map(d -> Math.min(places.get((int) d), size.applyAsLong(d))));
  }

  private Region region(Region region) {
    ImmutableList<Value> parameters =
        region.parameters().stream().map(this::fresh).collect(toImmutableList());
    ImmutableList<Node> nodes = nodes(region.nodes());
    return new Region(parameters, nodes, read(region.results()));
  }

  private Value fresh(Value value) {
    Value made = new Value(type(value.tensor()), value.name());
    resized.put(value, made);
    return made;
  }

  private ImmutableList<Value> read(List<Value> values) {
    return values.stream()
        .map(value -> resized.getOrDefault(value, value))
        .collect(toImmutableList());
  }

  private Type type(Type type) {
    return switch (type) {
      case TensorType tensor -> type(tensor);
      case FutureType _ -> type;
      case TokenType _ -> type;
      case TupleType _ -> type;
    };
  }

  private TensorType type(TensorType type) {
    return type.withDims(sizes(type.dims()).stream());
  }

  private ImmutableLongArray sizes(ImmutableLongArray sizes) {
    return ImmutableLongArray.copyOf(sizes.stream().map(size -> size == from ? to : size));
  }

  /// The elements at the places that are left.
  private Literal literal(Literal literal) {
    TensorType type = type(literal.type());
    int width = literal.type().element().bits() / 8;
    byte[] bytes = new byte[(int) type.byteSize()];
    for (int i = 0; i < type.elementCount(); i++) {
      literal.bytes().get(place(i, type, literal.type()) * width, bytes, i * width, width);
    }
    return Literal.ofBytes(type, bytes);
  }

  /// Where the element at `index` of a type lies in a larger one.
  private static int place(int index, TensorType type, TensorType larger) {
    int rest = index;
    int place = 0;
    int stride = 1;
    for (int d : IntStream.iterate(type.rank() - 1, d -> d >= 0, d -> d - 1).toArray()) {
      place += (int) (rest % type.dim(d)) * stride;
      rest /= (int) type.dim(d);
      stride *= (int) larger.dim(d);
    }
    return place;
  }
}
