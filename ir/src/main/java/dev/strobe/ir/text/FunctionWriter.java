package dev.strobe.ir.text;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Region;
import dev.strobe.ir.Role;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes one function: its signature, its nodes one a line, and the regions that these hold.
final class FunctionWriter {
  private static final int LINE_WIDTH = 100;

  private final StableHloWriter.Style style;
  private final LocationTable locations;
  private final StringBuilder out;
  private final SsaNames names = new SsaNames();

  FunctionWriter(StableHloWriter.Style style, LocationTable locations, StringBuilder out) {
    this.style = style;
    this.locations = locations;
    this.out = out;
  }

  void write(Graph graph) {
    String visibility = graph.name().equals("main") ? "public " : "private ";
    out.append("  func.func ").append(visibility).append(MlirSyntax.symbol(graph.name()));
    out.append('(').append(joined(parameters(graph))).append(')');
    List<String> results = results(graph);
    if (!results.isEmpty()) {
      out.append(" -> (").append(joined(results)).append(')');
    }
    if (!graph.attributes().own().isEmpty()) {
      out.append(" attributes").append(MlirSyntax.attributes(graph.attributes().own()));
    }
    out.append(" {\n");
    nodes(graph.nodes(), "    ");
    terminator("return", graph.results(), "    ");
    out.append("  }\n");
  }

  private List<String> parameters(Graph graph) {
    List<String> texts = new ArrayList<>();
    for (Parameter parameter : graph.parameters()) {
      texts.add(
          names.define(parameter.value())
              + ": "
              + parameter.value().type().text()
              + MlirSyntax.attributes(attributes(parameter))
              + locations.ofName(parameter.name()));
    }
    return texts;
  }

  private Map<String, String> attributes(Parameter parameter) {
    Map<String, String> all = withSharding(parameter.sharding(), parameter.attributes());
    if (style.roles()) {
      switch (parameter.role()) {
        case Role.Input _ -> {}
        case Role.Weight weight -> all.put("strobe.weight", MlirSyntax.quoted(weight.encoding()));
        case Role.State state -> all.put("strobe.state", state.result() + " : i32");
      }
    }
    return all;
  }

  private static Map<String, String> withSharding(
      Optional<Sharding> sharding, Map<String, String> attributes) {
    Map<String, String> all = new LinkedHashMap<>();
    sharding.ifPresent(s -> all.put(s.attribute(), s.text()));
    all.putAll(attributes);
    return all;
  }

  private static List<String> results(Graph graph) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < graph.results().size(); i++) {
      String name = graph.resultNames().get(i);
      Map<String, String> attributes = new LinkedHashMap<>();
      if (!name.isEmpty()) {
        attributes.put("jax.result_info", MlirSyntax.quoted(name));
      }
      attributes.putAll(graph.attributes().ofResult(i));
      texts.add(graph.results().get(i).type().text() + MlirSyntax.attributes(attributes));
    }
    return texts;
  }

  /// On one line where that is short, else one a line.
  private static String joined(List<String> parts) {
    String line = String.join(", ", parts);
    return line.length() <= LINE_WIDTH
        ? line
        : parts.stream().collect(Collectors.joining(",\n      ", "\n      ", ""));
  }

  private void nodes(List<Node> nodes, String indent) {
    for (Node node : nodes) {
      String attributes = MlirSyntax.attributes(withSharding(node.sharding(), node.attributes()));
      OpText op = new OpText(names, body -> region(body, indent), node.results());
      String text = op.of(node, attributes);
      // Results are named last: regions come first in the text, and an op cannot use its own.
      out.append(indent).append(names.defineResults(node.results())).append(text);
      out.append(locations.reference(node.location())).append('\n');
    }
  }

  /// `{ ... }`, the body of an op in generic form.
  private String region(Region region, String indent) {
    int start = out.length();
    out.append("{\n");
    if (!region.parameters().isEmpty()) {
      String parameters =
          region.parameters().stream()
              .map(value -> names.define(value) + ": " + value.type().text())
              .collect(Collectors.joining(", "));
      out.append(indent).append("^bb0(").append(parameters).append("):\n");
    }
    nodes(region.nodes(), indent + "  ");
    terminator("stablehlo.return", region.results(), indent + "  ");
    String text = out.append(indent).append("}").substring(start);
    out.setLength(start);
    return text;
  }

  private void terminator(String name, List<Value> values, String indent) {
    out.append(indent).append(name);
    if (!values.isEmpty()) {
      out.append(' ').append(names.of(values));
      out.append(" : ").append(MlirSyntax.typesOf(values));
    }
    out.append('\n');
  }
}
