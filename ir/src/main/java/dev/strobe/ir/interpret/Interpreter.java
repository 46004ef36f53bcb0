package dev.strobe.ir.interpret;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorSignature;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.ConstantOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Runs programs by the StableHLO specification, one op after another, in plain Java.
///
/// Every result is rounded to its element type before the next op sees it: floats are computed in
/// f64 and rounded once (to nearest even; exact for `+ - * /` and `sqrt` up to f32), integers wrap
/// at their width, subnormals are kept. `dot_general`, and a `reduce` whose body is a plain sum or
/// product, accumulate floats in f64 in ascending order and round at the end; any other body rounds
/// at every step.
///
/// Where the specification leaves the result open, it is what XLA gives on a CPU: integer division
/// by zero is all ones and its remainder the dividend; the smallest integer divided by -1 is
/// itself; a shift by the width or more leaves no bits (copies of the sign for an arithmetic one);
/// a float converted to an integer is truncated and saturates, NaN becoming zero; integers
/// converted to narrower ones wrap; integer powers wrap, and a negative exponent gives zero for any
/// base but 1 and -1. `reduce` uses the initial value once, first; `scatter` applies updates in
/// row-major order and drops each element outside (XLA drops the whole window); `sort` is stable.
/// `bitcast_convert` is little-endian. NaN quantises to the integer 0, and zero points are taken
/// off without overflow.
///
/// Tensors are freed after their last use. Nothing recurses over operands; only regions and calls
/// nest. A tensor is limited to 2^31 - 1 elements, and complex `remainder` is refused, since the
/// specification does not define it.
public final class Interpreter {
  private Interpreter() {}

  /// Runs the program's `main`; in place of tuples stand their elements, and tokens are left out.
  ///
  /// @param arguments one literal a parameter, of the parameter's type, or of its storage type
  ///   where that is quantised; so are the results
  /// @return one literal a result
  /// @throws dev.strobe.ir.InvalidOpException if arguments do not fit or a callee is unknown
  public static ImmutableList<Literal> run(Program program, List<Literal> arguments) {
    return runReplicas(program, List.of(arguments)).getFirst();
  }

  /// Runs the program's `main` by several processes side by side.
  ///
  /// @param arguments one list a replica
  /// @return one list a replica
  /// @throws dev.strobe.ir.InvalidOpException as above, or if replicas would wait for each other
  public static ImmutableList<ImmutableList<Literal>> runReplicas(
      Program program, List<? extends List<Literal>> arguments) {
    Program flat = TensorSignature.apply(program);
    arguments.forEach(each -> requireArguments(flat.main(), each));
    List<List<Tensor>> tensors =
        arguments.stream().map(each -> each.stream().map(Tensor::of).toList()).toList();
    return new Execution(flat, arguments.size())
        .run(tensors).stream().map(Interpreter::literals).collect(toImmutableList());
  }

  private static ImmutableList<Literal> literals(List<Datum> results) {
    return results.stream().map(datum -> datum.tensor().literal()).collect(toImmutableList());
  }

  /// Runs one function that calls no other.
  public static ImmutableList<Literal> run(Graph graph, List<Literal> arguments) {
    return run(Program.of(graph), arguments);
  }

  /// Runs one op that calls no function and reads nothing else than its operands.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if the operands do not fit, or it is not interpreted
  public static ImmutableList<Literal> run(Op op, List<Literal> operands) {
    List<Node> nodes = new ArrayList<>();
    operands.forEach(each -> nodes.add(Node.of(new ConstantOp(each), Location.UNKNOWN)));
    Node node =
        Node.of(op.withOperands(nodes.stream().map(Node::result).toList()), Location.UNKNOWN);
    nodes.add(node);
    ImmutableList<String> names =
        ImmutableList.copyOf(Collections.nCopies(node.results().size(), ""));
    Graph graph =
        new Graph("main", ImmutableList.of(), ImmutableList.copyOf(nodes), node.results(), names);
    return run(graph, List.of());
  }

  private static void requireArguments(Graph main, List<Literal> arguments) {
    Checks.require(
        arguments.size() == main.parameters().size(),
        "interpreter",
        main.parameters().size() + " arguments",
        arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = main.parameters().get(i);
      TensorType storage = QuantizedTensorType.storageOf(parameter.value().type());
      Checks.require(
          arguments.get(i).type().equals(storage),
          "interpreter",
          "argument " + i + " (" + parameter.name() + ") of type " + storage,
          arguments.get(i).type());
    }
  }
}
