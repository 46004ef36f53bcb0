package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;

/// Reads what stands behind the name of an op in the form that every op has: `(%0, %1)
/// <{properties}> ({ body }) {attributes} : (types) -> types`.
record GenericSyntax(OpForm.Head head, BodyReader body) {
  OpForm read() {
    Cursor cursor = head.source();
    ImmutableList<Value> operands = cursor.list("(", ")", body.values()::use);
    AttributeDictionary properties = properties(cursor);
    ImmutableList<Region> regions =
        cursor.looksAt("(") ? cursor.list("(", ")", _ -> body.region()) : ImmutableList.of();
    properties.fallBackOn(AttributeDictionary.optional(cursor));
    cursor.take(":");
    return new OpForm(head, operands, properties, regions, TypeSyntax.function(cursor));
  }

  /// `: () -> ()`, behind what computes nothing.
  static void takeNoTypes(Cursor cursor) {
    cursor.take(":");
    int start = cursor.place();
    TypeSyntax.Signature types = TypeSyntax.function(cursor);
    if (!types.operands().isEmpty() || !types.results().isEmpty()) {
      throw cursor.failAt(start, "() -> ()");
    }
  }

  /// `<{a = 1}>` where there is one.
  static AttributeDictionary properties(Cursor cursor) {
    if (!cursor.tryTake("<")) {
      return AttributeDictionary.empty(cursor);
    }
    AttributeDictionary properties = AttributeDictionary.take(cursor, "{", "}");
    cursor.take(">");
    return properties;
  }
}
