package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which quantised elements the operands, results and bodies of an op have that moves elements;
/// empty stands for what is not quantised.
///
/// @param converts whether operands are quantised anew where a body has other elements
record QuantizedPlan(
    List<Optional<QuantizedElement>> operands,
    List<Optional<QuantizedElement>> results,
    List<Body> bodies,
    boolean converts) {
  static final ImmutableSet<String> MOVING =
      ImmutableSet.of(
          "broadcast",
          "broadcast_in_dim",
          "concatenate",
          "constant",
          "dynamic_broadcast_in_dim",
          "dynamic_gather",
          "dynamic_pad",
          "dynamic_reshape",
          "dynamic_slice",
          "dynamic_update_slice",
          "gather",
          "get_dimension_size",
          "map",
          "pad",
          "real_dynamic_slice",
          "reduce",
          "reduce_window",
          "reshape",
          "reverse",
          "scatter",
          "select_and_scatter",
          "set_dimension_size",
          "slice",
          "sort",
          "torch_index_select",
          "transpose");

  private static final Optional<QuantizedElement> PLAIN = Optional.empty();

  /// What a body takes and returns.
  record Body(
      List<Optional<QuantizedElement>> parameters, List<Optional<QuantizedElement>> results) {}

  static Optional<QuantizedElement> element(Type type) {
    return type instanceof QuantizedTensorType quantized ? Optional.of(quantized.element()) : PLAIN;
  }

  private static List<Optional<QuantizedElement>> elements(List<Type> types) {
    return types.stream().map(QuantizedPlan::element).toList();
  }

  private static List<Optional<QuantizedElement>> ofOperands(OpForm form) {
    return form.operands().stream().map(value -> element(value.type())).toList();
  }

  /// @param name of one of the [#MOVING] ops
  static QuantizedPlan of(String name, OpForm form) {
    List<Optional<QuantizedElement>> own = elements(form.signature().results());
    return switch (name) {
      case "constant" -> new QuantizedPlan(List.of(), own, List.of(), false);
      case "reduce", "reduce_window" -> folding(form, form.operands().size() / 2, List.of());
      case "scatter" -> folding(form, (form.operands().size() - 1) / 2, List.of(PLAIN));
      case "select_and_scatter" -> selectAndScatter(form);
      case "sort" -> sort(form);
      case "map" -> map(form, own);
      case "get_dimension_size" -> moving(form, 1, List.of(PLAIN));
      case "broadcast_in_dim",
          "dynamic_broadcast_in_dim",
          "dynamic_reshape",
          "reshape",
          "transpose" ->
          moving(form, 1, own);
      case "concatenate" -> moving(form, form.operands().size(), first(form));
      case "dynamic_pad", "dynamic_update_slice", "pad" -> moving(form, 2, first(form));
      default -> moving(form, 1, first(form));
    };
  }

  private static List<Optional<QuantizedElement>> first(OpForm form) {
    return List.of(element(form.requireOperandsFrom(1).operand(0).type()));
  }

  /// The first few operands have the elements of the first, the others say where these go.
  private static QuantizedPlan moving(
      OpForm form, int moved, List<Optional<QuantizedElement>> results) {
    Optional<QuantizedElement> element = first(form).getFirst();
    List<Optional<QuantizedElement>> operands =
        IntStream.range(0, form.operands().size())
            .mapToObj(i -> i < moved ? element : PLAIN)
            .toList();
    return new QuantizedPlan(operands, results, List.of(), false);
  }

  /// The body says which elements are folded; `between` stands behind the first half of operands.
  private static QuantizedPlan folding(
      OpForm form, int count, List<Optional<QuantizedElement>> between) {
    List<Optional<QuantizedElement>> folded =
        elements(form.region().parameterTypes()).stream().limit(count).toList();
    return new QuantizedPlan(
        joined(folded, between, folded),
        folded,
        List.of(new Body(joined(folded, folded), folded)),
        true);
  }

  private static QuantizedPlan selectAndScatter(OpForm form) {
    Optional<QuantizedElement> element = first(form).getFirst();
    Optional<QuantizedElement> summed =
        elements(form.requireRegions(2).get(1).resultTypes()).stream()
            .filter(each -> isWidened(element, each))
            .findFirst()
            .orElse(element);
    return new QuantizedPlan(
        List.of(element, element, element),
        List.of(summed),
        List.of(
            new Body(List.of(element, element), List.of(PLAIN)),
            new Body(List.of(summed, summed), List.of(summed))),
        false);
  }

  /// Whether integers of one element stand for the same numbers as those of another.
  private static boolean isWidened(
      Optional<QuantizedElement> element, Optional<QuantizedElement> other) {
    return element.isPresent()
        && other.isPresent()
        && element.get().expressed() == other.get().expressed()
        && element.get().scalings().equals(other.get().scalings())
        && element.get().storage().isPromotableTo(other.get().storage());
  }

  private static QuantizedPlan sort(OpForm form) {
    List<Optional<QuantizedElement>> sorted = ofOperands(form);
    List<Optional<QuantizedElement>> pairs =
        sorted.stream().flatMap(each -> Stream.of(each, each)).toList();
    return new QuantizedPlan(sorted, sorted, List.of(new Body(pairs, List.of(PLAIN))), false);
  }

  private static QuantizedPlan map(OpForm form, List<Optional<QuantizedElement>> results) {
    List<Optional<QuantizedElement>> mapped = ofOperands(form);
    return new QuantizedPlan(mapped, results, List.of(new Body(mapped, results)), false);
  }

  @SafeVarargs
  private static List<Optional<QuantizedElement>> joined(
      List<Optional<QuantizedElement>>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  /// Refuses a form whose bodies or results have other elements.
  void require(OpForm form) {
    String op = form.head().name();
    require(form, "operands", operands.size(), form.operands().size());
    require(form, "regions", bodies.size(), form.regions().size());
    requireElements(form, "results of " + op, results, elements(form.signature().results()));
    for (int i = 0; i < bodies.size(); i++) {
      Region region = form.regions().get(i);
      Body body = bodies.get(i);
      requireElements(
          form, "a body of " + op + " from", body.parameters(), elements(region.parameterTypes()));
      requireElements(
          form, "a body of " + op + " to", body.results(), elements(region.resultTypes()));
    }
  }

  private static void require(OpForm form, String what, int expected, int actual) {
    if (expected != actual) {
      throw form.head().fail(expected + " " + what + " of " + form.head().name(), actual);
    }
  }

  private static void requireElements(
      OpForm form,
      String what,
      List<Optional<QuantizedElement>> expected,
      List<Optional<QuantizedElement>> actual) {
    if (!expected.equals(actual)) {
      throw form.head().fail(what + " " + text(expected), text(actual));
    }
  }

  private static String text(List<Optional<QuantizedElement>> elements) {
    return elements.stream()
        .map(each -> each.map(QuantizedElement::text).orElse("elements without quantisation"))
        .toList()
        .toString();
  }

  /// An operand with the elements that it is wanted with.
  Value conformed(GraphBuilder builder, OpForm form, int index) {
    Value value = form.operand(index);
    Optional<QuantizedElement> wanted = operands.get(index);
    if (wanted.equals(element(value.type()))) {
      return value;
    }
    if (!converts || wanted.isEmpty() || !(value.type() instanceof QuantizedTensorType type)) {
      String what = "operand " + index + " of " + form.head().name() + " with";
      throw form.head().fail(what + " " + text(List.of(wanted)), value.type());
    }
    return builder.uniformQuantize(value, new QuantizedTensorType(wanted.get(), type.dims()));
  }

  /// A body that takes and returns the integers which stand for what it takes and returns.
  static Region onStorage(Region region, Location location) {
    ImmutableList.Builder<Value> parameters = ImmutableList.builder();
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (Value old : region.parameters()) {
      if (old.type() instanceof QuantizedTensorType type) {
        Value parameter = new Value(type.storage(), old.name());
        parameters.add(parameter);
        nodes.add(node(new BitcastConvertOp(parameter, type), old, location));
      } else {
        parameters.add(old);
      }
    }
    nodes.addAll(region.nodes());
    ImmutableList.Builder<Value> results = ImmutableList.builder();
    for (Value old : region.results()) {
      if (old.type() instanceof QuantizedTensorType type) {
        Value result = new Value(type.storage());
        results.add(result);
        nodes.add(node(new BitcastConvertOp(old, type.storage()), result, location));
      } else {
        results.add(old);
      }
    }
    return new Region(parameters.build(), nodes.build(), results.build());
  }

  private static Node node(BitcastConvertOp op, Value result, Location location) {
    return new Node(op, ImmutableList.of(result), location, Optional.empty(), ImmutableMap.of());
  }
}
