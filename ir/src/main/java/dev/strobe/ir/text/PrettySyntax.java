package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Location;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads what stands behind the name of an op in its pretty form. Most are operands, clauses such
/// as `dims = [0]`, attributes and types; what a clause says becomes a property of the generic
/// form.
final class PrettySyntax {
  private final OpForm.Head head;
  private final BodyReader body;
  private final Cursor cursor;
  private final AttributeDictionary properties;
  private final List<Value> operands = new ArrayList<>();
  private ImmutableList<Region> regions = ImmutableList.of();

  PrettySyntax(OpForm.Head head, BodyReader body) {
    this.head = head;
    this.body = body;
    this.cursor = head.source();
    this.properties = AttributeDictionary.empty(cursor);
  }

  OpForm read() {
    if (CheckOps.owns(head)) {
      return check();
    }
    return switch (head.name()) {
      case "call", "func.call" -> call("callee");
      case "stablehlo.compare" -> compare();
      case "chlo.constant", "stablehlo.constant" -> constant();
      case "chlo.scan" -> scan();
      case "chlo.top_k" -> topK();
      case "stablehlo.composite" -> composite();
      case "stablehlo.convolution" -> convolution();
      case "stablehlo.custom_call" -> call("call_target_name");
      case "stablehlo.get_tuple_element" -> tupleElement();
      case "stablehlo.optimization_barrier" -> optimizationBarrier();
      case "stablehlo.reduce" -> reduce();
      case "stablehlo.slice" -> slice();
      case "stablehlo.while" -> whileLoop();
      default -> plain();
    };
  }

  private OpForm plain() {
    operands.addAll(body.values().uses(cursor));
    boolean more = operands.isEmpty() ? Character.isLetter(cursor.peek()) : cursor.tryTake(",");
    if (more && head.name().equals("stablehlo.dynamic_slice")) {
      // MLIR separates the start indices with a comma even where there are none.
      cursor.tryTake(",");
    }
    while (more) {
      clause();
      more = cursor.tryTake(",");
    }
    attributes();
    return form(types());
  }

  private void clause() {
    int start = cursor.place();
    String expected = "a clause of " + PrettyClauses.ALL.row(head.name()).keySet();
    String property = PrettyClauses.ALL.get(head.name(), cursor.word(expected));
    if (property == null) {
      throw cursor.failAt(start, expected);
    }
    cursor.take("=");
    if (property.startsWith(PrettyClauses.BOTH)) {
      properties.put(property.replace(PrettyClauses.BOTH, "lhs"), start, Attribute.clause(cursor));
      cursor.take("x");
      properties.put(property.replace(PrettyClauses.BOTH, "rhs"), start, Attribute.clause(cursor));
    } else {
      properties.put(property, start, Attribute.clause(cursor));
    }
  }

  private void attributes() {
    properties.fallBackOn(AttributeDictionary.optional(cursor));
  }

  private OpForm form(TypeSyntax.Signature signature) {
    return new OpForm(head, ImmutableList.copyOf(operands), properties, regions, signature);
  }

  /// `: (types) -> types`, or the types that are no repetition.
  private TypeSyntax.Signature types() {
    cursor.take(":");
    if (cursor.looksAt("(")) {
      return TypeSyntax.function(cursor);
    }
    int start = cursor.place();
    ImmutableList<Type> types = TypeSyntax.list(cursor);
    if (cursor.tryTake("->")) {
      return new TypeSyntax.Signature(types, TypeSyntax.results(cursor));
    }
    Type last = types.getLast();
    if (head.name().equals("stablehlo.tuple") && last instanceof TupleType tuple) {
      return new TypeSyntax.Signature(tuple.elements(), types);
    }
    if (types.size() == 1) {
      Type operand = head.name().equals("stablehlo.complex") ? part(last) : last;
      List<Type> all = Collections.nCopies(operands.size(), operand);
      return new TypeSyntax.Signature(ImmutableList.copyOf(all), types);
    }
    if (types.size() == 2 && head.name().equals("stablehlo.select")) {
      ImmutableList<Type> all = ImmutableList.of(types.getFirst(), last, last);
      return new TypeSyntax.Signature(all, ImmutableList.of(last));
    }
    if (head.name().equals("stablehlo.optimization_barrier")) {
      return new TypeSyntax.Signature(types, types);
    }
    throw cursor.failAt(start, "the types of " + head.name(), types.toString());
  }

  /// The type of the two parts of complex numbers.
  private static Type part(Type type) {
    return type instanceof TensorType tensor ? tensor.withElement(tensor.element().real()) : type;
  }

  /// `@name(%x)`.
  private OpForm call(String property) {
    int start = cursor.place();
    cursor.symbol();
    properties.put(property, start, new Attribute(cursor, start, cursor.offset()));
    operands.addAll(cursor.list("(", ")", body.values()::use));
    attributes();
    return form(types());
  }

  /// `%x, %y, tolerance = 0.1 : tensor<f32>`, or `%x, dense<1.0> : tensor<f32>` and limits.
  private OpForm check() {
    operands.addAll(body.values().uses(cursor));
    if (CheckOps.hasConstant(head)) {
      cursor.take(",");
      int start = cursor.place();
      LiteralSyntax.skip(cursor);
      properties.put("value", start, new Attribute(cursor, start, cursor.offset()));
    }
    while (cursor.tryTake(",")) {
      int start = cursor.place();
      String property = cursor.word("the name of a limit");
      cursor.take("=");
      properties.put(property, start, Attribute.number(cursor));
    }
    attributes();
    ImmutableList<Type> types =
        operands.stream().map(Value::type).collect(ImmutableList.toImmutableList());
    if (!CheckOps.hasConstant(head)) {
      cursor.take(":");
      types = TypeSyntax.list(cursor);
      types = types.size() == 1 ? ImmutableList.of(types.getFirst(), types.getFirst()) : types;
    }
    return form(new TypeSyntax.Signature(types, ImmutableList.of()));
  }

  private OpForm compare() {
    word("comparison_direction");
    cursor.take(",");
    operands.addAll(body.values().uses(cursor));
    if (cursor.tryTake(",")) {
      word("compare_type");
    }
    attributes();
    return form(types());
  }

  private void word(String property) {
    int start = cursor.place();
    cursor.word("a constant");
    properties.put(property, start, new Attribute(cursor, start, cursor.offset()));
  }

  /// `"chlo.erf" %x ({ ... }) {decomposition = @erf}`.
  private OpForm composite() {
    int start = cursor.place();
    cursor.string();
    properties.put("name", start, new Attribute(cursor, start, cursor.offset()));
    operands.addAll(body.values().uses(cursor));
    boolean bodies = cursor.looksAt("(");
    regions = bodies ? cursor.list("(", ")", _ -> body.region()) : regions;
    attributes();
    return form(types());
  }

  private OpForm constant() {
    if (cursor.looksAt("(")) {
      // Where the type is not the value's own, MLIR leaves out no more than the quotes.
      return new GenericSyntax(head, body).read();
    }
    attributes();
    int start = cursor.place();
    Type type = LiteralSyntax.skip(cursor);
    properties.put("value", start, new Attribute(cursor, start, cursor.offset()));
    return form(new TypeSyntax.Signature(ImmutableList.of(), ImmutableList.of(type)));
  }

  /// `(%x, %w) dim_numbers = [b, f]x[i, o]->[b, f], window = {} {feature_group_count = 1 : i64}`.
  private OpForm convolution() {
    operands.addAll(cursor.list("(", ")", body.values()::use));
    cursor.take("dim_numbers");
    cursor.take("=");
    int start = cursor.place();
    cursor.skipBracketed();
    cursor.take("x");
    cursor.skipBracketed();
    cursor.take("->");
    properties.put(
        "dimension_numbers", start, new Attribute(cursor, start, cursor.skipBracketed()));
    cursor.take(",");
    clause();
    attributes();
    return form(types());
  }

  private OpForm optimizationBarrier() {
    attributes();
    if (cursor.tryTake("(")) {
      cursor.take(")");
      return form(new TypeSyntax.Signature(ImmutableList.of(), ImmutableList.of()));
    }
    operands.addAll(body.values().uses(cursor));
    return form(types());
  }

  /// `(%x, k = 2, is_stable = true)`.
  private OpForm topK() {
    cursor.take("(");
    operands.add(body.values().use(cursor));
    while (cursor.tryTake(",")) {
      int start = cursor.place();
      String property = cursor.word("k or is_stable");
      cursor.take("=");
      properties.put(property, start, Attribute.clause(cursor));
    }
    cursor.take(")");
    attributes();
    return form(types());
  }

  /// `(%x) inits(%zero) dimension=0 { ... }`.
  private OpForm scan() {
    operands.addAll(cursor.list("(", ")", body.values()::use));
    cursor.take("inits");
    operands.addAll(cursor.list("(", ")", body.values()::use));
    cursor.take("dimension");
    cursor.take("=");
    properties.put("dimension", cursor.place(), Attribute.clause(cursor));
    if (cursor.tryWord("attributes")) {
      attributes();
    }
    regions = ImmutableList.of(body.region());
    return form(types());
  }

  /// `%x[0]`.
  private OpForm tupleElement() {
    operands.add(body.values().use(cursor));
    cursor.take("[");
    properties.put("index", cursor.place(), Attribute.take(cursor));
    cursor.take("]");
    attributes();
    return form(types());
  }

  /// `%x [0:1, 0:4:2]`.
  private OpForm slice() {
    operands.addAll(body.values().uses(cursor));
    int start = cursor.place();
    properties.put(ShapeOps.BOUNDS, start, Attribute.clause(cursor));
    attributes();
    return form(types());
  }

  /// `(%x init: %zero) applies stablehlo.add across dimensions = [1]`, or with a `reducer` behind.
  private OpForm reduce() {
    List<Value> inits = new ArrayList<>();
    do {
      cursor.take("(");
      operands.add(body.values().use(cursor));
      cursor.take("init");
      cursor.take(":");
      inits.add(body.values().use(cursor));
      cursor.take(")");
    } while (cursor.tryTake(","));
    operands.addAll(inits);
    int applied = cursor.tryWord("applies") ? cursor.place() : -1;
    String inner = applied < 0 ? "" : cursor.bareOrQuoted("the name of an op");
    cursor.take("across");
    cursor.take("dimensions");
    cursor.take("=");
    properties.put("dimensions", cursor.place(), Attribute.clause(cursor));
    attributes();
    TypeSyntax.Signature types = types();
    regions = ImmutableList.of(applied < 0 ? reducer() : applied(inner, applied, inits));
    return form(types);
  }

  /// `(%i = %zero, %x = %y) : types cond { ... } do { ... }`: both bodies have those names.
  private OpForm whileLoop() {
    List<ValueScope.Name> names = new ArrayList<>();
    cursor.list(
        "(",
        ")",
        _ -> {
          names.add(ValueScope.Name.take(cursor));
          cursor.take("=");
          return operands.add(body.values().use(cursor));
        });
    ImmutableList<Type> types = cursor.tryTake(":") ? TypeSyntax.list(cursor) : ImmutableList.of();
    if (types.size() != names.size()) {
      throw head.fail(names.size() + " types of the operands of " + head.name(), types.size());
    }
    if (cursor.tryWord("attributes")) {
      attributes();
    }
    cursor.take("cond");
    Region condition = loopRegion(names, types);
    cursor.take("do");
    regions = ImmutableList.of(condition, loopRegion(names, types));
    return form(new TypeSyntax.Signature(types, types));
  }

  private Region loopRegion(List<ValueScope.Name> names, ImmutableList<Type> types) {
    cursor.take("{");
    body.enter();
    ImmutableList.Builder<Value> parameters = ImmutableList.builder();
    for (int i = 0; i < names.size(); i++) {
      parameters.add(body.values().define(cursor, names.get(i), types.get(i)));
    }
    return body.leave(parameters.build());
  }

  /// A body of one op, which stands where the reduction itself does.
  private Region applied(String name, int place, List<Value> inits) {
    if (ElementwiseOps.binary(name).isEmpty()) {
      throw cursor.failAt(place, "an elementwise op of two operands", name);
    }
    Location location = body.locations().trailing(cursor.copyAt(cursor.place()));
    Type type = inits.getFirst().type();
    OpForm form =
        new OpForm(
            new OpForm.Head(name, cursor, place, head.resources()),
            ImmutableList.of(new Value(type), new Value(type)),
            AttributeDictionary.empty(cursor),
            ImmutableList.of(),
            new TypeSyntax.Signature(ImmutableList.of(type, type), ImmutableList.of(type)));
    try {
      Decomposition made = OpTable.meaning(form, location);
      return new Region(form.operands(), made.at(location), made.results());
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, place, e);
    }
  }

  /// `reducer(%a: tensor<f32>, %b: tensor<f32>) (...) { ... }`: a pair of arguments for each input.
  private Region reducer() {
    cursor.take("reducer");
    body.enter();
    List<Value> accumulators = new ArrayList<>();
    List<Value> elements = new ArrayList<>();
    do {
      cursor.take("(");
      accumulators.add(body.argument());
      cursor.take(",");
      elements.add(body.argument());
      cursor.take(")");
    } while (cursor.looksAt("("));
    cursor.take("{");
    accumulators.addAll(elements);
    return body.leave(ImmutableList.copyOf(accumulators));
  }
}
