package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;

/// Reads types: tensors of static dimensions, lists of them, function types.
final class TypeSyntax {
  private static final int HIGHEST_RANK = 64;

  /// What stands right of an op's colon.
  record Signature(ImmutableList<Type> operands, ImmutableList<Type> results) {}

  private TypeSyntax() {}

  static TensorType tensor(Cursor cursor) {
    int start = cursor.place();
    if (!cursor.tryTake("tensor<")) {
      throw cursor.fail("a type such as tensor<2x3xf32>");
    }
    ImmutableLongArray.Builder dims = ImmutableLongArray.builder();
    int rank = 0;
    while (Cursor.isDigit(cursor.peek())) {
      dims.add(cursor.integer());
      cursor.take("x");
      if (++rank > HIGHEST_RANK) {
        throw cursor.failAt(start, "a tensor of at most " + HIGHEST_RANK + " dimensions");
      }
    }
    ElementType element = element(cursor);
    cursor.take(">");
    try {
      return new TensorType(element, dims.build());
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
  }

  private static ElementType element(Cursor cursor) {
    int start = cursor.place();
    if (cursor.peek() == '?') {
      throw cursor.fail("a static dimension (dynamic shapes are not read)");
    }
    String name = cursor.word("an element type such as f32");
    boolean complex = name.equals("complex");
    int end = complex ? cursor.skipBracketed() : cursor.offset();
    String whole = complex ? cursor.between(start, end).replace(" ", "") : name;
    return ElementType.ofText(whole)
        .orElseThrow(() -> cursor.failAt(start, "an element type such as f32", whole));
  }

  /// `tensor<f32>, tensor<i32>`.
  static ImmutableList<Type> list(Cursor cursor) {
    ImmutableList.Builder<Type> types = ImmutableList.builder();
    do {
      types.add(tensor(cursor));
    } while (cursor.tryTake(","));
    return types.build();
  }

  /// `(tensor<f32>, tensor<f32>) -> tensor<f32>`.
  static Signature function(Cursor cursor) {
    ImmutableList<Type> operands = inBrackets(cursor);
    cursor.take("->");
    ImmutableList<Type> results =
        cursor.looksAt("(") ? inBrackets(cursor) : ImmutableList.of(tensor(cursor));
    return new Signature(operands, results);
  }

  private static ImmutableList<Type> inBrackets(Cursor cursor) {
    return cursor.list("(", ")", each -> (Type) tensor(each));
  }
}
