package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns quantised types, which XLA has not, into the integers that hold them, and quantising and
/// dequantising into arithmetic. Sizes have to be known.
final class DecomposeQuantized {
  private final Map<Value, Value> replaced = new HashMap<>();

  private DecomposeQuantized() {}

  static Program apply(Program program) {
    DecomposeQuantized pass = new DecomposeQuantized();
    ImmutableList<Graph> functions =
        program.functions().stream().map(pass::function).collect(toImmutableList());
    return pass.replaced.isEmpty() ? program : program.withFunctions(functions);
  }

  private Graph function(Graph function) {
    ImmutableList<Parameter> parameters =
        function.parameters().stream()
            .map(old -> old.withValue(held(old.value())))
            .collect(toImmutableList());
    ImmutableList<Node> nodes = nodes(function.nodes());
    return function.withParameters(parameters).withBody(nodes, replaced(function.results()));
  }

  /// What takes the place of a value that is defined here: itself, unless it is quantised.
  private Value held(Value old) {
    if (!(old.type() instanceof QuantizedTensorType type)) {
      return old;
    }
    Value value = new Value(type.storage(), old.name());
    replaced.put(old, value);
    return value;
  }

  private ImmutableList<Value> held(List<Value> old) {
    return old.stream().map(this::held).collect(toImmutableList());
  }

  private ImmutableList<Value> replaced(List<Value> values) {
    return values.stream()
        .map(value -> replaced.getOrDefault(value, value))
        .collect(toImmutableList());
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    List<Node> out = new ArrayList<>();
    nodes.forEach(node -> add(node, out));
    return ImmutableList.copyOf(out);
  }

  private void add(Node node, List<Node> out) {
    Op op = node.op();
    ImmutableList<Value> operands = replaced(op.operands());
    switch (op) {
      case UniformDequantizeOp o -> {
        QuantizedArithmetic arithmetic = new QuantizedArithmetic(node.location(), out);
        arithmetic.dequantized(operands.getFirst(), o.type());
        define(node, out);
      }
      case UniformQuantizeOp o -> {
        QuantizedArithmetic arithmetic = new QuantizedArithmetic(node.location(), out);
        Value numbers =
            o.operand().type() instanceof QuantizedTensorType type
                ? arithmetic.dequantized(operands.getFirst(), type)
                : operands.getFirst();
        arithmetic.quantized(numbers, o.type());
        define(node, out);
      }
      default -> {
        Op plain = plain(op, operands);
        out.add(node.withOp(plain).withResults(held(node.results())));
      }
    }
  }

  /// Gives what the last node computes to those who use the results of another one.
  private void define(Node node, List<Node> out) {
    Op last = out.removeLast().op();
    out.add(node.withOp(last).withResults(held(node.results())));
  }

  /// The same op on integers.
  private Op plain(Op op, ImmutableList<Value> operands) {
    ImmutableList<Region> regions =
        op.regions().stream().map(this::region).collect(toImmutableList());
    return switch (op) {
      case BitcastConvertOp o -> new BitcastConvertOp(operands.getFirst(), o.storage());
      case CallOp o -> new CallOp(o.callee(), operands, storage(o.types()));
      case WhileOp _ -> new WhileOp(operands, regions.get(0), regions.get(1));
      default ->
          regions.isEmpty()
              ? op.withOperands(operands)
              : op.withOperands(operands).withRegions(regions);
    };
  }

  private static ImmutableList<Type> storage(List<Type> types) {
    return types.stream()
        .map(type -> type instanceof QuantizedTensorType quantized ? quantized.storage() : type)
        .collect(toImmutableList());
  }

  private Region region(Region region) {
    ImmutableList<Value> parameters = held(region.parameters());
    ImmutableList<Node> nodes = nodes(region.nodes());
    return new Region(parameters, nodes, replaced(region.results()));
  }
}
