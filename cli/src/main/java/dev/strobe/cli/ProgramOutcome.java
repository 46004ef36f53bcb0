package dev.strobe.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Type;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of one program: the results of each of its replicas, or why there are none.
///
/// @param types of the results, which differ from the literals' where they are quantised
record ProgramOutcome(
    Path program,
    ImmutableList<ImmutableList<Literal>> results,
    ImmutableList<Type> types,
    Optional<String> error) {
  /// As many elements as a person reads; `--json` and `--out` have them all.
  private static final int SHOWN = 16;

  static ProgramOutcome of(
      Path program, List<? extends List<Literal>> results, ImmutableList<Type> types) {
    return new ProgramOutcome(
        program,
        results.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList()),
        types,
        Optional.empty());
  }

  static ProgramOutcome failed(Path program, String error) {
    return new ProgramOutcome(program, ImmutableList.of(), ImmutableList.of(), Optional.of(error));
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      out.println(Json.text(object()));
    } else if (error.isPresent()) {
      out.println(program + ": " + error.get());
    } else {
      out.println(program + ":");
      for (int replica = 0; replica < results.size(); replica++) {
        String place = results.size() == 1 ? "  " : "  replica " + replica + ": ";
        List<Literal> own = results.get(replica);
        for (int i = 0; i < own.size(); i++) {
          out.println(place + types.get(i).text() + " " + shown(own.get(i)));
        }
      }
    }
    out.flush();
  }

  private ImmutableMap<String, Object> object() {
    if (error.isPresent()) {
      return ImmutableMap.of("program", program.toString(), "error", error.get());
    }
    List<Object> outputs = new ArrayList<>();
    for (int replica = 0; replica < results.size(); replica++) {
      List<Literal> own = results.get(replica);
      for (int i = 0; i < own.size(); i++) {
        Literal result = own.get(i);
        ImmutableMap.Builder<String, Object> output = ImmutableMap.builder();
        output
            .put("type", element(types.get(i), result))
            .put("shape", result.type().dims().asList())
            .put("values", values(result, result.type().elementCount()));
        if (results.size() > 1) {
          output.put("replica", replica);
        }
        outputs.add(output.buildOrThrow());
      }
    }
    return ImmutableMap.of("program", program.toString(), "outputs", outputs);
  }

  private static String element(Type type, Literal result) {
    return type instanceof QuantizedTensorType quantized
        ? quantized.element().text()
        : result.type().element().text();
  }

  private static String shown(Literal result) {
    long count = result.type().elementCount();
    String values = values(result, Math.min(count, SHOWN)).toString();
    return count <= SHOWN ? values : values.substring(0, values.length() - 1) + ", ...]";
  }

  /// The first elements, row-major.
  private static List<Object> values(Literal literal, long count) {
    List<Object> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      values.add(value(literal, i));
    }
    return values;
  }

  private static Object value(Literal literal, long index) {
    ElementType element = literal.type().element();
    return switch (element.kind()) {
      case BOOLEAN -> literal.longAt(index) != 0;
      case SIGNED -> literal.longAt(index);
      case UNSIGNED -> new BigInteger(Long.toUnsignedString(literal.longAt(index)));
      case FLOAT -> number(element, literal.doubleAt(index));
      case COMPLEX -> {
        ByteBuffer parts = literal.element(index);
        yield element == ElementType.C64
            ? List.of(
                number(ElementType.F32, parts.getFloat(0)),
                number(ElementType.F32, parts.getFloat(Float.BYTES)))
            : List.of(
                number(ElementType.F64, parts.getDouble(0)),
                number(ElementType.F64, parts.getDouble(Double.BYTES)));
      }
    };
  }

  /// JSON has no words for what is not finite.
  private static Object number(ElementType element, double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return element == ElementType.F64 ? (Object) value : (Object) (float) value;
  }
}
