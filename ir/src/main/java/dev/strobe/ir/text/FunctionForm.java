package dev.strobe.ir.text;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.Optional;

/// A function as it was read, whichever way it was spelled.
record FunctionForm(
    String name,
    ImmutableList<Parameter> parameters,
    ImmutableList<Result> results,
    ImmutableMap<String, String> attributes,
    BodyReader.Body body) {

  /// What a function returns, the name callers read it by, and what is said of it.
  record Result(Type type, String name, ImmutableMap<String, String> attributes) {
    static Result of(Type type, AttributeDictionary attributes) {
      String name = attributes.take("jax.result_info").map(Attribute::string).orElse("");
      return new Result(type, name, attributes.rest());
    }
  }

  /// @param place where the function stands in the cursor's text
  Graph graph(Cursor cursor, int place) {
    ImmutableList<Type> types = results.stream().map(Result::type).collect(toImmutableList());
    ImmutableList<Type> returned =
        body.results().stream().map(Value::type).collect(toImmutableList());
    if (!returned.equals(types)) {
      throw cursor.failAt(body.end(), "values of types " + types, returned.toString());
    }
    try {
      return new Graph(
          name,
          distinctlyNamed(),
          body.nodes(),
          body.results(),
          results.stream().map(Result::name).collect(toImmutableList()),
          new Graph.Attributes(
              attributes, results.stream().map(Result::attributes).collect(toImmutableList())));
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, place, e);
    }
  }

  /// JAX gives one location to several parameters of a function that it wrapped: such a name is
  /// nobody's.
  private ImmutableList<Parameter> distinctlyNamed() {
    Multiset<String> names =
        parameters.stream()
            .map(Parameter::name)
            .collect(Multisets.toMultiset(name -> name, _ -> 1, HashMultiset::create));
    return parameters.stream()
        .map(p -> names.count(p.name()) > 1 ? p.withName("") : p)
        .collect(toImmutableList());
  }

  /// A parameter of which the given attributes are said.
  static Parameter parameter(Value value, String name, AttributeDictionary attributes) {
    Role role = role(attributes);
    Optional<Sharding> sharding = attributes.takeSharding();
    return new Parameter(value, name, role, sharding, attributes.rest());
  }

  private static Role role(AttributeDictionary attributes) {
    Optional<Attribute> weight = attributes.take("strobe.weight");
    Optional<Attribute> state = attributes.take("strobe.state");
    if (weight.isPresent() && state.isPresent()) {
      throw state.get().fail("either strobe.weight or strobe.state, not both");
    }
    if (weight.isPresent()) {
      return new Role.Weight(weight.get().string());
    }
    return state.isPresent() ? state(state.get()) : new Role.Input();
  }

  private static Role state(Attribute result) {
    long index = result.integer();
    if (index != (int) index) {
      throw result.fail("the index of a result");
    }
    return new Role.State((int) index);
  }
}
