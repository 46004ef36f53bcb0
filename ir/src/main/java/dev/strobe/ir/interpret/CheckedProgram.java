package dev.strobe.ir.interpret;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ExpectOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A program for a device that carries out no checks, and the checks of its entry function: what
/// they compare are further results, behind the program's own.
///
/// @param results how many results the program had
/// @param checks each of two results, in order
public record CheckedProgram(Program program, int results, ImmutableList<ExpectOp> checks) {
  public static CheckedProgram of(Program program) {
    Graph main = program.main();
    ImmutableList<ExpectOp> checks =
        main.nodes().stream()
            .map(Node::op)
            .filter(ExpectOp.class::isInstance)
            .map(ExpectOp.class::cast)
            .collect(toImmutableList());
    return checks.isEmpty()
        ? new CheckedProgram(program, main.results().size(), checks)
        : new CheckedProgram(
            program.withMain(withResults(main, checks)), main.results().size(), checks);
  }

  private static Graph withResults(Graph main, List<ExpectOp> checks) {
    List<Value> results = new ArrayList<>(main.results());
    List<String> names = new ArrayList<>(main.resultNames());
    List<ImmutableMap<String, String>> attributes = new ArrayList<>();
    for (int i = 0; i < main.results().size(); i++) {
      attributes.add(main.attributes().ofResult(i));
    }
    for (ExpectOp check : checks) {
      results.addAll(check.operands());
      names.addAll(Collections.nCopies(2, ""));
      attributes.addAll(Collections.nCopies(2, ImmutableMap.of()));
    }
    ImmutableList<Node> nodes =
        main.nodes().stream()
            .filter(node -> !(node.op() instanceof ExpectOp))
            .collect(toImmutableList());
    return new Graph(
        main.name(),
        main.parameters(),
        nodes,
        ImmutableList.copyOf(results),
        ImmutableList.copyOf(names),
        new Graph.Attributes(main.attributes().own(), ImmutableList.copyOf(attributes)));
  }

  /// The results that the program had, once those that checks compare agree.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if some do not
  public List<Literal> checked(List<Literal> all) {
    int next = results;
    for (ExpectOp check : checks) {
      Expectations.require(check, Tensor.of(all.get(next)), Tensor.of(all.get(next + 1)));
      next += 2;
    }
    return all.subList(0, results);
  }
}
