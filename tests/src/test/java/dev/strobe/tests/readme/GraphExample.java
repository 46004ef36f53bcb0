package dev.strobe.tests.readme;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.runtime.GraphRunner;
import java.util.List;

final class GraphExample {
  static void run() {
    TensorType vector = TensorType.of(ElementType.F32, 3);
    GraphBuilder b = new GraphBuilder("silu");
    Value x = b.input("x", vector);
    b.result("y", b.multiply(x, b.logistic(x)));
    Graph graph = b.build();

    System.out.println(StableHloWriter.write(Program.of(graph)));
    List<Literal> inputs = List.of(Literal.ofF32(vector, -1, 0, 2));
    System.out.println(Interpreter.run(graph, inputs).getFirst().toF32()[2]);
    try (GraphRunner device = GraphRunner.open()) {
      System.out.println(device.run(graph, inputs).getFirst().toF32()[2]);
    }
  }
}
