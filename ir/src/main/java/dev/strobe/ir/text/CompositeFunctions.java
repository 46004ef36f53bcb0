package dev.strobe.ir.text;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.Graph;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ForeignCompositeOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Gives each composite of a program the form that the text has: a call of a function that holds
/// its decomposition. Composites that differ in operands only share one.
final class CompositeFunctions {
  private final Program program;
  private final Set<String> taken = new HashSet<>();
  private final Map<CompositeOp, String> names = new HashMap<>();
  private final Map<String, Graph> made = new LinkedHashMap<>();
  private final Map<ImmutableList<?>, ImmutableList<Value>> parameters = new HashMap<>();

  CompositeFunctions(Program program) {
    this.program = program;
    program.functions().forEach(function -> taken.add(function.name()));
  }

  Program spelled() {
    Program spelled = NodeRewrite.apply(program, node -> List.of(node.withOp(op(node.op()))));
    return made.isEmpty()
        ? program
        : program.withFunctions(
            Stream.concat(spelled.functions().stream(), made.values().stream())
                .collect(toImmutableList()));
  }

  private Op op(Op op) {
    return op instanceof CompositeOp composite ? call(composite) : op;
  }

  private ForeignCompositeOp call(CompositeOp op) {
    ImmutableList<?> types = op.operands().stream().map(Value::type).collect(toImmutableList());
    ImmutableList<Value> inputs =
        parameters.computeIfAbsent(
            types,
            _ -> op.operands().stream().map(v -> new Value(v.type())).collect(toImmutableList()));
    CompositeOp formal = (CompositeOp) op.withOperands(inputs);
    String function = names.computeIfAbsent(formal, this::define);
    var details =
        new ForeignCompositeOp.Details(0, CompositeAttributes.text(op), ImmutableList.of());
    return new ForeignCompositeOp(
        op.compositeName(), op.operands(), op.resultTypes(), function, details);
  }

  private String define(CompositeOp formal) {
    String name = formal.compositeName();
    for (int i = 1; !taken.add(name); i++) {
      name = formal.compositeName() + "_" + i;
    }
    Decomposition body = formal.decomposition();
    ImmutableList<Parameter> inputs =
        formal.operands().stream()
            .map(value -> new Parameter(value, "", new Role.Input()))
            .collect(toImmutableList());
    ImmutableList<String> unnamed = body.results().stream().map(_ -> "").collect(toImmutableList());
    made.put(name, new Graph(name, inputs, body.nodes(), body.results(), unnamed));
    return name;
  }
}
