package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
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
  private final ImmutableList.Builder<Graph> functions = ImmutableList.builder();

  private StableHloReader(String text) {
    Source source = Source.of(text);
    this.cursor = source.start();
    this.context = new BodyReader.Context(new LocationSyntax(source), Resources.of(source));
  }

  /// The program that a text holds.
  ///
  /// @throws StableHloParseException if the text is no StableHLO, or holds what Strobe lacks
  public static Program read(String text) {
    return new StableHloReader(text).program();
  }

  private Program program() {
    definitions();
    int start = cursor.place();
    String name = "";
    ImmutableMap<String, String> attributes = ImmutableMap.of();
    if (cursor.tryWord("module") || cursor.tryWord("builtin.module")) {
      name = cursor.looksAt("@") ? cursor.symbol() : "";
      attributes =
          cursor.tryWord("attributes")
              ? AttributeDictionary.take(cursor, "{", "}").rest()
              : ImmutableMap.of();
      cursor.take("{");
      functions("}");
      cursor.take("}");
      context.locations().trailing(cursor);
    } else {
      functions("");
    }
    definitions();
    if (!cursor.atEnd()) {
      throw cursor.fail("the end of the text");
    }
    return program(name, attributes, start);
  }

  private Program program(String name, ImmutableMap<String, String> attributes, int start) {
    try {
      return new Program(name, functions.build(), attributes);
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
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

  private void functions(String end) {
    while (!cursor.atEnd() && (end.isEmpty() || !cursor.looksAt(end))) {
      functions.add(new FunctionReader(cursor, context).read());
      if (end.isEmpty()) {
        definitions();
      }
    }
  }
}
