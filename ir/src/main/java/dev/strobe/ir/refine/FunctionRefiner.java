package dev.strobe.ir.refine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.FutureType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.DynamicShapeOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Refines one function for one way of calling it, node by node in order: once the operands are
/// static, so is the result.
final class FunctionRefiner {
  private final ProgramRefiner program;
  private final Map<Value, Value> replaced = new HashMap<>();
  private final KnownValues known = new KnownValues();
  private final StaticForms forms = new StaticForms(known);
  private final ShapeCalls shapeCalls;

  FunctionRefiner(ProgramRefiner program) {
    this.program = program;
    this.shapeCalls = new ShapeCalls(program, known);
  }

  ProgramRefiner.Refined refine(
      Graph function, String name, List<Type> types, ImmutableList<Optional<Literal>> values) {
    ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
    for (int i = 0; i < types.size(); i++) {
      Parameter old = function.parameters().get(i);
      Value value = replace(old.value(), types.get(i));
      known.put(value, values.get(i));
      parameters.add(old.withValue(value));
    }
    ImmutableList<Node> nodes = nodes(function.nodes());
    ImmutableList<Value> results = replaced(function.results());
    Graph graph =
        function.withName(name).withParameters(parameters.build()).withBody(nodes, results);
    return new ProgramRefiner.Refined(graph, known.of(results));
  }

  private Value replace(Value old, Type type) {
    Value value = new Value(type, old.name());
    replaced.put(old, value);
    return value;
  }

  private ImmutableList<Value> replaced(List<Value> values) {
    return values.stream()
        .map(value -> replaced.getOrDefault(value, value))
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    List<Node> refined = new ArrayList<>();
    for (Node node : nodes) {
      program.enter(node.location());
      node(node, refined);
    }
    return ImmutableList.copyOf(refined);
  }

  private void node(Node node, List<Node> refined) {
    Op op = node.op().withOperands(replaced(node.op().operands()));
    op = withRegions(op, node.op());
    if (op instanceof CallingOp call) {
      refined.add(call(call, node));
      return;
    }
    if (op instanceof CustomCallOp call && ShapeCalls.owns(call)) {
      replace(node, shapeCalls.of(call, node), refined);
      return;
    }
    Op made = made(op, node, refined);
    Node result = withResults(node.withOp(made), node.results());
    refined.add(result);
    known.fold(result);
    forms.define(result);
  }

  /// Adds what stands for a node that was written otherwise.
  private void replace(Node node, Decomposition made, List<Node> refined) {
    ImmutableList.Builder<Value> results = ImmutableList.builder();
    for (int i = 0; i < node.results().size(); i++) {
      Value old = node.results().get(i);
      results.add(replace(old, refined(node.op(), made.resultTypes().get(i), old.type())));
    }
    var all = made.defining(results.build(), node.location(), node.sharding(), ImmutableMap.of());
    for (Node each : all) {
      refined.add(each);
      known.fold(each);
      forms.define(each);
    }
  }

  /// The op of static types, behind nodes that it needs.
  private Op made(Op op, Node node, List<Node> refined) {
    return switch (op) {
      case DynamicShapeOp dynamic -> forms.of(dynamic, node, refined);
      case GetDimensionSizeOp size -> new ConstantOp(size.value(size.operand().tensor()));
      case BitcastConvertOp bitcast -> StaticForms.of(bitcast);
      case UniformQuantizeOp quantize -> StaticForms.of(quantize);
      default -> op;
    };
  }

  /// New results of the types that the op computes, which have to be static.
  private Node withResults(Node node, List<Value> old) {
    ImmutableList.Builder<Value> results = ImmutableList.builder();
    for (int i = 0; i < old.size(); i++) {
      results.add(
          replace(
              old.get(i), refined(node.op(), node.op().resultTypes().get(i), old.get(i).type())));
    }
    return node.withResults(results.build());
  }

  private static Type refined(Op op, Type computed, Type written) {
    if (!computed.fits(written)) {
      throw new InvalidOpException(
          op.name() + " requires a result of type " + written + ", got " + computed);
    }
    if (!UnknownShapes.isUnknown(computed)) {
      return computed;
    }
    Type both =
        switch (computed) {
          case QuantizedTensorType type -> type.refinedBy((QuantizedTensorType) written);
          case TensorType type -> type.refinedBy((TensorType) written);
          case FutureType _ -> computed;
          case TokenType _ -> computed;
          case TupleType _ -> computed;
        };
    if (UnknownShapes.isUnknown(both)) {
      throw new InvalidOpException(
          op.name() + " requires static dimensions of its result, got " + both);
    }
    return both;
  }

  private Node call(CallingOp call, Node node) {
    ImmutableList<Type> types =
        call.operands().stream().map(Value::type).collect(ImmutableList.toImmutableList());
    if (!program.isCopied(call)) {
      Node kept = withResults(node.withOp(call), node.results());
      known
          .all(call.operands())
          .ifPresent(arguments -> put(kept.results(), program.results(call, arguments)));
      return kept;
    }
    ProgramRefiner.Refined callee = program.callee(call, types, known.of(call.operands()));
    Op refined = call.withCallee(callee.function().name(), callee.function().resultTypes());
    Node result = withResults(node.withOp(refined), node.results());
    for (int i = 0; i < callee.results().size(); i++) {
      known.put(result.results().get(i), callee.results().get(i));
    }
    return result;
  }

  private void put(List<Value> values, List<Literal> literals) {
    for (int i = 0; i < values.size(); i++) {
      known.put(values.get(i), Optional.of(literals.get(i)).filter(KnownValues::maySayShapes));
    }
  }

  /// The op with refined bodies; parameters of a loop have the types of its operands.
  private Op withRegions(Op op, Op old) {
    if (old.regions().isEmpty()) {
      return op;
    }
    List<Region> refined = new ArrayList<>();
    for (Region region : old.regions()) {
      ImmutableList.Builder<Value> parameters = ImmutableList.builder();
      for (int i = 0; i < region.parameters().size(); i++) {
        Value parameter = region.parameters().get(i);
        Type type = op instanceof WhileOp ? op.operands().get(i).type() : parameter.type();
        Value value = replace(parameter, type);
        if (old instanceof WhileOp loop && loop.isKept(i)) {
          known.put(value, known.of(op.operands().get(i)));
        }
        parameters.add(value);
      }
      ImmutableList<Node> nodes = nodes(region.nodes());
      refined.add(new Region(parameters.build(), nodes, replaced(region.results())));
    }
    return op.withRegions(refined);
  }
}
