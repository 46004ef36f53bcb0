package dev.strobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.runtime.checkpoint.LiteralFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine(Map.of());
    line.setOut(new PrintWriter(out));
    return line.execute(args);
  }

  @Test
  void sizesThatAProgramDoesNotKnowAreThoseOfItsInputs() throws IOException {
    Path program = folder.resolve("p.mlir");
    Files.writeString(
        program,
        """
        func.func @main(%n: tensor<i64>, %x: tensor<?xf32>) -> tensor<?xf32> {
          %s = stablehlo.reshape %n : (tensor<i64>) -> tensor<1xi64>
          %i = stablehlo.dynamic_iota %s, dim = 0 : (tensor<1xi64>) -> tensor<?xf32>
          %y = stablehlo.add %i, %x : tensor<?xf32>
          return %y : tensor<?xf32>
        }
        """);
    Path n = folder.resolve("n.npy");
    Path x = folder.resolve("x.npy");
    LiteralFile.write(n, Literal.scalar(ElementType.S64, 3));
    LiteralFile.write(x, Literal.ofF32(TensorType.of(ElementType.F32, 3), 10, 20, 30));
    String inputs = n + "," + x;
    int code = run("run", program.toString(), "--device", "interpreter", "--inputs", inputs);
    assertEquals(program + ":\n  tensor<3xf32> [10.0, 21.0, 32.0]\n", out.toString());
    assertEquals(0, code);
  }
}
