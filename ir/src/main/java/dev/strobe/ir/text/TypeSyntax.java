package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.FutureType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads types: tensors of dimensions that are known or not, of plain or quantised elements,
/// tokens, tuples, futures, aliases and lists of them, function types.
final class TypeSyntax {
  private static final int HIGHEST_RANK = 64;
  private static final int DEEPEST = 64;

  /// How types begin that StableHLO has and Strobe has not.
  private static final ImmutableMap<String, String> LACKING =
      ImmutableMap.of(
          "!quant.", "quantised types besides !quant.uniform",
          "memref<", "buffers",
          "vector<", "vectors",
          "index", "indices of the target's width");

  /// What stands right of an op's colon.
  record Signature(ImmutableList<Type> operands, ImmutableList<Type> results) {}

  private TypeSyntax() {}

  static Type type(Cursor cursor) {
    return type(cursor, 0);
  }

  static TensorType tensor(Cursor cursor) {
    int start = cursor.place();
    Type type = type(cursor);
    if (type instanceof TensorType tensor) {
      return tensor;
    }
    throw cursor.failAt(start, "a tensor type", type.text());
  }

  private static Type type(Cursor cursor, int depth) {
    int start = cursor.place();
    if (cursor.tryTake("tensor<")) {
      return tensor(cursor, start);
    }
    if (cursor.tryWord("!stablehlo.token")) {
      return new TokenType();
    }
    if (depth == DEEPEST) {
      throw cursor.fail("types at most " + DEEPEST + " deep");
    }
    if (cursor.looksAt("tuple<")) {
      cursor.take("tuple");
      return new TupleType(cursor.list("<", ">", each -> type(each, depth + 1)));
    }
    if (cursor.tryTake("!stablehlo.future")) {
      return new FutureType(cursor.list("<", ">", each -> type(each, depth + 1)));
    }
    refuseLacking(cursor);
    return alias(cursor, "a type such as tensor<2x3xf32>", instead -> type(instead, depth + 1));
  }

  /// Reads what a name such as `!t` stands for.
  private static <T> T alias(Cursor cursor, String expected, Function<Cursor, T> reader) {
    int start = cursor.place();
    if (!cursor.tryTake("!")) {
      throw cursor.fail(expected);
    }
    cursor.run(Cursor::isNamePart);
    int end = cursor.offset();
    if (!cursor.source().hasAliases(start, end)) {
      throw cursor.failAt(start, expected);
    }
    String meaning = cursor.source().between(start, end);
    Cursor instead = Source.instead(meaning, cursor.copyAt(start)).start();
    T read = reader.apply(instead);
    if (!instead.atEnd()) {
      throw instead.fail("the end of the type");
    }
    return read;
  }

  private static void refuseLacking(Cursor cursor) {
    for (Map.Entry<String, String> each : LACKING.entrySet()) {
      if (cursor.looksAt(each.getKey())) {
        throw cursor.fail("a tensor type, since Strobe has no " + each.getValue());
      }
    }
  }

  /// What follows `tensor<`.
  private static Type tensor(Cursor cursor, int start) {
    ImmutableLongArray.Builder dims = ImmutableLongArray.builder();
    int rank = 0;
    while (Cursor.isDigit(cursor.peek()) || cursor.peek() == '?') {
      dims.add(cursor.tryTake("?") ? TensorType.DYNAMIC : cursor.integer());
      cursor.take("x");
      if (++rank > HIGHEST_RANK) {
        throw cursor.failAt(start, "a tensor of at most " + HIGHEST_RANK + " dimensions");
      }
    }
    Elements elements = elements(cursor);
    ImmutableLongArray bounds = cursor.tryTake(",") ? bounds(cursor) : ImmutableLongArray.of();
    cursor.take(">");
    try {
      return elements.of(dims.build(), bounds);
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
  }

  /// What makes a type of dimensions and their bounds.
  private interface Elements {
    Type of(ImmutableLongArray dims, ImmutableLongArray bounds);
  }

  private static Elements elements(Cursor cursor) {
    if (cursor.looksAt(QuantizedSyntax.PREFIX)) {
      int start = cursor.place();
      QuantizedElement element = QuantizedSyntax.element(cursor);
      return (dims, bounds) -> {
        if (!bounds.isEmpty()) {
          throw cursor.failAt(start, "elements that are numbers, in a tensor of bounded sizes");
        }
        return new QuantizedTensorType(element, dims);
      };
    }
    if (cursor.peek() == '!') {
      refuseLacking(cursor);
      return alias(cursor, "an element type such as f32", TypeSyntax::elements);
    }
    ElementType element = element(cursor);
    return (dims, bounds) -> new TensorType(element, dims, bounds);
  }

  /// `#stablehlo.bounds<4, ?>`, or as it used to be, `#stablehlo.type_extensions<bounds = [4, ?]>`.
  private static ImmutableLongArray bounds(Cursor cursor) {
    if (cursor.tryTake("#stablehlo.bounds")) {
      return ImmutableLongArray.copyOf(cursor.list("<", ">", TypeSyntax::bound));
    }
    if (!cursor.tryTake("#stablehlo.type_extensions")) {
      throw cursor.fail("bounds of dimensions, since Strobe has no other encodings of tensors");
    }
    cursor.take("<");
    cursor.take("bounds");
    cursor.take("=");
    List<Long> bounds = cursor.list("[", "]", TypeSyntax::bound);
    cursor.take(">");
    return ImmutableLongArray.copyOf(bounds);
  }

  private static long bound(Cursor cursor) {
    return cursor.tryTake("?") ? TensorType.DYNAMIC : cursor.integer();
  }

  private static ElementType element(Cursor cursor) {
    int start = cursor.place();
    if (cursor.peek() == '*') {
      throw cursor.fail("dimensions, since Strobe has no tensors of unknown rank");
    }
    refuseLacking(cursor);
    String name = cursor.word("an element type such as f32");
    if (name.equals("complex")) {
      cursor.take("<");
      name = "complex<" + cursor.word("f32 or f64") + ">";
      cursor.take(">");
    }
    String whole = name;
    return ElementType.ofText(whole)
        .orElseThrow(() -> cursor.failAt(start, "an element type such as f32", whole));
  }

  /// `tensor<f32>, tensor<i32>`.
  static ImmutableList<Type> list(Cursor cursor) {
    ImmutableList.Builder<Type> types = ImmutableList.builder();
    do {
      types.add(type(cursor));
    } while (cursor.tryTake(","));
    return types.build();
  }

  /// `(tensor<f32>, tensor<f32>) -> tensor<f32>`.
  static Signature function(Cursor cursor) {
    ImmutableList<Type> operands = inBrackets(cursor);
    cursor.take("->");
    return new Signature(operands, results(cursor));
  }

  /// What stands right of an arrow.
  static ImmutableList<Type> results(Cursor cursor) {
    return cursor.looksAt("(") ? inBrackets(cursor) : ImmutableList.of(type(cursor));
  }

  private static ImmutableList<Type> inBrackets(Cursor cursor) {
    return cursor.list("(", ")", TypeSyntax::type);
  }
}
