package dev.strobe.ir.text;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;

/// Writes a [Program] as StableHLO text that MLIR's parser, and so every PJRT plugin, reads.
///
/// The text is deterministic. Names of values are hints made legal and unique; constants keep every
/// bit pattern. The program has to be valid (see [dev.strobe.ir.Verifier]): a value that is used
/// but never defined is refused with an [dev.strobe.ir.InvalidOpException].
///
/// Source: StableHLO specification, section Programs; MLIR language reference.
public final class StableHloWriter {
  /// What is printed besides the computation.
  ///
  /// @param locations where each node comes from, as MLIR locations
  /// @param roles what each parameter stands for, as `strobe.weight` and `strobe.state` attributes
  public record Style(boolean locations, boolean roles) {
    /// Everything that the program holds.
    public static final Style FULL = new Style(true, true);

    /// What a plugin is to see: locations for its own dumps, none of Strobe's attributes.
    public static final Style EXECUTABLE = new Style(true, false);

    /// The computation only; for tests that compare text.
    public static final Style PLAIN = new Style(false, false);
  }

  private StableHloWriter() {}

  /// The text of a program in [Style#FULL].
  public static String write(Program program) {
    return write(program, Style.FULL);
  }

  public static String write(Program whole, Style style) {
    Program program = new CompositeFunctions(whole).spelled();
    LocationTable locations = new LocationTable(style.locations());
    StringBuilder out = new StringBuilder("module");
    if (!program.name().isEmpty()) {
      out.append(' ').append(MlirSyntax.symbol(program.name()));
    }
    if (!program.attributes().isEmpty()) {
      out.append(" attributes").append(MlirSyntax.attributes(program.attributes()));
    }
    out.append(" {\n");
    program.meshes().forEach((mesh, axes) -> out.append(mesh(mesh, axes)));
    for (Graph function : program.functions()) {
      new FunctionWriter(style, locations, out).write(function);
    }
    return out.append("}\n").append(locations.definitions()).toString();
  }

  private static String mesh(String name, String axes) {
    return "  sdy.mesh " + MlirSyntax.symbol(name) + " = " + axes + "\n";
  }
}
