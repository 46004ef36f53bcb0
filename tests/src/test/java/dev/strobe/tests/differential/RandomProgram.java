package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.text.StableHloWriter;

/// A program with its arguments.
///
/// @param errors how far two right runs may be apart in each value of which that is known
record RandomProgram(
    Program program, ImmutableList<Literal> arguments, ImmutableMap<Value, Double> errors) {

  /// How far two right runs may be apart in a result; infinitely where nothing is known of it.
  double error(int result) {
    return errors.getOrDefault(program.main().results().get(result), Double.POSITIVE_INFINITY);
  }

  RandomProgram withMain(Graph main) {
    return new RandomProgram(program.withMain(main), arguments, errors);
  }

  /// The program as StableHLO, and a line for each argument.
  String text() {
    StringBuilder text = new StringBuilder(StableHloWriter.write(program));
    for (int i = 0; i < arguments.size(); i++) {
      String name = program.main().parameters().get(i).name();
      text.append("// %").append(name).append(" is ").append(dense(arguments.get(i))).append('\n');
    }
    return text.toString();
  }

  /// How a constant of the same contents is written.
  private static String dense(Literal literal) {
    GraphBuilder b = new GraphBuilder("argument");
    b.result("value", b.constant(literal));
    String constant = "stablehlo.constant ";
    return StableHloWriter.write(Program.of(b.build()))
        .lines()
        .filter(line -> line.contains(constant))
        .map(line -> line.substring(line.indexOf(constant) + constant.length()))
        .findFirst()
        .orElseThrow();
  }
}
