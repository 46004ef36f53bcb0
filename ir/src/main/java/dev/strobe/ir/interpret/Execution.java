package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.AsyncDoneOp;
import dev.strobe.ir.op.AsyncStartOp;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CollectiveOp;
import dev.strobe.ir.op.CollectivePermuteOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicShapeOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.GetTupleElementOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.JointOp;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ProcessIdOp;
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
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.TransferOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.TupleOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// One run of a program by some processes: walks node lists in order and gives each op to its
/// semantics, all processes at once.
///
/// Nothing waits: where processes part ways, in branches or loops, those that go one way run it
/// before the others go theirs.
final class Execution {
  private final Program program;
  private final Map<String, Schedule> schedules = new HashMap<>();
  private final RandomNumbers random = new RandomNumbers();
  private final Channels channels = new Channels();
  private final int replicas;
  private int depth;

  Execution(Program program, int replicas) {
    this.program = program;
    this.replicas = replicas;
  }

  /// What the entry function returns to each process.
  List<List<Datum>> run(List<? extends List<? extends Datum>> arguments) {
    List<Frame> frames = IntStream.range(0, arguments.size()).mapToObj(Frame::outermost).toList();
    return call(program.main(), frames, arguments);
  }

  /// @param callers one a process
  private List<List<Datum>> call(
      Graph function, List<Frame> callers, List<? extends List<? extends Datum>> arguments) {
    depth++;
    Checks.require(
        depth <= program.functions().size(),
        "call",
        "functions that do not call themselves",
        depth);
    List<Frame> frames = callers.stream().map(caller -> Frame.outermost(caller.replica())).toList();
    define(frames, function.parameters().stream().map(Parameter::value).toList(), arguments);
    Schedule schedule =
        schedules.computeIfAbsent(
            function.name(), name -> Schedule.of(function.nodes(), function.results()));
    List<List<Datum>> results = run(schedule, frames);
    depth--;
    return results;
  }

  private static void define(
      List<Frame> frames, List<Value> values, List<? extends List<? extends Datum>> data) {
    for (int i = 0; i < frames.size(); i++) {
      frames.get(i).scope().define(values, data.get(i));
    }
  }

  private List<List<Datum>> run(Schedule schedule, List<Frame> frames) {
    for (Schedule.Step step : schedule.steps()) {
      define(frames, step.node().results(), evaluate(step.node().op(), frames));
      frames.forEach(frame -> frame.scope().release(step.released()));
    }
    return lookUp(frames, schedule.results());
  }

  private static List<List<Datum>> lookUp(List<Frame> frames, List<Value> values) {
    return frames.stream().map(frame -> frame.lookUp(values)).toList();
  }

  private List<? extends List<? extends Datum>> evaluate(Op op, List<Frame> frames) {
    return op instanceof JointOp joint
        ? evaluate(joint, frames)
        : frames.stream().map(frame -> evaluate(op, frame)).toList();
  }

  private List<? extends List<? extends Datum>> evaluate(JointOp op, List<Frame> frames) {
    return switch (op) {
      case AsyncStartOp o -> start(o, frames);
      case CallingOp o -> call(callee(o), frames, lookUp(frames, o.operands()));
      case CaseOp o -> branch(o, frames, frame -> branch(o, frame));
      case CollectiveOp o -> together(o, frames);
      case IfOp o -> branch(o, frames, frame -> scalar(frame, o.pred()) != 0 ? 0 : 1);
      case WhileOp o -> loop(o, frames);
    };
  }

  /// Computes at once what an asynchronous op may take its time for.
  private List<List<Datum>> start(AsyncStartOp op, List<Frame> frames) {
    List<Integer> all = IntStream.range(0, frames.size()).boxed().toList();
    return new Body(op.body(), frames)
        .apply(all, lookUp(frames, op.operands())).stream()
            .map(made -> List.<Datum>of(new Datum.Bundle(ImmutableList.copyOf(made))))
            .toList();
  }

  /// Computes a collective op group by group.
  private List<List<Datum>> together(CollectiveOp op, List<Frame> frames) {
    Map<Integer, Frame> here = new LinkedHashMap<>();
    Map<Integer, List<Datum>> results = new HashMap<>();
    for (Frame frame : frames) {
      here.put(frame.replica(), frame);
      results.put(frame.replica(), List.copyOf(Collectives.alone(op)));
    }
    for (ImmutableLongArray group : op.processGroups(replicas)) {
      List<Integer> members = group.stream().mapToObj(Math::toIntExact).toList();
      if (members.stream().anyMatch(here::containsKey)) {
        requireAll(op, members, here.keySet());
        List<Frame> joined = members.stream().map(here::get).toList();
        put(op, results, joined);
      }
    }
    return frames.stream().map(frame -> results.get(frame.replica())).toList();
  }

  private static void requireAll(CollectiveOp op, List<Integer> group, Set<Integer> here) {
    Checks.require(
        here.containsAll(group),
        op.name(),
        "all replicas of the group " + group + " to come to it together",
        "only the replicas " + here);
  }

  private void put(CollectiveOp op, Map<Integer, List<Datum>> results, List<Frame> group) {
    List<List<Tensor>> operands =
        group.stream()
            .map(frame -> frame.lookUp(op.operands()).stream().map(Datum::tensor).toList())
            .toList();
    UnaryOperator<List<Tensor>> body =
        op.regions().isEmpty()
            ? UnaryOperator.identity()
            : body(op.regions().getFirst(), group.getFirst());
    List<List<Tensor>> made = new Collectives(op, operands, body).results();
    // Pairs of a permutation overlap: only the second of each gets something.
    int first = op instanceof CollectivePermuteOp ? 1 : 0;
    for (int i = first; i < group.size(); i++) {
      results.put(group.get(i).replica(), List.copyOf(made.get(i)));
    }
  }

  private static long scalar(Frame frame, Value value) {
    return frame.lookUp(List.of(value)).getFirst().tensor().integer(0);
  }

  private static int branch(CaseOp op, Frame frame) {
    int last = op.branches().size() - 1;
    long chosen = scalar(frame, op.index());
    return chosen >= 0 && chosen < last ? (int) chosen : last;
  }

  /// Runs each branch for the processes that choose it.
  private List<List<Datum>> branch(JointOp op, List<Frame> frames, ToIntFunction<Frame> choice) {
    Map<Integer, List<Datum>> results = new HashMap<>();
    for (int b = 0; b < op.regions().size(); b++) {
      int branch = b;
      List<Integer> chosen =
          IntStream.range(0, frames.size())
              .filter(i -> choice.applyAsInt(frames.get(i)) == branch)
              .boxed()
              .toList();
      if (!chosen.isEmpty()) {
        List<List<Datum>> nothing = chosen.stream().map(_ -> List.<Datum>of()).toList();
        put(results, chosen, new Body(op.regions().get(b), frames).apply(chosen, nothing));
      }
    }
    return IntStream.range(0, frames.size()).mapToObj(results::get).toList();
  }

  private static void put(
      Map<Integer, List<Datum>> all, List<Integer> places, List<List<Datum>> data) {
    for (int i = 0; i < places.size(); i++) {
      all.put(places.get(i), data.get(i));
    }
  }

  /// Runs a loop for the processes whose condition holds, until it does for none.
  private List<List<Datum>> loop(WhileOp op, List<Frame> frames) {
    Body cond = new Body(op.cond(), frames);
    Body body = new Body(op.body(), frames);
    List<Integer> all = IntStream.range(0, frames.size()).boxed().toList();
    Map<Integer, List<Datum>> states = new HashMap<>();
    put(states, all, lookUp(frames, op.operand()));
    List<Integer> active = all;
    while (true) {
      List<List<Datum>> state = active.stream().map(states::get).toList();
      List<List<Datum>> holds = cond.apply(active, state);
      List<Integer> before = active;
      active =
          IntStream.range(0, before.size())
              .filter(i -> holds.get(i).getFirst().tensor().integer(0) != 0)
              .mapToObj(before::get)
              .toList();
      if (active.isEmpty()) {
        return all.stream().map(states::get).toList();
      }
      put(states, active, body.apply(active, active.stream().map(states::get).toList()));
    }
  }

  /// A region as a function of what some processes hold; outer values are looked up where it is
  /// defined.
  private final class Body {
    private final Region region;
    private final Schedule schedule;
    private final List<Frame> frames;

    Body(Region region, List<Frame> around) {
      this.region = region;
      this.schedule = Schedule.of(region.nodes(), region.results());
      this.frames = around.stream().map(Frame::inner).toList();
    }

    /// @param active which of the processes run it
    /// @param arguments of each of these
    List<List<Datum>> apply(List<Integer> active, List<? extends List<? extends Datum>> arguments) {
      List<Frame> running = active.stream().map(frames::get).toList();
      define(running, region.parameters(), arguments);
      return run(schedule, running);
    }
  }

  /// A region as a function of tensors of one process.
  private UnaryOperator<List<Tensor>> body(Region region, Frame frame) {
    Body body = new Body(region, List.of(frame));
    return arguments ->
        Lists.transform(body.apply(List.of(0), List.of(arguments)).getFirst(), Datum::tensor);
  }

  private List<? extends Datum> evaluate(Op op, Frame frame) {
    List<Datum> operands = frame.lookUp(op.operands());
    List<Tensor> x = Lists.transform(operands, Datum::tensor);
    return switch (op) {
      case BatchNormGradOp o -> Normalization.grad(o, x);
      case BatchNormInferenceOp o -> List.of(Normalization.inference(o, x));
      case BatchNormTrainingOp o -> Normalization.training(o, x);
      case BinaryOp o -> List.of(Elementwise.binary(o.kind(), x.get(0), x.get(1)));
      case BitcastConvertOp o -> List.of(Conversion.bitcast(x.getFirst(), o.storage()));
      case BroadcastInDimOp o -> List.of(Movement.broadcast(o, x.getFirst()));
      case CholeskyOp o -> List.of(Triangles.cholesky(o, x.getFirst()));
      case ClampOp _ -> List.of(Elementwise.clamp(x.get(0), x.get(1), x.get(2)));
      case CompareOp o -> List.of(Comparison.compare(o, x.get(0), x.get(1)));
      case ComplexOp o -> List.of(Elementwise.complex(x.get(0), x.get(1), o.type()));
      case CompositeOp o -> expanded(o, frame);
      case ConcatenateOp o -> List.of(Movement.concatenate(o, x));
      case ConstantOp o -> List.of(Tensor.of(o.value()));
      case ConvertOp o -> List.of(Conversion.convert(x.getFirst(), o.element()));
      case ConvolutionOp o -> List.of(Convolving.convolve(o, x.get(0), x.get(1)));
      case DotGeneralOp o -> List.of(Contraction.dotGeneral(o, x.get(0), x.get(1)));
      case DynamicShapeOp o -> evaluate(o.withShapes(shapes(o, frame)), frame);
      case DynamicSliceOp o -> List.of(Movement.dynamicSlice(o, x));
      case DynamicUpdateSliceOp _ -> List.of(Movement.dynamicUpdateSlice(x));
      case FftOp o -> List.of(Fourier.transform(o, x.getFirst()));
      case GatherOp o -> List.of(Indexing.gather(o, x.get(0), x.get(1)));
      case GetDimensionSizeOp o -> List.of(Tensor.of(o.value(x.getFirst().type())));
      case IotaOp o -> List.of(Movement.iota(o));
      case JointOp o -> evaluate(o, List.of(frame)).getFirst();
      case MapOp o -> List.of(Elementwise.map(o, x, body(o.computation(), frame)));
      case OptimizationBarrierOp _ -> operands;
      case PadOp o -> List.of(Movement.pad(o, x.get(0), x.get(1)));
      case ReduceOp o -> Folding.reduce(o, x, body(o.body(), frame));
      case ReducePrecisionOp o -> List.of(Precision.reduce(o, x.getFirst()));
      case ReduceWindowOp o -> Windows.reduce(o, x, body(o.body(), frame));
      case ReshapeOp o -> List.of(x.getFirst().reshaped(o.type()));
      case ReverseOp o -> List.of(Movement.reverse(o, x.getFirst()));
      case RngBitGeneratorOp o -> RandomBits.generate(o, x.getFirst());
      case RngOp o -> List.of(random.generate(o, x.get(0), x.get(1), x.get(2)));
      case ScatterOp o -> Indexing.scatter(o, x, body(o.updateComputation(), frame));
      case SelectAndScatterOp o ->
          List.of(
              Windows.selectAndScatter(
                  o, x, body(o.bodies().select(), frame), body(o.bodies().scatter(), frame)));
      case SelectOp _ -> List.of(Elementwise.select(x.get(0), x.get(1), x.get(2)));
      case SliceOp o -> List.of(Movement.slice(o, x.getFirst()));
      case SortOp o -> Sorting.sort(o, x, body(o.comparator(), frame));
      case StructuralOp o -> structural(o, operands, frame);
      case TransposeOp o -> List.of(Movement.transpose(o, x.getFirst()));
      case TriangularSolveOp o -> List.of(Triangles.solve(o, x.get(0), x.get(1)));
      case UnaryOp o -> List.of(Elementwise.unary(o, x.getFirst()));
      case UniformDequantizeOp o -> List.of(Quantization.dequantize(x.getFirst(), o.type()));
      case UniformQuantizeOp o -> List.of(Quantization.quantize(o, x.getFirst()));
    };
  }

  /// What the ops give that a composite stands for.
  private List<Datum> expanded(CompositeOp op, Frame frame) {
    Decomposition parts = op.decomposition();
    Region body = new Region(ImmutableList.of(), parts.nodes(), parts.results());
    return new Body(body, List.of(frame)).apply(List.of(0), List.of(List.<Datum>of())).getFirst();
  }

  /// The integers that the shape operands hold.
  private static List<ImmutableLongArray> shapes(DynamicShapeOp op, Frame frame) {
    return Lists.transform(frame.lookUp(op.shapeOperands()), Datum::tensor).stream()
        .map(
            tensor ->
                ImmutableLongArray.copyOf(
                    IntStream.range(0, tensor.size()).mapToLong(tensor::integer)))
        .toList();
  }

  private List<? extends Datum> structural(StructuralOp op, List<Datum> operands, Frame frame) {
    return switch (op) {
      case AfterAllOp _ -> List.of(Datum.Bundle.TOKEN);
      case AsyncDoneOp _ -> operands.getFirst().bundle().elements();
      case CustomCallOp o -> customCall(o, operands);
      case ExpectOp o -> {
        Expectations.require(o, operands.get(0).tensor(), operands.get(1).tensor());
        yield List.of();
      }
      case GetTupleElementOp o ->
          List.of(operands.getFirst().bundle().elements().get((int) o.index()));
      case ProcessIdOp o -> List.of(processId(o, frame));
      case TransferOp o -> channels.run(o, operands, frame.replica());
      case TupleOp _ -> List.of(new Datum.Bundle(ImmutableList.copyOf(operands)));
    };
  }

  private static List<Datum> customCall(CustomCallOp op, List<Datum> operands) {
    op.requireKnown();
    return operands;
  }

  private static Tensor processId(ProcessIdOp op, Frame frame) {
    Tensor id = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    id.setInteger(
        0,
        switch (op.axis()) {
          case PARTITION -> 0;
          case REPLICA -> frame.replica();
        });
    return id;
  }

  private Graph callee(CallingOp op) {
    Graph function =
        program
            .function(op.callee())
            .orElseThrow(
                () ->
                    new InvalidOpException(
                        op.name() + " requires a function of the program, got " + op.callee()));
    ImmutableList<Type> arguments =
        op.operands().stream().map(Value::type).collect(ImmutableList.toImmutableList());
    Checks.require(
        arguments.equals(function.parameterTypes())
            && op.resultTypes().equals(function.resultTypes()),
        op.name(),
        "the types of @" + op.callee() + ", " + function.parameterTypes(),
        arguments,
        op.resultTypes());
    return function;
  }
}
