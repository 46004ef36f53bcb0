package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.CustomCallMemory;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.ExpectOp;
import java.util.Optional;

/// What a form of `custom_call` means.
final class CustomCallForm {
  private CustomCallForm() {}

  static Op read(OpForm form) {
    AttributeDictionary properties = form.properties();
    String target = properties.require("call_target_name").stringOrSymbol();
    Optional<Attribute> config = properties.take("backend_config");
    AttributeDictionary limits = limits(config, form);
    Optional<ExpectOp.Agreement> agreement = CheckOps.agreement(target, limits);
    if (agreement.isPresent()) {
      return check(form, agreement.get(), limits);
    }
    return new CustomCallOp(
        target,
        form.operands(),
        form.signature().results(),
        options(form, config),
        new CustomCallMemory(layouts(form), aliases(properties)));
  }

  /// The entries of a configuration that is a dictionary.
  private static AttributeDictionary limits(Optional<Attribute> config, OpForm form) {
    return config
        .filter(each -> each.text().startsWith("{"))
        .map(each -> each.read(cursor -> AttributeDictionary.take(cursor, "{", "}")))
        .orElseGet(() -> AttributeDictionary.empty(form.head().source()));
  }

  private static Op check(OpForm form, ExpectOp.Agreement agreement, AttributeDictionary limits) {
    form.requireOperands(2);
    limits.requireEmpty("only limits of " + agreement.name());
    form.properties().take("has_side_effect");
    form.properties().take("api_version");
    return new ExpectOp(form.operand(0), form.operand(1), agreement);
  }

  private static CustomCallOp.Options options(OpForm form, Optional<Attribute> config) {
    AttributeDictionary properties = form.properties();
    long version = properties.take("api_version").map(Attribute::integer).orElse(1L);
    if (version != (int) version) {
      throw form.head().fail("an api_version of 32 bits", version);
    }
    ImmutableList<String> called =
        properties
            .take("called_computations")
            .map(each -> each.read(cursor -> cursor.list("[", "]", Cursor::symbol)))
            .orElse(ImmutableList.of());
    return new CustomCallOp.Options(
        properties.flag("has_side_effect"),
        config.map(Attribute::text).orElse(""),
        (int) version,
        called);
  }

  private static Optional<CustomCallMemory.Layouts> layouts(OpForm form) {
    Optional<Attribute> operands = form.properties().take("operand_layouts");
    Optional<Attribute> results = form.properties().take("result_layouts");
    if (operands.isPresent() != results.isPresent()) {
      throw form.head().fail("layouts of both operands and results, or of neither", "one of them");
    }
    return operands.map(
        each -> new CustomCallMemory.Layouts(layouts(each), layouts(results.orElseThrow())));
  }

  private static ImmutableList<ImmutableLongArray> layouts(Attribute attribute) {
    return attribute.read(cursor -> cursor.list("[", "]", CustomCallForm::layout));
  }

  /// `dense<[1, 0]> : tensor<2xindex>`.
  private static ImmutableLongArray layout(Cursor cursor) {
    cursor.take("dense<");
    ImmutableLongArray axes =
        cursor.looksAt("[")
            ? ImmutableLongArray.copyOf(cursor.list("[", "]", Cursor::integer))
            : cursor.looksAt(">")
                ? ImmutableLongArray.of()
                : ImmutableLongArray.of(cursor.integer());
    cursor.take(">");
    cursor.take(":");
    cursor.take("tensor<");
    int start = cursor.place();
    if (cursor.integer() != axes.length()) {
      throw cursor.failAt(start, axes.length() + " axes");
    }
    cursor.take("xindex>");
    return axes;
  }

  private static ImmutableList<CustomCallMemory.Alias> aliases(AttributeDictionary properties) {
    return properties
        .take("output_operand_aliases")
        .map(each -> each.read(cursor -> cursor.list("[", "]", CustomCallForm::alias)))
        .orElse(ImmutableList.of());
  }

  private static CustomCallMemory.Alias alias(Cursor cursor) {
    AttributeDictionary entries = Attribute.take(cursor).struct("output_operand_alias");
    CustomCallMemory.Alias alias =
        new CustomCallMemory.Alias(
            entries.longs("output_tuple_indices"),
            entries.integer("operand_index"),
            entries.longs("operand_tuple_indices"));
    entries.requireEmpty("only entries of an alias");
    return alias;
  }
}
