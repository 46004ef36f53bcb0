package dev.strobe.runtime.report;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.CompositeOp;
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
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.JointOp;
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
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An estimate of the arithmetic of nodes: a multiplication and an addition count one each, any
/// other elementwise operation counts one an element, moving elements counts nothing.
///
/// Bodies of loops count once, since nobody knows how often they run; of branches the dearest
/// counts.
final class Flops {
  private final Map<String, Long> functions = new HashMap<>();

  private Flops() {}

  /// Estimates for nodes of a program.
  static Flops of(Program program) {
    Flops flops = new Flops();
    for (Graph function : program.functions()) {
      flops.count(program, function);
    }
    return flops;
  }

  /// Callees first, and no recursion: chains of calls may be long.
  private void count(Program program, Graph root) {
    Deque<Graph> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Graph function = open.element();
      Optional<Graph> callee =
          function.nodes().stream()
              .filter(node -> node.op() instanceof CallingOp)
              .map(node -> ((CallingOp) node.op()).callee())
              .filter(name -> !functions.containsKey(name))
              .findFirst()
              .flatMap(program::function);
      if (callee.isPresent()) {
        open.push(callee.get());
      } else {
        functions.put(function.name(), sum(function.nodes()));
        open.pop();
      }
    }
  }

  private long sum(List<Node> nodes) {
    return nodes.stream().mapToLong(this::of).sum();
  }

  /// The estimate for one node, with what it holds.
  long of(Node node) {
    Op op = node.op();
    long results = Sizes.elements(node.results());
    return switch (op) {
      case BinaryOp _, ClampOp _, CompareOp _, SelectOp _, UnaryOp _ -> results;
      case UniformDequantizeOp _, UniformQuantizeOp _ -> 2 * results;
      case BatchNormInferenceOp _ -> 4 * results;
      case BatchNormTrainingOp batch -> 8 * Sizes.elements(batch.operands().getFirst());
      case BatchNormGradOp batch -> 12 * Sizes.elements(batch.operands().getFirst());
      case DotGeneralOp dot -> 2 * results * contracted(dot);
      case ConvolutionOp convolution -> 2 * results * window(convolution);
      case CholeskyOp cholesky -> results * last(cholesky.a()) / 3;
      case TriangularSolveOp solve -> results * last(solve.a());
      case FftOp fft -> 5 * Sizes.elements(fft.operand()) * log2(last(fft.operand()));
      case SortOp sort -> results * log2(Sizes.dim(node.results().getFirst(), sort.dimension()));
      case MapOp map -> results * bodies(map);
      case ReduceOp reduce -> Sizes.elements(reduce.operands().getFirst()) * bodies(reduce);
      case ReduceWindowOp reduce -> results * windowSize(reduce) * bodies(reduce);
      case ScatterOp scatter -> Sizes.elements(scatter.operands().getLast()) * bodies(scatter);
      case SelectAndScatterOp select -> Sizes.elements(select.operands().getFirst()) * 2;
      case JointOp joint -> joint(joint, results);
      case CompositeOp composite -> sum(composite.decomposition().nodes());
      case BitcastConvertOp _, BroadcastInDimOp _, ComplexOp _, ConcatenateOp _, ConstantOp _ -> 0;
      case ConvertOp _, DynamicShapeOp _, DynamicSliceOp _, DynamicUpdateSliceOp _ -> 0;
      case GatherOp _, GetDimensionSizeOp _, IotaOp _, OptimizationBarrierOp _, PadOp _ -> 0;
      case ReducePrecisionOp _, ReshapeOp _, ReverseOp _, RngBitGeneratorOp _, RngOp _ -> 0;
      case SliceOp _, StructuralOp _, TransposeOp _ -> 0;
    };
  }

  private long joint(JointOp op, long results) {
    if (op instanceof CallingOp call) {
      return functions.getOrDefault(call.callee(), 0L);
    }
    long dearest = 0;
    for (Region region : op.regions()) {
      dearest = Math.max(dearest, sum(region.nodes()));
    }
    boolean perElement = op.name().startsWith("all_reduce") || op.name().equals("reduce_scatter");
    return perElement ? results * dearest : dearest;
  }

  private long bodies(Op op) {
    return op.regions().stream().mapToLong(region -> sum(region.nodes())).sum();
  }

  private static long contracted(DotGeneralOp dot) {
    return dot.dimensions().lhsContracting().stream()
        .map(axis -> Sizes.dim(dot.lhs(), axis))
        .reduce(1, (a, b) -> a * b);
  }

  private static long window(ConvolutionOp convolution) {
    var kernel = convolution.numbers().kernel();
    long features = Sizes.dim(convolution.rhs(), kernel.inputFeature());
    return kernel.spatial().stream()
        .map(axis -> Sizes.dim(convolution.rhs(), axis))
        .reduce(features, (a, b) -> a * b);
  }

  private static long windowSize(ReduceWindowOp reduce) {
    return reduce.window().dimensions().stream().reduce(1, (a, b) -> a * b);
  }

  private static long last(Value value) {
    int rank = value.tensor().rank();
    return rank == 0 ? 1 : Sizes.dim(value, rank - 1);
  }

  private static long log2(long size) {
    return size <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(size - 1);
  }
}
