package dev.strobe.ir.text;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The small pieces of MLIR's syntax: strings, symbols, attributes and lists.
final class MlirSyntax {
  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$.]*");

  private MlirSyntax() {}

  /// A string literal; whatever is not printable ASCII becomes the escaped bytes of its UTF-8.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b < 0x7F && b != '"' && b != '\\') {
        out.append((char) b);
      } else {
        out.append(String.format(Locale.ROOT, "\\%02X", b));
      }
    }
    return out.append('"').toString();
  }

  /// A reference to a function or module, such as `@main`.
  static String symbol(String name) {
    return "@" + bareOrQuoted(name);
  }

  /// An attribute dictionary with a leading space, or nothing where there are no attributes. Values
  /// are MLIR text already; an empty one stands for a unit attribute.
  static String attributes(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      return "";
    }
    return " {" + entries(attributes) + "}";
  }

  /// `a = 1, b`.
  static String entries(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(MlirSyntax::attribute)
        .collect(Collectors.joining(", "));
  }

  /// A dictionary with a leading space of properties and, behind them, what is in another one.
  ///
  /// @param attributes a dictionary with a leading space, or nothing
  static String withAttributes(List<String> properties, String attributes) {
    if (properties.isEmpty()) {
      return attributes;
    }
    String rest = attributes.isEmpty() ? "}" : ", " + attributes.substring(2);
    return " {" + String.join(", ", properties) + rest;
  }

  private static String attribute(Map.Entry<String, String> entry) {
    String name = bareOrQuoted(entry.getKey());
    return entry.getValue().isEmpty() ? name : name + " = " + entry.getValue();
  }

  private static String bareOrQuoted(String name) {
    return BARE_NAME.matcher(name).matches() ? name : quoted(name);
  }

  /// `[1, 2]`.
  static String list(ImmutableLongArray values) {
    return "[" + commaSeparated(values) + "]";
  }

  /// `array<i64: 1, 2>`.
  static String denseArray(ImmutableLongArray values) {
    return values.isEmpty() ? "array<i64>" : "array<i64: " + commaSeparated(values) + ">";
  }

  /// `array<i1: true, false>`.
  static String denseArray(List<Boolean> values) {
    String all = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return values.isEmpty() ? "array<i1>" : "array<i1: " + all + ">";
  }

  private static String commaSeparated(ImmutableLongArray values) {
    return values.stream().mapToObj(Long::toString).collect(Collectors.joining(", "));
  }

  /// `tensor<2xf32>, tensor<i32>`.
  static String types(List<Type> types) {
    return types.stream().map(Type::text).collect(Collectors.joining(", "));
  }

  static String typesOf(List<Value> values) {
    return values.stream().map(v -> v.type().text()).collect(Collectors.joining(", "));
  }

  /// `(tensor<2xf32>) -> tensor<i32>`.
  static String functionType(List<Value> operands, List<Type> results) {
    String to = results.size() == 1 ? results.getFirst().text() : "(" + types(results) + ")";
    return "(" + typesOf(operands) + ") -> " + to;
  }
}
