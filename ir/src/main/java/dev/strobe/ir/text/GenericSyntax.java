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
    AttributeDictionary properties = AttributeDictionary.empty(cursor);
    if (cursor.tryTake("<")) {
      properties = AttributeDictionary.take(cursor, "{", "}");
      cursor.take(">");
    }
    ImmutableList<Region> regions =
        cursor.looksAt("(") ? cursor.list("(", ")", _ -> body.region()) : ImmutableList.of();
    properties.fallBackOn(AttributeDictionary.optional(cursor));
    cursor.take(":");
    return new OpForm(head, operands, properties, regions, TypeSyntax.function(cursor));
  }
}
