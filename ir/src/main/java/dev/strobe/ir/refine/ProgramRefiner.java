package dev.strobe.ir.refine;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CallingOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Refines functions as they are called: one copy for each way in which they are.
final class ProgramRefiner {
  /// A way of calling a function: types of the arguments, and the values that are known of them.
  private record Way(
      String function, ImmutableList<Type> types, ImmutableList<Optional<Literal>> values) {}

  /// A function and what is known of its results.
  record Refined(Graph function, ImmutableList<Optional<Literal>> results) {}

  private final Program program;
  private final UnknownShapes unknown;
  private final Map<Way, Refined> refined = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Graph> functions = new HashMap<>();
  private Location place = Location.UNKNOWN;

  ProgramRefiner(Program program) {
    this.program = program;
    this.unknown = new UnknownShapes(program);
    program.functions().forEach(function -> functions.put(function.name(), function));
  }

  /// The whole program, or a fault that says where it is.
  Program refine(ImmutableList<Type> types, ImmutableList<Optional<Literal>> values) {
    try {
      return refined(types, values);
    } catch (InvalidOpException e) {
      throw place.isUnknown() ? e : new InvalidOpException(e.getMessage() + " at " + place, e);
    }
  }

  /// Notes the node that is refined next.
  void enter(Location next) {
    place = next;
  }

  private Program refined(ImmutableList<Type> types, ImmutableList<Optional<Literal>> values) {
    names.add("main");
    Graph main = new FunctionRefiner(this).refine(program.main(), "main", types, values).function();
    ImmutableList.Builder<Graph> all = ImmutableList.<Graph>builder().add(main);
    for (Graph function : program.functions()) {
      if (!function.name().equals("main") && !unknown.in(function)) {
        all.add(function);
      }
    }
    refined.values().forEach(each -> all.add(each.function()));
    return program.withFunctions(all.build());
  }

  /// Whether calls go to a copy of the function.
  boolean isCopied(CallingOp call) {
    return unknown.in(callee(call));
  }

  /// The copy of a function for one way of calling it.
  Refined callee(
      CallingOp call, ImmutableList<Type> types, ImmutableList<Optional<Literal>> values) {
    Way way = new Way(call.callee(), types, values);
    Refined known = refined.get(way);
    if (known == null) {
      String name = freeName(call.callee());
      known = new FunctionRefiner(this).refine(callee(call), name, types, values);
      refined.put(way, known);
    }
    return known;
  }

  /// What a function that stays as it is returns for known arguments.
  List<Literal> results(CallingOp call, List<Literal> arguments) {
    Graph entry = callee(call).withName("main");
    ImmutableList.Builder<Graph> all = ImmutableList.<Graph>builder().add(entry);
    program.functions().stream().filter(each -> !each.name().equals("main")).forEach(all::add);
    return Interpreter.run(program.withFunctions(all.build()), arguments);
  }

  /// The body of a function for arguments that nothing is known of, each time a copy.
  Region body(String name, ImmutableList<Type> types) {
    Graph function = function(name);
    Checks.require(
        Type.allFit(types, function.parameterTypes()),
        "custom_call",
        "a called computation of parameters " + types,
        function.parameterTypes());
    ImmutableList<Optional<Literal>> nothing =
        types.stream().map(_ -> Optional.<Literal>empty()).collect(ImmutableList.toImmutableList());
    Graph copy = new FunctionRefiner(this).refine(function, name, types, nothing).function();
    ImmutableList<Value> parameters =
        copy.parameters().stream().map(Parameter::value).collect(ImmutableList.toImmutableList());
    return new Region(parameters, copy.nodes(), copy.results());
  }

  private Graph callee(CallingOp call) {
    return function(call.callee());
  }

  private Graph function(String name) {
    Graph function = functions.get(name);
    if (function == null) {
      throw new InvalidOpException("call requires a function of the program, got @" + name);
    }
    return function;
  }

  /// The name of the function for its first copy, a new one for others.
  private String freeName(String wanted) {
    if (names.add(wanted)) {
      return wanted;
    }
    int number = 0;
    String name;
    do {
      name = wanted + "_" + number++;
    } while (functions.containsKey(name) || names.contains(name));
    names.add(name);
    return name;
  }
}
