package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.IntStream;

/// Reads one function: its signature, and its body by a [BodyReader].
final class FunctionReader {
  private static final ImmutableSet<String> TERMINATORS = ImmutableSet.of("return", "func.return");

  /// An argument of a function's block, and the name that its location gives it.
  private record Argument(Value value, String name) {}

  private final Cursor cursor;
  private final BodyReader.Context context;
  private final BodyReader body;

  FunctionReader(Cursor cursor, BodyReader.Context context) {
    this.cursor = cursor;
    this.context = context;
    this.body = new BodyReader(cursor, context);
  }

  Graph read() {
    int start = cursor.place();
    FunctionForm form = cursor.tryTake("\"func.func\"") ? generic() : pretty();
    Graph graph = form.graph(cursor, start);
    context.locations().trailing(cursor);
    return graph;
  }

  /// `func.func public @main(%x: tensor<f32>) -> tensor<f32> { ... }`.
  private FunctionForm pretty() {
    if (!cursor.tryWord("func.func") && !cursor.tryWord("func")) {
      throw cursor.fail("a function such as func.func @main");
    }
    boolean visible =
        cursor.tryWord("public") || cursor.tryWord("private") || cursor.tryWord("nested");
    if (!visible && !cursor.looksAt("@")) {
      throw cursor.fail("the name of a function such as @main");
    }
    String name = cursor.symbol();
    ImmutableList<Parameter> parameters = cursor.list("(", ")", _ -> parameter());
    ImmutableList<FunctionForm.Result> results = results();
    ImmutableMap<String, String> attributes =
        cursor.tryWord("attributes")
            ? AttributeDictionary.take(cursor, "{", "}").rest()
            : ImmutableMap.of();
    cursor.take("{");
    BodyReader.Body read = body.read(TERMINATORS);
    cursor.take("}");
    return new FunctionForm(name, parameters, results, attributes, read);
  }

  private Parameter parameter() {
    if (!cursor.looksAt("%")) {
      throw cursor.fail("a parameter such as %x: tensor<f32>, since every function has a body");
    }
    Value value = body.declared();
    AttributeDictionary attributes = AttributeDictionary.optional(cursor);
    return FunctionForm.parameter(value, context.locations().parameterName(cursor), attributes);
  }

  private ImmutableList<FunctionForm.Result> results() {
    if (!cursor.tryTake("->")) {
      return ImmutableList.of();
    }
    if (cursor.looksAt("(")) {
      return cursor.list("(", ")", _ -> result());
    }
    return ImmutableList.of(
        FunctionForm.Result.of(TypeSyntax.type(cursor), AttributeDictionary.empty(cursor)));
  }

  private FunctionForm.Result result() {
    Type type = TypeSyntax.type(cursor);
    return FunctionForm.Result.of(type, AttributeDictionary.optional(cursor));
  }

  /// `() <{sym_name = "main", ...}> ({ ^bb0(%x: tensor<f32>): ... }) : () -> ()`.
  private FunctionForm generic() {
    cursor.take("(");
    cursor.take(")");
    AttributeDictionary properties = GenericSyntax.properties(cursor);
    cursor.take("(");
    cursor.take("{");
    ImmutableList<Argument> arguments = arguments();
    BodyReader.Body read = body.read(TERMINATORS);
    cursor.take("}");
    cursor.take(")");
    properties.fallBackOn(AttributeDictionary.optional(cursor));
    GenericSyntax.takeNoTypes(cursor);
    return form(properties, arguments, read);
  }

  private ImmutableList<Argument> arguments() {
    if (!cursor.tryTake("^")) {
      return ImmutableList.of();
    }
    cursor.word("the name of a block");
    ImmutableList<Argument> all =
        cursor.looksAt("(") ? cursor.list("(", ")", _ -> argument()) : ImmutableList.of();
    cursor.take(":");
    return all;
  }

  private Argument argument() {
    Value value = body.declared();
    return new Argument(value, context.locations().parameterName(cursor));
  }

  private FunctionForm form(
      AttributeDictionary properties, ImmutableList<Argument> arguments, BodyReader.Body read) {
    String name = properties.require("sym_name").string();
    Attribute type = properties.require("function_type");
    TypeSyntax.Signature types = type.read(TypeSyntax::function);
    List<Type> given = arguments.stream().map(argument -> argument.value().type()).toList();
    if (!types.operands().equals(given)) {
      throw type.fail("a function of the types " + given + " of its block's arguments");
    }
    properties.take("sym_visibility");
    var ofArguments = dictionaries(properties, "arg_attrs", arguments.size());
    var ofResults = dictionaries(properties, "res_attrs", types.results().size());
    properties.requireEmpty("only properties of func.func");
    return new FunctionForm(
        name,
        IntStream.range(0, arguments.size())
            .mapToObj(i -> parameter(arguments.get(i), ofArguments.get(i)))
            .collect(ImmutableList.toImmutableList()),
        IntStream.range(0, ofResults.size())
            .mapToObj(i -> FunctionForm.Result.of(types.results().get(i), ofResults.get(i)))
            .collect(ImmutableList.toImmutableList()),
        properties.others().rest(),
        read);
  }

  private static Parameter parameter(Argument argument, AttributeDictionary attributes) {
    return FunctionForm.parameter(argument.value(), argument.name(), attributes);
  }

  /// One dictionary for each of so many, of which the property may be left out.
  private ImmutableList<AttributeDictionary> dictionaries(
      AttributeDictionary properties, String name, int count) {
    Attribute found = properties.take(name).orElse(null);
    if (found == null) {
      return IntStream.range(0, count)
          .mapToObj(_ -> AttributeDictionary.empty(cursor))
          .collect(ImmutableList.toImmutableList());
    }
    ImmutableList<AttributeDictionary> all =
        found.read(from -> from.list("[", "]", each -> AttributeDictionary.take(each, "{", "}")));
    if (all.size() != count) {
      throw found.fail(count + " dictionaries");
    }
    return all;
  }
}
