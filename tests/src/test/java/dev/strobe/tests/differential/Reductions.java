package dev.strobe.tests.differential;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.ConstantOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Smaller programs that stand for a failing one.
///
/// Every one is as well-behaved as the first: values that nodes computed become parameters or
/// constants of the same numbers, so the errors that results may have still hold.
final class Reductions {
  private final RandomProgram random;
  private final Graph main;

  private Reductions(RandomProgram random) {
    this.random = random;
    this.main = random.program().main();
  }

  /// Reductions, those that take the most away first; made only when asked for.
  static Stream<RandomProgram> of(RandomProgram random) {
    Reductions reductions = new Reductions(random);
    Stream<Supplier<Stream<RandomProgram>>> kinds =
        Stream.of(
            reductions::unused,
            reductions::single,
            reductions::ended,
            reductions::cut,
            reductions::inlined,
            () -> Resizing.of(random),
            reductions::uniform);
    return kinds.flatMap(Supplier::get);
  }

  /// Without what no result needs.
  private Stream<RandomProgram> unused() {
    RandomProgram pruned = pruned(random);
    return pruned.equals(random) ? Stream.of() : Stream.of(pruned);
  }

  /// With one of several results.
  private Stream<RandomProgram> single() {
    int count = main.results().size();
    return IntStream.range(0, count)
        .filter(_ -> count > 1)
        .mapToObj(
            i ->
                withResults(main.results().subList(i, i + 1), main.resultNames().subList(i, i + 1)))
        .map(graph -> pruned(random.withMain(graph)));
  }

  /// With what one node computes as the results, which takes away all that comes after, and shows
  /// nodes that no result needs.
  private Stream<RandomProgram> ended() {
    return main.nodes().stream()
        .map(node -> withResults(node.results(), names(node.results().size())))
        .map(graph -> pruned(random.withMain(graph)))
        .filter(program -> program.program().main().nodes().size() < main.nodes().size());
  }

  private Graph withResults(ImmutableList<Value> results, ImmutableList<String> names) {
    return new Graph(main.name(), main.parameters(), main.nodes(), results, names);
  }

  private static ImmutableList<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "r" + i).collect(toImmutableList());
  }

  /// With what one node computes given instead, as parameters or as constants.
  private Stream<RandomProgram> cut() {
    List<Literal> values = values();
    return IntStream.iterate(main.nodes().size() - 1, i -> i >= 0, i -> i - 1)
        .boxed()
        .filter(i -> !values.isEmpty())
        .filter(i -> hasKnownSizes(main.nodes().get(i)))
        .flatMap(
            i -> {
              Node node = main.nodes().get(i);
              int from =
                  main.nodes().subList(0, i).stream().mapToInt(n -> n.results().size()).sum();
              List<Literal> given = values.subList(from, from + node.results().size());
              Stream<RandomProgram> asParameters = Stream.of(given(node, given));
              return node.op() instanceof ConstantOp
                  ? asParameters
                  : Stream.concat(asParameters, Stream.of(constant(node, given)));
            });
  }

  /// Whether parameters can stand for what it computes.
  private static boolean hasKnownSizes(Node node) {
    return node.results().stream().allMatch(result -> result.tensor().isStatic());
  }

  /// What every node of the main function computes, in order; nothing if that fails.
  private List<Literal> values() {
    ImmutableList<Value> all =
        main.nodes().stream().flatMap(node -> node.results().stream()).collect(toImmutableList());
    Graph everything = withResults(all, names(all.size()));
    try {
      return Interpreter.run(random.program().withMain(everything), random.arguments());
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private RandomProgram given(Node node, List<Literal> values) {
    ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
    parameters.addAll(main.parameters());
    Set<String> taken = new HashSet<>();
    main.parameters().forEach(parameter -> taken.add(parameter.name()));
    int number = 0;
    for (Value value : node.results()) {
      while (!taken.add("v" + number)) {
        number++;
      }
      parameters.add(new Parameter(value, "v" + number, new Role.Input()));
    }
    ImmutableList<Node> nodes =
        main.nodes().stream().filter(other -> other != node).collect(toImmutableList());
    Graph graph =
        new Graph(main.name(), parameters.build(), nodes, main.results(), main.resultNames());
    return pruned(
        new RandomProgram(
            random.program().withMain(graph),
            ImmutableList.copyOf(Iterables.concat(random.arguments(), values)),
            random.errors()));
  }

  private RandomProgram constant(Node node, List<Literal> values) {
    Stream<Node> constants =
        IntStream.range(0, values.size())
            .mapToObj(
                i ->
                    Node.of(new ConstantOp(values.get(i)), node.location())
                        .withResults(ImmutableList.of(node.results().get(i))));
    return replaced(node, constants, Substitution.none());
  }

  private RandomProgram replaced(Node node, Stream<Node> others, Substitution substitution) {
    List<Node> instead = others.toList();
    ImmutableList<Node> nodes =
        main.nodes().stream()
            .flatMap(n -> n == node ? instead.stream() : Stream.of(substitution.of(n)))
            .collect(toImmutableList());
    Graph graph = main.withBody(nodes, substitution.of(main.results()));
    return pruned(
        new RandomProgram(random.program().withMain(graph), random.arguments(), random.errors()));
  }

  /// With the nodes of a function in place of its call.
  private Stream<RandomProgram> inlined() {
    return main.nodes().stream()
        .filter(node -> node.op() instanceof CallOp)
        .map(
            node -> {
              Graph callee = random.program().function(((CallOp) node.op()).callee()).orElseThrow();
              ImmutableList<Value> inner =
                  callee.parameters().stream().map(Parameter::value).collect(toImmutableList());
              Substitution arguments = Substitution.of(inner, node.op().operands());
              Substitution results =
                  Substitution.of(node.results(), arguments.of(callee.results()));
              return replaced(node, callee.nodes().stream().map(arguments::of), results);
            });
  }

  /// With one number everywhere in a float argument. Integers stay: they may be distinct indices.
  private Stream<RandomProgram> uniform() {
    return IntStream.range(0, random.arguments().size())
        .filter(i -> random.arguments().get(i).type().element().isFloat())
        .filter(i -> random.arguments().get(i).type().elementCount() > 0)
        .filter(i -> !random.arguments().get(i).isSplat())
        .mapToObj(
            i -> {
              Literal all = random.arguments().get(i);
              List<Literal> arguments = new ArrayList<>(random.arguments());
              arguments.set(i, Literal.splat(all.type(), all.doubleAt(0)));
              return new RandomProgram(
                  random.program(), ImmutableList.copyOf(arguments), random.errors());
            });
  }

  /// The program without nodes, parameters and functions that its results do not need.
  private static RandomProgram pruned(RandomProgram random) {
    Graph main = random.program().main();
    Set<Value> needed = new HashSet<>(main.results());
    ImmutableList.Builder<Node> kept = ImmutableList.builder();
    for (Node node : main.nodes().reverse()) {
      if (node.results().stream().anyMatch(needed::contains)) {
        needed.addAll(node.uses());
        kept.add(node);
      }
    }
    List<Integer> parameters =
        IntStream.range(0, main.parameters().size())
            .filter(i -> needed.contains(main.parameters().get(i).value()))
            .boxed()
            .toList();
    Graph graph =
        new Graph(
            main.name(),
            parameters.stream().map(main.parameters()::get).collect(toImmutableList()),
            kept.build().reverse(),
            main.results(),
            main.resultNames());
    return new RandomProgram(
        withCalledFunctions(random.program().withMain(graph)),
        parameters.stream().map(random.arguments()::get).collect(toImmutableList()),
        random.errors());
  }

  /// Functions other than main call none, as [RandomPrograms] makes them.
  private static Program withCalledFunctions(Program program) {
    Set<String> called = new HashSet<>(Set.of(program.main().name()));
    for (Node node : program.main().nodes()) {
      if (node.op() instanceof CallOp call) {
        called.add(call.callee());
      }
    }
    return new Program(
        program.name(),
        program.functions().stream()
            .filter(function -> called.contains(function.name()))
            .collect(toImmutableList()),
        program.attributes());
  }
}
