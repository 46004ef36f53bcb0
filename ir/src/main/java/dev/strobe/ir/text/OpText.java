package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.denseArray;
import static dev.strobe.ir.text.MlirSyntax.functionType;
import static dev.strobe.ir.text.MlirSyntax.list;
import static dev.strobe.ir.text.MlirSyntax.typesOf;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AsyncStartOp;
import dev.strobe.ir.op.BatchNorm;
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
import dev.strobe.ir.op.CollectiveOp;
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
import dev.strobe.ir.op.ForeignCompositeOp;
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
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How each op is spelled, right of the `=`: MLIR's pretty form where StableHLO defines one,
/// otherwise the generic form.
///
/// @param names names of all values in scope
/// @param regions writes the body of an op in generic form
/// @param results what the op defines; their types may say more or less than the op computes
record OpText(SsaNames names, Function<Region, String> regions, ImmutableList<Value> results) {
  /// @param attributes the attribute dictionary with a leading space, or nothing
  String of(Node node, String attributes) {
    Op op = node.op();
    return switch (op) {
      case AsyncStartOp o -> generic(o, "", attributes);
      case BatchNormGradOp o -> generic(o, batchNorm(o.axis()), attributes);
      case BatchNormInferenceOp o -> generic(o, batchNorm(o.axis()), attributes);
      case BatchNormTrainingOp o -> generic(o, batchNorm(o.axis()), attributes);
      case BinaryOp o -> uniform(o, "", attributes);
      case BitcastConvertOp o -> plain(o, attributes);
      case BroadcastInDimOp o ->
          functional(o, ", dims = " + list(o.broadcastDimensions()), attributes);
      case CallOp o -> call(o, attributes);
      case CaseOp o -> generic(o, "", attributes);
      case CholeskyOp o -> uniform(o, ", lower = " + o.lower(), attributes);
      case ClampOp o -> uniform(o, "", attributes);
      case CollectiveOp o -> generic(o, CollectiveText.properties(o), attributes);
      case CompareOp o -> compare(o, attributes);
      case ComplexOp o -> typed(o, names.of(o.operands()), attributes, o.type().text());
      case CompositeOp o ->
          throw new IllegalStateException(o.compositeName() + " requires a function");
      case ConcatenateOp o -> functional(o, ", dim = " + o.dimension(), attributes);
      case ConstantOp o -> constant(o, attributes);
      case ConvertOp o -> plain(o, attributes);
      case ConvolutionOp o -> convolution(o, attributes);
      case DotGeneralOp o -> dotGeneral(o, attributes);
      case DynamicShapeOp o -> new DynamicOpText(this, attributes).of(o);
      case DynamicSliceOp o -> functional(o, ", sizes = " + list(o.sliceSizes()), attributes);
      case DynamicUpdateSliceOp o -> plain(o, attributes);
      case FftOp o ->
          functional(o, ", type = " + o.kind() + ", length = " + list(o.fftLength()), attributes);
      case ForeignCompositeOp o -> composite(o, attributes);
      case GatherOp o -> generic(o, DimensionNumbersText.of(o), attributes);
      case GetDimensionSizeOp o -> functional(o, ", dim = " + o.dimension(), attributes);
      case IfOp o -> generic(o, "", attributes);
      case IotaOp o -> typed(o, "dim = " + o.iotaDimension(), attributes, o.type().text());
      case MapOp o -> generic(o, "dimensions = " + denseArray(o.dimensions()), attributes);
      case OptimizationBarrierOp o -> optimizationBarrier(o, attributes);
      case PadOp o -> functional(o, padding(o), attributes);
      case ReduceOp o -> reduce(node, o, attributes);
      case ReducePrecisionOp o -> uniform(o, format(o), attributes);
      case ReduceWindowOp o -> generic(o, WindowText.of(o.window()), attributes);
      case ReshapeOp o -> plain(o, attributes);
      case ReverseOp o -> uniform(o, ", dims = " + list(o.dimensions()), attributes);
      case RngBitGeneratorOp o -> functional(o, ", algorithm = " + o.algorithm(), attributes);
      case RngOp o -> functional(o, ", distribution = " + o.distribution(), attributes);
      case ScatterOp o -> generic(o, DimensionNumbersText.of(o), attributes);
      case SelectAndScatterOp o -> generic(o, WindowText.dense(o.window()), attributes);
      case SelectOp o -> select(o, attributes);
      case SliceOp o -> functional(o, " " + bounds(o), attributes);
      case SortOp o ->
          generic(
              o,
              "dimension = " + o.dimension() + " : i64, is_stable = " + o.isStable(),
              attributes);
      case StructuralOp o -> new StructuralOpText(this, attributes).of(o);
      case TransposeOp o -> functional(o, ", dims = " + list(o.permutation()), attributes);
      case TriangularSolveOp o -> generic(o, triangles(o.form()), attributes);
      case UnaryOp o -> uniform(o, "", AccuracyText.of(o.accuracy(), attributes));
      case UniformDequantizeOp o -> plain(o, attributes);
      case UniformQuantizeOp o -> plain(o, attributes);
      case WhileOp o -> generic(o, "", attributes);
    };
  }

  ImmutableList<Type> resultTypes() {
    return results.stream().map(Value::type).collect(ImmutableList.toImmutableList());
  }

  /// Whether one type says that of each of some values and of the result.
  private boolean isOneType(List<Value> values) {
    String type = results.getFirst().type().text();
    return values.stream().allMatch(value -> value.type().text().equals(type));
  }

  /// With one type where it is that of all operands and of the result, else with all of them.
  String uniform(Op op, String behind, String attributes) {
    return isOneType(op.operands())
        ? typed(op, names.of(op.operands()) + behind, attributes, results.getFirst().type().text())
        : functional(op, behind, attributes);
  }

  static String typed(Op op, String middle, String attributes, String type) {
    String space = middle.isEmpty() ? "" : " ";
    return "stablehlo." + op.name() + space + middle + attributes + " : " + type;
  }

  /// Operands, something behind them, and the types of operands and results.
  String functional(Op op, String behind, String attributes) {
    String type = functionType(op.operands(), resultTypes());
    return typed(op, names.of(op.operands()) + behind, attributes, type);
  }

  String plain(Op op, String attributes) {
    return functional(op, "", attributes);
  }

  /// The form that every op has: properties in angle brackets, bodies in braces.
  String generic(Op op, String properties, String attributes) {
    String bodies = op.regions().stream().map(regions).collect(Collectors.joining(", "));
    return "\"stablehlo."
        + op.name()
        + "\"("
        + names.of(op.operands())
        + ")"
        + (properties.isEmpty() ? "" : " <{" + properties + "}>")
        + (bodies.isEmpty() ? "" : " (" + bodies + ")")
        + attributes
        + " : "
        + functionType(op.operands(), resultTypes());
  }

  private static String triangles(TriangularSolveOp.Form form) {
    return "left_side = "
        + form.leftSide()
        + ", lower = "
        + form.lower()
        + ", transpose_a = #stablehlo<transpose "
        + form.transposeA()
        + ">, unit_diagonal = "
        + form.unitDiagonal();
  }

  private static String batchNorm(BatchNorm.Axis axis) {
    return "epsilon = "
        + LiteralText.ofF32(axis.epsilon())
        + " : f32, feature_index = "
        + axis.featureIndex()
        + " : i64";
  }

  private String call(CallOp op, String attributes) {
    return "func.call "
        + MlirSyntax.symbol(op.callee())
        + "("
        + names.of(op.arguments())
        + ")"
        + attributes
        + " : "
        + functionType(op.operands(), resultTypes());
  }

  private String composite(ForeignCompositeOp op, String attributes) {
    List<String> properties = new ArrayList<>();
    if (!op.details().attributes().isEmpty()) {
      properties.add("composite_attributes = " + op.details().attributes());
    }
    properties.add("decomposition = " + MlirSyntax.symbol(op.decomposition()));
    if (op.details().version() != 0) {
      properties.add("version = " + op.details().version() + " : i32");
    }
    String name = MlirSyntax.quoted(op.compositeName());
    if (!op.regions().isEmpty()) {
      properties.add("name = " + name);
      return generic(op, String.join(", ", properties), attributes);
    }
    String operands = op.inputs().isEmpty() ? "" : " " + names.of(op.inputs());
    String all = MlirSyntax.withAttributes(properties, attributes);
    return typed(op, name + operands, all, functionType(op.inputs(), resultTypes()));
  }

  private String compare(CompareOp op, String attributes) {
    String middle = op.direction() + ", " + names.of(op.operands()) + ", " + op.comparison().name();
    return typed(op, middle, attributes, functionType(op.operands(), resultTypes()));
  }

  private static String constant(ConstantOp op, String attributes) {
    String type = op.value().type().text();
    return "stablehlo.constant" + attributes + " " + LiteralText.of(op.value()) + " : " + type;
  }

  private String convolution(ConvolutionOp op, String attributes) {
    return "stablehlo.convolution("
        + names.of(op.operands())
        + ")"
        + ConvolutionText.of(op, attributes)
        + " : "
        + functionType(op.operands(), resultTypes());
  }

  private String dotGeneral(DotGeneralOp op, String attributes) {
    DotGeneralOp.Dimensions d = op.dimensions();
    String batching =
        d.lhsBatching().isEmpty()
            ? ""
            : ", batching_dims = " + list(d.lhsBatching()) + " x " + list(d.rhsBatching());
    String contracting =
        ", contracting_dims = " + list(d.lhsContracting()) + " x " + list(d.rhsContracting());
    return functional(op, batching + contracting + AccuracyText.of(op.accuracy()), attributes);
  }

  private String optimizationBarrier(OptimizationBarrierOp op, String attributes) {
    List<Type> types = op.operand().stream().map(Value::type).toList();
    if (op.operand().isEmpty() || !types.equals(resultTypes())) {
      // Without operands the pretty form would swallow the next line.
      return generic(op, "", attributes);
    }
    String operands = names.of(op.operand());
    return "stablehlo.optimization_barrier"
        + attributes
        + " "
        + operands
        + " : "
        + typesOf(op.operand());
  }

  private static String padding(PadOp op) {
    return ", low = "
        + list(op.edgePaddingLow())
        + ", high = "
        + list(op.edgePaddingHigh())
        + ", interior = "
        + list(op.interiorPadding());
  }

  private String reduce(Node node, ReduceOp op, String attributes) {
    if (!isOneBinaryOp(node, op)) {
      return generic(op, "dimensions = " + denseArray(op.dimensions()), attributes);
    }
    return "stablehlo.reduce("
        + names.of(op.inputs())
        + " init: "
        + names.of(op.initValues())
        + ") applies stablehlo."
        + op.body().nodes().getFirst().op().name()
        + " across dimensions = "
        + list(op.dimensions())
        + attributes
        + " : "
        + functionType(op.operands(), resultTypes());
  }

  /// Whether the body is what the short form stands for: one commutative op on both parameters, in
  /// order, at the place of the reduction itself.
  private static boolean isOneBinaryOp(Node node, ReduceOp reduce) {
    Region body = reduce.body();
    if (reduce.inputs().size() != 1 || body.nodes().size() != 1) {
      return false;
    }
    Node inner = body.nodes().getFirst();
    return inner.op() instanceof BinaryOp binary
        && binary.kind().isCommutative()
        && binary.operands().equals(body.parameters())
        && inner.results().equals(body.results())
        && body.resultTypes().getFirst().equals(reduce.initValues().getFirst().type())
        && inner.attributes().isEmpty()
        && inner.sharding().isEmpty()
        && inner.location().equals(node.location());
  }

  private static String format(ReducePrecisionOp op) {
    return ", format = e" + op.exponentBits() + "m" + op.mantissaBits();
  }

  private String select(SelectOp op, String attributes) {
    if (!isOneType(ImmutableList.of(op.onTrue(), op.onFalse()))) {
      return plain(op, attributes);
    }
    String types = op.predicate().type().text() + ", " + op.onTrue().type().text();
    return typed(op, names.of(op.operands()), attributes, types);
  }

  private static String bounds(SliceOp op) {
    return IntStream.range(0, op.startIndices().length())
        .mapToObj(
            d -> {
              long stride = op.strides().get(d);
              String range = op.startIndices().get(d) + ":" + op.limitIndices().get(d);
              return stride == 1 ? range : range + ":" + stride;
            })
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
