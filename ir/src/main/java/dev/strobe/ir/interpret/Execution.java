package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicShapeOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// One run of a program: walks node lists in order and gives each op to its semantics.
final class Execution {
  private final Program program;
  private final Map<String, Schedule> schedules = new HashMap<>();
  private final RandomNumbers random = new RandomNumbers();
  private int depth;

  Execution(Program program) {
    this.program = program;
  }

  List<Tensor> call(Graph function, List<Tensor> arguments) {
    depth++;
    Checks.require(
        depth <= program.functions().size(),
        "call",
        "functions that do not call themselves",
        depth);
    Scope scope = Scope.outermost();
    scope.define(function.parameters().stream().map(Parameter::value).toList(), arguments);
    Schedule schedule =
        schedules.computeIfAbsent(
            function.name(), name -> Schedule.of(function.nodes(), function.results()));
    List<Tensor> results = run(schedule, scope);
    depth--;
    return results;
  }

  private List<Tensor> run(Schedule schedule, Scope scope) {
    for (Schedule.Step step : schedule.steps()) {
      Op op = step.node().op();
      scope.define(step.node().results(), evaluate(op, scope));
      scope.release(step.released());
    }
    return scope.lookUp(schedule.results());
  }

  /// A region as a function of tensors; outer values are looked up where it is defined.
  private UnaryOperator<List<Tensor>> body(Region region, Scope outer) {
    Schedule schedule = Schedule.of(region.nodes(), region.results());
    Scope scope = outer.inner();
    return arguments -> {
      scope.define(region.parameters(), arguments);
      return run(schedule, scope);
    };
  }

  private List<Tensor> evaluate(Op op, Scope scope) {
    List<Tensor> x = scope.lookUp(op.operands());
    return switch (op) {
      case BatchNormGradOp o -> Normalization.grad(o, x);
      case BatchNormInferenceOp o -> List.of(Normalization.inference(o, x));
      case BatchNormTrainingOp o -> Normalization.training(o, x);
      case BinaryOp o -> List.of(Elementwise.binary(o.kind(), x.get(0), x.get(1)));
      case BitcastConvertOp o -> List.of(Conversion.bitcast(x.getFirst(), o.storage()));
      case BroadcastInDimOp o -> List.of(Movement.broadcast(o, x.getFirst()));
      case CallOp o -> call(callee(o), x);
      case CaseOp o -> body(branch(o, x.getFirst()), scope).apply(List.of());
      case CholeskyOp o -> List.of(Triangles.cholesky(o, x.getFirst()));
      case ClampOp _ -> List.of(Elementwise.clamp(x.get(0), x.get(1), x.get(2)));
      case CompareOp o -> List.of(Comparison.compare(o, x.get(0), x.get(1)));
      case ComplexOp o -> List.of(Elementwise.complex(x.get(0), x.get(1), o.type()));
      case ConcatenateOp o -> List.of(Movement.concatenate(o, x));
      case ConstantOp o -> List.of(Tensor.of(o.value()));
      case ConvertOp o -> List.of(Conversion.convert(x.getFirst(), o.element()));
      case ConvolutionOp o -> List.of(Convolving.convolve(o, x.get(0), x.get(1)));
      case DotGeneralOp o -> List.of(Contraction.dotGeneral(o, x.get(0), x.get(1)));
      case DynamicShapeOp o -> evaluate(o.withShapes(shapes(o, scope)), scope);
      case DynamicSliceOp o -> List.of(Movement.dynamicSlice(o, x));
      case DynamicUpdateSliceOp _ -> List.of(Movement.dynamicUpdateSlice(x));
      case FftOp o -> List.of(Fourier.transform(o, x.getFirst()));
      case GatherOp o -> List.of(Indexing.gather(o, x.get(0), x.get(1)));
      case GetDimensionSizeOp o -> List.of(Tensor.of(o.value(x.getFirst().type())));
      case IfOp o -> body(branch(o, x.getFirst()), scope).apply(List.of());
      case IotaOp o -> List.of(Movement.iota(o));
      case MapOp o -> List.of(Elementwise.map(o, x, body(o.computation(), scope)));
      case OptimizationBarrierOp _ -> x;
      case PadOp o -> List.of(Movement.pad(o, x.get(0), x.get(1)));
      case ReduceOp o -> Folding.reduce(o, x, body(o.body(), scope));
      case ReducePrecisionOp o -> List.of(Precision.reduce(o, x.getFirst()));
      case ReduceWindowOp o -> Windows.reduce(o, x, body(o.body(), scope));
      case ReshapeOp o -> List.of(x.getFirst().reshaped(o.type()));
      case ReverseOp o -> List.of(Movement.reverse(o, x.getFirst()));
      case RngBitGeneratorOp o -> RandomBits.generate(o, x.getFirst());
      case RngOp o -> List.of(random.generate(o, x.get(0), x.get(1), x.get(2)));
      case ScatterOp o -> Indexing.scatter(o, x, body(o.updateComputation(), scope));
      case SelectAndScatterOp o ->
          List.of(
              Windows.selectAndScatter(
                  o, x, body(o.bodies().select(), scope), body(o.bodies().scatter(), scope)));
      case SelectOp _ -> List.of(Elementwise.select(x.get(0), x.get(1), x.get(2)));
      case SliceOp o -> List.of(Movement.slice(o, x.getFirst()));
      case SortOp o -> Sorting.sort(o, x, body(o.comparator(), scope));
      case TransposeOp o -> List.of(Movement.transpose(o, x.getFirst()));
      case TriangularSolveOp o -> List.of(Triangles.solve(o, x.get(0), x.get(1)));
      case UnaryOp o -> List.of(Elementwise.unary(o, x.getFirst()));
      case UniformDequantizeOp o -> List.of(Quantization.dequantize(x.getFirst(), o.type()));
      case UniformQuantizeOp o -> List.of(Quantization.quantize(o, x.getFirst()));
      case WhileOp o -> loop(x, body(o.cond(), scope), body(o.body(), scope));
    };
  }

  /// The integers that the shape operands hold.
  private static List<ImmutableLongArray> shapes(DynamicShapeOp op, Scope scope) {
    return scope.lookUp(op.shapeOperands()).stream()
        .map(
            tensor ->
                ImmutableLongArray.copyOf(
                    IntStream.range(0, tensor.size()).mapToLong(tensor::integer)))
        .toList();
  }

  private static Region branch(IfOp op, Tensor pred) {
    return pred.integer(0) != 0 ? op.trueBranch() : op.falseBranch();
  }

  private static Region branch(CaseOp op, Tensor index) {
    int last = op.branches().size() - 1;
    long chosen = index.integer(0);
    return op.branches().get(chosen >= 0 && chosen < last ? (int) chosen : last);
  }

  private static List<Tensor> loop(
      List<Tensor> operand, UnaryOperator<List<Tensor>> cond, UnaryOperator<List<Tensor>> body) {
    List<Tensor> state = operand;
    while (cond.apply(state).getFirst().integer(0) != 0) {
      state = body.apply(state);
    }
    return state;
  }

  private Graph callee(CallOp op) {
    Graph function =
        program
            .function(op.callee())
            .orElseThrow(
                () ->
                    new InvalidOpException(
                        "call requires a function of the program, got " + op.callee()));
    ImmutableList<Type> arguments =
        op.arguments().stream().map(Value::type).collect(ImmutableList.toImmutableList());
    Checks.require(
        arguments.equals(function.parameterTypes()) && op.types().equals(function.resultTypes()),
        "call",
        "the types of @" + op.callee() + ", " + function.parameterTypes(),
        arguments,
        op.types());
    return function;
  }
}
