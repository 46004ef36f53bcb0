package dev.strobe.ir.text;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Correspondence;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Op;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ForeignCompositeOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes composites of Strobe's own of those whose function is the decomposition that Strobe gives
/// them; all others stay what they are. Functions that nobody calls any more go.
final class TypedComposites {
  private final ImmutableMap<String, Graph> functions;
  private final Set<String> typed = new HashSet<>();
  private final Set<String> called = new HashSet<>();
  private final Map<ForeignCompositeOp, Boolean> known = new HashMap<>();

  private TypedComposites(Program program) {
    functions = program.functions().stream().collect(toImmutableMap(Graph::name, f -> f));
  }

  static Program of(Program program) {
    TypedComposites composites = new TypedComposites(program);
    Program read =
        NodeRewrite.apply(program, node -> List.of(node.withOp(composites.op(node.op()))));
    return composites.typed.isEmpty()
        ? program
        : program.withFunctions(
            read.functions().stream()
                .filter(f -> composites.isKept(f.name()))
                .collect(toImmutableList()));
  }

  private boolean isKept(String name) {
    return !typed.contains(name) || called.contains(name) || name.equals("main");
  }

  private Op op(Op op) {
    if (op instanceof ForeignCompositeOp composite) {
      Optional<CompositeOp> own = own(composite);
      if (own.isPresent() && own.get().resultTypes().equals(composite.types())) {
        typed.add(composite.callee());
        return own.get();
      }
    }
    if (op instanceof CallingOp call) {
      called.add(call.callee());
    }
    return op;
  }

  private Optional<CompositeOp> own(ForeignCompositeOp op) {
    Graph function = functions.get(op.decomposition());
    if (function == null) {
      return Optional.empty();
    }
    boolean possible =
        op.compositeName().startsWith("strobe.")
            && op.details().version() == 0
            && op.regions().isEmpty()
            && function.parameterTypes().equals(op.inputs().stream().map(Value::type).toList());
    if (!possible) {
      return Optional.empty();
    }
    ImmutableList<Value> parameters =
        function.parameters().stream().map(Parameter::value).collect(toImmutableList());
    boolean same =
        known.computeIfAbsent(
            op.withOperands(parameters),
            formal -> parsed(formal).filter(own -> isDecomposition(own, function)).isPresent());
    return same ? parsed(op) : Optional.empty();
  }

  private static Optional<CompositeOp> parsed(ForeignCompositeOp op) {
    String text = op.details().attributes();
    try {
      Cursor cursor = Source.of(text.isEmpty() ? "{}" : text).start();
      AttributeDictionary attributes = AttributeDictionary.take(cursor, "{", "}");
      return CompositeAttributes.read(op.compositeName(), op.inputs(), attributes);
    } catch (InvalidOpException | StableHloParseException _) {
      // Somebody else's op of the same name, which means what its function says.
      return Optional.empty();
    }
  }

  private static boolean isDecomposition(CompositeOp op, Graph function) {
    Map<Value, Node> definitions = new HashMap<>();
    function.nodes().forEach(node -> node.results().forEach(value -> definitions.put(value, node)));
    Correspondence same = new Correspondence(v -> Optional.ofNullable(definitions.get(v)));
    return op.operands().stream().allMatch(value -> same.pair(value, value))
        && same.covers(op.decomposition(), function.results())
        && same.matched().size() == function.nodes().size();
  }
}
