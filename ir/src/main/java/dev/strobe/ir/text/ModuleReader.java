package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a module: its name and attributes, and the functions and meshes in it.
final class ModuleReader {
  private static final String GENERIC = "\"builtin.module\"";

  private final Cursor cursor;
  private final BodyReader.Context context;
  private final ImmutableList.Builder<Graph> functions = ImmutableList.builder();
  private final Map<String, String> meshes = new LinkedHashMap<>();

  ModuleReader(Cursor cursor, BodyReader.Context context) {
    this.cursor = cursor;
    this.context = context;
  }

  boolean isNext() {
    Cursor ahead = cursor.copyAt(cursor.place());
    return ahead.tryWord("module") || ahead.tryWord("builtin.module") || ahead.tryTake(GENERIC);
  }

  Program read() {
    int start = cursor.place();
    Program program = cursor.tryTake(GENERIC) ? generic(start) : pretty(start);
    context.locations().trailing(cursor);
    return program;
  }

  /// `module @name attributes {a = 1} { ... }`.
  private Program pretty(int start) {
    cursor.word("a module");
    String name = cursor.looksAt("@") ? cursor.symbol() : "";
    ImmutableMap<String, String> attributes =
        cursor.tryWord("attributes")
            ? AttributeDictionary.take(cursor, "{", "}").rest()
            : ImmutableMap.of();
    body();
    return program(name, attributes, start);
  }

  /// `"builtin.module"() <{sym_name = "name"}> ({ ... }) {a = 1} : () -> ()`.
  private Program generic(int start) {
    cursor.take("(");
    cursor.take(")");
    AttributeDictionary properties = GenericSyntax.properties(cursor);
    cursor.take("(");
    body();
    cursor.take(")");
    properties.fallBackOn(AttributeDictionary.optional(cursor));
    GenericSyntax.takeNoTypes(cursor);
    String name = properties.take("sym_name").map(Attribute::string).orElse("");
    properties.requireEmpty("only properties of builtin.module that Strobe knows");
    return program(name, properties.others().rest(), start);
  }

  private void body() {
    cursor.take("{");
    if (cursor.tryTake("^")) {
      cursor.word("the name of a block");
      cursor.take(":");
    }
    while (!cursor.atEnd() && !cursor.looksAt("}")) {
      item();
    }
    cursor.take("}");
  }

  /// Functions without a module around them.
  ///
  /// @param between takes what may stand between them
  Program readBare(Runnable between) {
    int start = cursor.place();
    while (!cursor.atEnd()) {
      item();
      between.run();
    }
    return program("", ImmutableMap.of(), start);
  }

  private void item() {
    int start = cursor.place();
    if (cursor.tryWord("sdy.mesh")) {
      String name = cursor.symbol();
      cursor.take("=");
      define(name, Attribute.clause(cursor), start);
    } else if (cursor.tryTake("\"sdy.mesh\"")) {
      genericMesh(start);
    } else {
      functions.add(new FunctionReader(cursor, context).read());
    }
  }

  /// `() <{mesh = #sdy.mesh<["x"=2]>, sym_name = "mesh"}> : () -> ()`.
  private void genericMesh(int start) {
    cursor.take("(");
    cursor.take(")");
    AttributeDictionary properties = GenericSyntax.properties(cursor);
    properties.fallBackOn(AttributeDictionary.optional(cursor));
    GenericSyntax.takeNoTypes(cursor);
    String name = properties.require("sym_name").string();
    Attribute axes =
        properties
            .require("mesh")
            .read(
                mesh -> {
                  mesh.take("#sdy.mesh");
                  return Attribute.clause(mesh);
                });
    define(name, axes, start);
  }

  private void define(String name, Attribute axes, int start) {
    if (meshes.putIfAbsent(name, axes.text()) != null) {
      throw cursor.failAt(start, "meshes with distinct names", "@" + name);
    }
    context.locations().trailing(cursor);
  }

  private Program program(String name, ImmutableMap<String, String> attributes, int start) {
    try {
      return new Program(name, functions.build(), attributes, ImmutableMap.copyOf(meshes));
    } catch (InvalidOpException e) {
      throw Faults.at(cursor, start, e);
    }
  }
}
