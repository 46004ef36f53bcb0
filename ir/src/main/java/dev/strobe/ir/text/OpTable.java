package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.Location;
import dev.strobe.ir.Op;
import java.util.Optional;
import java.util.function.Function;

/// What the names of ops mean: the tables of all families.
final class OpTable {
  private static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.<String, Function<OpForm, Op>>builder()
          .putAll(ElementwiseOps.READERS)
          .putAll(ShapeOps.READERS)
          .putAll(ContractionOps.READERS)
          .putAll(CollectiveForms.READERS)
          .putAll(NumericOps.READERS)
          .putAll(DeprecatedForms.READERS)
          .putAll(DynamicOps.READERS)
          .putAll(RegionOps.READERS)
          .putAll(StructureOps.READERS)
          .putAll(TransferForms.READERS)
          .putAll(WindowOps.READERS)
          .buildOrThrow();

  private OpTable() {}

  /// How to make an op of what was read; an unknown one is refused by name.
  static Function<OpForm, Op> reader(OpForm.Head head) {
    Function<OpForm, Op> reader = READERS.get(head.name());
    if (reader == null) {
      throw head.fail("an op that Strobe knows", "'" + head.name() + "'");
    }
    return reader;
  }

  /// How to make nodes of what was read, where no single op means it.
  static Optional<Function<OpForm, Decomposition>> decomposition(OpForm.Head head) {
    return ChloOps.reader(head)
        .or(() -> CheckOps.reader(head))
        .or(() -> Optional.ofNullable(DeprecatedForms.DECOMPOSITIONS.get(head.name())));
  }

  /// What an op of a form means, which may take several.
  static Decomposition meaning(OpForm form, Location location) {
    Function<OpForm, Op> reader = reader(form.head());
    return QuantizedOps.owns(form)
        ? QuantizedOps.of(form, reader, location)
        : Decomposition.of(builder -> builder.emit(reader.apply(form)));
  }
}
