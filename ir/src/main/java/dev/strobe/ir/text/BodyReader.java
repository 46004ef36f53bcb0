package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads the ops of one function in order, and the regions that these hold.
final class BodyReader {
  private static final int DEEPEST = 64;
  private static final ImmutableSet<String> TERMINATORS = ImmutableSet.of("stablehlo.return");

  /// What stands elsewhere in the text.
  record Context(LocationSyntax locations, Resources resources) {}

  /// The ops of one block and what its terminator returns.
  ///
  /// @param end where the terminator stands
  record Body(ImmutableList<Node> nodes, ImmutableList<Value> results, int end) {}

  /// A name left of the `=` and how many results it stands for.
  private record Group(String name, int place, int count) {}

  private final Cursor cursor;
  private final Context context;
  private final ValueScope values = new ValueScope();
  private int depth;

  BodyReader(Cursor cursor, Context context) {
    this.cursor = cursor;
    this.context = context;
  }

  LocationSyntax locations() {
    return context.locations();
  }

  ValueScope values() {
    return values;
  }

  /// Takes ops up to the first that has one of the given names.
  Body read(ImmutableSet<String> terminators) {
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    while (true) {
      ImmutableList<Group> groups = cursor.looksAt("%") ? groups() : ImmutableList.of();
      int place = cursor.place();
      boolean generic = cursor.looksAt("\"");
      String name = generic ? cursor.string() : cursor.word("an op or " + terminators);
      if (groups.isEmpty() && terminators.contains(name)) {
        return new Body(nodes.build(), returned(generic), place);
      }
      OpForm.Head head = new OpForm.Head(name, cursor, place, context.resources());
      nodes.addAll(nodes(head, generic, groups));
    }
  }

  private ImmutableList<Value> returned(boolean generic) {
    int start = cursor.place();
    ImmutableList<Value> operands =
        generic ? cursor.list("(", ")", values::use) : values.uses(cursor);
    if (generic) {
      cursor.take(":");
      requireTypes(operands, TypeSyntax.function(cursor).operands(), start);
    } else if (!operands.isEmpty()) {
      cursor.take(":");
      requireTypes(operands, TypeSyntax.list(cursor), start);
    }
    locations().trailing(cursor);
    return operands;
  }

  /// One node for an op, more for one that is computed by others.
  private ImmutableList<Node> nodes(
      OpForm.Head head, boolean generic, ImmutableList<Group> groups) {
    Optional<Function<OpForm, Decomposition>> decomposition = OpTable.decomposition(head);
    if (decomposition.isPresent()) {
      OpForm form = form(head, generic);
      return decomposed(form, decomposition.get(), locations().trailing(cursor), groups);
    }
    Function<OpForm, Op> reader = OpTable.reader(head);
    OpForm form = form(head, generic);
    Location location = locations().trailing(cursor);
    if (QuantizedOps.owns(form)) {
      return decomposed(form, each -> QuantizedOps.of(each, reader, location), location, groups);
    }
    Op op = checked(form, reader, Op::resultTypes);
    ImmutableList<Value> results = define(groups, form.signature().results(), head);
    AttributeDictionary attributes = form.properties().others();
    Optional<Sharding> sharding = attributes.takeSharding();
    return ImmutableList.of(new Node(op, results, location, sharding, attributes.rest()));
  }

  private ImmutableList<Node> decomposed(
      OpForm form,
      Function<OpForm, Decomposition> reader,
      Location location,
      ImmutableList<Group> groups) {
    Decomposition made = checked(form, reader, Decomposition::resultTypes);
    ImmutableList<Value> results = define(groups, form.signature().results(), form.head());
    AttributeDictionary attributes = form.properties().others();
    Optional<Sharding> sharding = attributes.takeSharding();
    return made.defining(results, location, sharding, attributes.rest());
  }

  private OpForm form(OpForm.Head head, boolean generic) {
    OpForm form =
        generic ? new GenericSyntax(head, this).read() : new PrettySyntax(head, this).read();
    requireTypes(form.operands(), form.signature().operands(), head.place());
    return form;
  }

  /// What a form means, if that leaves nothing out and has the types that the text says.
  private static <T> T checked(
      OpForm form, Function<OpForm, T> reader, Function<T, ImmutableList<Type>> resultTypes) {
    OpForm.Head head = form.head();
    try {
      T meaning = reader.apply(form);
      form.properties().requireEmpty("only properties of " + head.name() + " that Strobe knows");
      ImmutableList<Type> types = resultTypes.apply(meaning);
      if (!Type.allFit(types, form.signature().results())) {
        throw head.fail(
            "results of types " + types + " from " + head.name(), form.signature().results());
      }
      return meaning;
    } catch (InvalidOpException e) {
      throw Faults.at(head.source(), head.place(), e);
    }
  }

  /// `%a, %b:2 =`.
  private ImmutableList<Group> groups() {
    return cursor.list("", "=", _ -> group());
  }

  private Group group() {
    int start = cursor.place();
    String name = cursor.valueName();
    long count = cursor.tryTake(":") ? cursor.integer() : 1;
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw cursor.failAt(start, "a number of results");
    }
    return new Group(name, start, (int) count);
  }

  /// Names the results; an op without a name leaves them without one.
  private ImmutableList<Value> define(
      ImmutableList<Group> groups, ImmutableList<Type> types, OpForm.Head head) {
    long named = groups.stream().mapToLong(Group::count).sum();
    if (named != types.size() && !groups.isEmpty()) {
      throw head.fail(types.size() + " names for the results of " + head.name(), named);
    }
    if (groups.isEmpty()) {
      return types.stream().map(Value::new).collect(ImmutableList.toImmutableList());
    }
    ImmutableList.Builder<Value> all = ImmutableList.builder();
    int next = 0;
    for (Group group : groups) {
      List<Value> part = new ArrayList<>();
      for (Type type : types.subList(next, next + group.count())) {
        part.add(new Value(type, part.isEmpty() ? ValueScope.hint(group.name()) : ""));
      }
      values.define(cursor, group.place(), group.name(), part);
      all.addAll(part);
      next += group.count();
    }
    return all.build();
  }

  private void requireTypes(ImmutableList<Value> operands, ImmutableList<Type> types, int place) {
    List<Type> actual = operands.stream().map(Value::type).toList();
    if (!actual.equals(types)) {
      throw cursor.failAt(place, "operands of types " + types, actual.toString());
    }
  }

  /// `{ ^bb0(%a: tensor<f32>): ... }`.
  Region region() {
    cursor.take("{");
    enter();
    ImmutableList<Value> parameters = ImmutableList.of();
    if (cursor.tryTake("^")) {
      cursor.word("the name of a block");
      parameters = cursor.looksAt("(") ? cursor.list("(", ")", _ -> argument()) : parameters;
      cursor.take(":");
    }
    return leave(parameters);
  }

  /// Opens a region, so that its arguments can be declared.
  void enter() {
    if (++depth > DEEPEST) {
      throw cursor.fail("regions at most " + DEEPEST + " deep");
    }
    values.enter();
  }

  /// Reads ops to the end of the region that is open.
  Region leave(ImmutableList<Value> parameters) {
    Body body = read(TERMINATORS);
    cursor.take("}");
    values.leave();
    depth--;
    return new Region(parameters, body.nodes(), body.results());
  }

  /// An argument of a block, whose location has no place.
  Value argument() {
    Value value = declared();
    locations().trailing(cursor);
    return value;
  }

  /// `%x: tensor<f32>`.
  Value declared() {
    ValueScope.Name name = ValueScope.Name.take(cursor);
    cursor.take(":");
    return values.define(cursor, name, TypeSyntax.type(cursor));
  }
}
