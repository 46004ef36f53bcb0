package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.GetTupleElementOp;
import dev.strobe.ir.op.TupleOp;
import java.util.ArrayList;
import java.util.List;

/// A program whose entry function takes and returns tensors only, which is all that callers have:
/// in place of a tuple stand its elements, and tokens are made inside and not returned.
public final class TensorSignature {
  private final Graph main;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Node> before = new ArrayList<>();
  private final List<Node> after = new ArrayList<>();
  private final List<Value> results = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<ImmutableMap<String, String>> attributes = new ArrayList<>();

  private TensorSignature(Graph main) {
    this.main = main;
  }

  /// The program itself where there is nothing to change.
  public static Program apply(Program program) {
    Graph main = program.main();
    boolean plain =
        main.parameterTypes().stream().allMatch(TensorSignature::isTensor)
            && main.resultTypes().stream().allMatch(TensorSignature::isTensor);
    return plain ? program : program.withMain(new TensorSignature(main).flat());
  }

  private static boolean isTensor(Type type) {
    return type instanceof TensorType || type instanceof QuantizedTensorType;
  }

  private Graph flat() {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < main.results().size(); i++) {
      places.add(results.size());
      addResult(main.results().get(i), main.resultNames().get(i), i);
    }
    for (Parameter parameter : main.parameters()) {
      addParameter(parameter, places);
    }
    ImmutableList<Node> nodes =
        ImmutableList.<Node>builder().addAll(before).addAll(main.nodes()).addAll(after).build();
    return new Graph(
        main.name(),
        ImmutableList.copyOf(parameters),
        nodes,
        ImmutableList.copyOf(results),
        ImmutableList.copyOf(names),
        new Graph.Attributes(main.attributes().own(), ImmutableList.copyOf(attributes)));
  }

  /// @param places where each old result stands now
  private void addParameter(Parameter parameter, List<Integer> places) {
    if (isTensor(parameter.value().type())) {
      Role role =
          parameter.role() instanceof Role.State(int result)
              ? new Role.State(places.get(result))
              : parameter.role();
      parameters.add(parameter.withRole(role));
    } else {
      make(parameter.value());
    }
  }

  /// Adds nodes that make a value of parameters.
  private void make(Value value) {
    switch (value.type()) {
      case QuantizedTensorType _, TensorType _ ->
          parameters.add(new Parameter(value, "", new Role.Input()));
      case FutureType type -> throw refusal(type);
      case TokenType _ -> define(value, new AfterAllOp(ImmutableList.of()));
      case TupleType type -> {
        ImmutableList<Value> elements =
            type.elements().stream().map(Value::new).collect(ImmutableList.toImmutableList());
        elements.forEach(this::make);
        define(value, new TupleOp(elements));
      }
    }
  }

  private void define(Value value, Op op) {
    before.add(Node.of(op, Location.UNKNOWN).withResults(ImmutableList.of(value)));
  }

  private void addResult(Value value, String name, int old) {
    switch (value.type()) {
      case QuantizedTensorType _, TensorType _ -> {
        results.add(value);
        names.add(name);
        attributes.add(main.attributes().ofResult(old));
      }
      case FutureType type -> throw refusal(type);
      case TokenType _ -> {}
      case TupleType type -> {
        for (int i = 0; i < type.elements().size(); i++) {
          Node element = Node.of(new GetTupleElementOp(value, i), Location.UNKNOWN);
          after.add(element);
          addResult(element.result(), "", old);
        }
      }
    }
  }

  private static InvalidOpException refusal(FutureType type) {
    return new InvalidOpException(
        "main requires tensors, tuples or tokens as parameters and results, got " + type);
  }
}
