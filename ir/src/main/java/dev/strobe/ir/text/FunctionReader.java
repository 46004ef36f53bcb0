package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.Optional;
import java.util.function.Function;

/// Reads one function: its signature, and its body by a [BodyReader].
final class FunctionReader {
  private static final ImmutableSet<String> TERMINATORS = ImmutableSet.of("return", "func.return");

  /// What a function returns, and the name callers read it by.
  private record Result(Type type, String name) {}

  private final Cursor cursor;
  private final BodyReader.Context context;
  private final BodyReader body;

  FunctionReader(Cursor cursor, BodyReader.Context context) {
    this.cursor = cursor;
    this.context = context;
    this.body = new BodyReader(cursor, context);
  }

  Graph read() {
    if (!cursor.tryWord("func.func") && !cursor.tryWord("func")) {
      throw cursor.fail("a function such as func.func @main");
    }
    int start = cursor.place();
    boolean visible =
        cursor.tryWord("public") || cursor.tryWord("private") || cursor.tryWord("nested");
    if (!visible && !cursor.looksAt("@")) {
      throw cursor.fail("the name of a function such as @main");
    }
    String name = cursor.symbol();
    ImmutableList<Parameter> parameters = cursor.list("(", ")", _ -> parameter());
    ImmutableList<Result> results = results();
    if (cursor.tryWord("attributes")) {
      String expected = "a function without attributes, for which a graph has no place";
      AttributeDictionary.take(cursor, "{", "}").requireEmpty(expected);
    }
    Graph graph = graph(name, parameters, results, start);
    context.locations().trailing(cursor);
    return graph;
  }

  private Graph graph(
      String name, ImmutableList<Parameter> parameters, ImmutableList<Result> results, int start) {
    cursor.take("{");
    BodyReader.Body read = body.read(TERMINATORS);
    ImmutableList<Type> types = map(results, Result::type);
    ImmutableList<Type> returned = map(read.results(), Value::type);
    if (!returned.equals(types)) {
      throw cursor.failAt(read.end(), "values of types " + types, returned.toString());
    }
    cursor.take("}");
    try {
      return new Graph(name, parameters, read.nodes(), read.results(), map(results, Result::name));
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
  }

  private Parameter parameter() {
    int start = cursor.place();
    Value value = body.declared();
    AttributeDictionary attributes = AttributeDictionary.optional(cursor);
    String name = context.locations().parameterName(cursor);
    Role role = role(attributes, start);
    Optional<Sharding> sharding = attributes.takeSharding();
    return new Parameter(value, name, role, sharding, attributes.rest());
  }

  private Role role(AttributeDictionary attributes, int start) {
    Optional<Role> weight =
        attributes.take("strobe.weight").map(encoding -> new Role.Weight(encoding.string()));
    Optional<Role> state = attributes.take("strobe.state").map(this::state);
    if (weight.isPresent() && state.isPresent()) {
      throw cursor.failAt(start, "either strobe.weight or strobe.state", "both");
    }
    return weight.or(() -> state).orElse(new Role.Input());
  }

  private Role state(Attribute result) {
    long index = result.integer();
    if (index != (int) index) {
      throw result.fail("the index of a result");
    }
    return new Role.State((int) index);
  }

  private ImmutableList<Result> results() {
    if (!cursor.tryTake("->")) {
      return ImmutableList.of();
    }
    if (cursor.looksAt("(")) {
      return cursor.list("(", ")", _ -> result());
    }
    return ImmutableList.of(new Result(TypeSyntax.type(cursor), ""));
  }

  private Result result() {
    Type type = TypeSyntax.type(cursor);
    AttributeDictionary attributes = AttributeDictionary.optional(cursor);
    String name = attributes.take("jax.result_info").map(Attribute::string).orElse("");
    attributes.requireEmpty("a result with no attribute but jax.result_info");
    return new Result(type, name);
  }

  private static <A, B> ImmutableList<B> map(ImmutableList<A> items, Function<A, B> of) {
    return items.stream().map(of).collect(ImmutableList.toImmutableList());
  }
}
