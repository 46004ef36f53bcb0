package dev.strobe.ir.text;

import dev.strobe.ir.Program;

/// Reads StableHLO text as [StableHloWriter], JAX and MLIR's own printer write it.
///
/// Ops may be in the pretty or the generic form. What a [Program] has no place for is refused by
/// name; only a function's visibility, and locations of what has none, are dropped. Ops are checked
/// as they are constructed, but how they fit together is left to [dev.strobe.ir.Verifier]. Any text
/// is safe to read: time and memory are linear in its length and nesting is limited.
///
/// Source: StableHLO specification, section Programs; MLIR language reference.
public final class StableHloReader {
  private final Cursor cursor;
  private final BodyReader.Context context;

  private StableHloReader(String text) {
    Source source = Source.of(text);
    this.cursor = source.start();
    this.context = new BodyReader.Context(new LocationSyntax(source), Resources.of(source));
  }

  /// The program that a text holds: one module, or functions without one.
  ///
  /// @throws StableHloParseException if the text is no StableHLO, or holds what Strobe lacks
  public static Program read(String text) {
    return TypedComposites.of(new StableHloReader(text).program());
  }

  private Program program() {
    definitions();
    ModuleReader module = new ModuleReader(cursor, context);
    Program program = module.isNext() ? module.read() : module.readBare(this::definitions);
    definitions();
    if (!cursor.atEnd()) {
      throw cursor.fail("the end of the text");
    }
    return program;
  }

  /// Aliases and resources, which stand outside the module.
  private void definitions() {
    while (true) {
      if (cursor.looksAt("#") || cursor.looksAt("!")) {
        alias();
      } else if (cursor.looksAt("{-#")) {
        Resources.skip(cursor);
      } else {
        return;
      }
    }
  }

  /// `#name = ...`, which has been found already where it begins a line as it has to.
  private void alias() {
    cursor.take(cursor.looksAt("#") ? "#" : "!");
    if (cursor.run(Cursor::isNamePart).isEmpty()) {
      throw cursor.fail("the name of an alias");
    }
    cursor.take("=");
    if (cursor.looksAt("loc(")) {
      context.locations().trailing(cursor);
    } else {
      cursor.skipLogicalLine();
    }
  }
}
