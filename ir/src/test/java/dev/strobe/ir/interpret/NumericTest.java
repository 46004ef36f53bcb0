package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BatchNorm;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.TriangularSolveOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Normalisations, decompositions and transforms against implementations that are not ours; the op
/// for each name is the one that `src/test/oracle/numeric.py` wrote as text.
final class NumericTest {
  private static final int CASES = 233;

  @Test
  void agreesWithXla() {
    List<String> failures = new ArrayList<>();
    List<String> lines = Fixture.lines("numeric.txt.gz");
    for (String line : lines) {
      String[] fields = line.split("\\|", -1);
      List<Literal> inputs = tensors(fields[1]);
      List<Literal> expected = tensors(fields[2]);
      List<Literal> actual = run(fields[0], inputs, expected);
      for (int i = 0; i < expected.size(); i++) {
        if (!agrees(expected.get(i), actual.get(i))) {
          failures.add(
              fields[0] + " result " + i + ": " + difference(expected.get(i), actual.get(i)));
        }
      }
    }
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
    assertTrue(lines.size() >= CASES, "cases were lost: " + lines.size());
  }

  private static List<Literal> tensors(String field) {
    return Arrays.stream(field.split(";", -1)).map(Fixture::tensor).toList();
  }

  private static List<Literal> run(String name, List<Literal> inputs, List<Literal> expected) {
    GraphBuilder b = new GraphBuilder("numeric");
    List<Value> x = new ArrayList<>();
    inputs.forEach(input -> x.add(b.input("x" + x.size(), input.type())));
    ImmutableList<Value> results = b.emit(op(name.split("\\.", -1), x, expected.getLast().type()));
    List<Type> types = expected.stream().map(literal -> (Type) literal.type()).toList();
    assertEquals(types, results.stream().map(Value::type).toList(), name);
    results.forEach(result -> b.result("", result));
    return Interpreter.run(b.build(), inputs);
  }

  private static Op op(String[] name, List<Value> x, TensorType output) {
    return switch (name[0]) {
      case "rng_bit_generator" -> new RngBitGeneratorOp(x.getFirst(), algorithm(name), output);
      case "batch_norm_inference" ->
          new BatchNormInferenceOp(
              x.get(0), x.get(1), x.get(2), statistics(x.get(3), x.get(4)), axis(name));
      case "batch_norm_training" ->
          new BatchNormTrainingOp(x.get(0), x.get(1), x.get(2), axis(name));
      case "batch_norm_grad" ->
          new BatchNormGradOp(
              x.get(0), x.get(1), statistics(x.get(2), x.get(3)), x.get(4), axis(name));
      case "cholesky" -> new CholeskyOp(x.getFirst(), Boolean.parseBoolean(name[1]));
      case "triangular_solve" -> new TriangularSolveOp(x.get(0), x.get(1), form(name));
      case "convolution" -> Convolutions.parse(name, x);
      case "fft" -> new FftOp(x.getFirst(), FftOp.Kind.valueOf(name[1]), lengths(name[2]));
      default -> throw new AssertionError(name[0]);
    };
  }

  private static TriangularSolveOp.Form form(String[] name) {
    return new TriangularSolveOp.Form(
        Boolean.parseBoolean(name[1]),
        Boolean.parseBoolean(name[2]),
        Boolean.parseBoolean(name[3]),
        TriangularSolveOp.Transpose.valueOf(name[4]));
  }

  private static ImmutableLongArray lengths(String field) {
    return ImmutableLongArray.copyOf(
        Arrays.stream(field.split("_", -1)).mapToLong(Long::parseLong));
  }

  private static RngBitGeneratorOp.Algorithm algorithm(String[] name) {
    return RngBitGeneratorOp.Algorithm.valueOf(name[1]);
  }

  private static BatchNorm.Axis axis(String[] name) {
    return new BatchNorm.Axis(0.125f, Long.parseLong(name[1]));
  }

  private static BatchNorm.Statistics statistics(Value mean, Value variance) {
    return new BatchNorm.Statistics(mean, variance);
  }

  private static String difference(Literal want, Literal got) {
    return want.type()
        + " want "
        + Arrays.toString(lanes(want))
        + ", got "
        + Arrays.toString(lanes(got));
  }

  /// Equal integers; floats as near as the rounding of a sum of some terms leaves them.
  private static boolean agrees(Literal want, Literal got) {
    ElementType lane = want.type().element().real();
    if (!lane.isFloat()) {
      return want.equals(got);
    }
    double ulp = lane == ElementType.F64 ? 0x1p-52 : 0x1p-23;
    double[] a = lanes(want);
    double[] b = lanes(got);
    double largest = Arrays.stream(a).map(Math::abs).max().orElse(0);
    for (int i = 0; i < a.length; i++) {
      if (Double.compare(a[i], b[i]) != 0 && !(Math.abs(a[i] - b[i]) <= 32 * ulp * largest)) {
        return false;
      }
    }
    return true;
  }

  /// All numbers; of complex ones the real and the imaginary part.
  private static double[] lanes(Literal literal) {
    ElementType lane = literal.type().element().real();
    int parts = literal.type().element().isComplex() ? 2 : 1;
    double[] values = new double[(int) literal.type().elementCount() * parts];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          parts == 1
              ? literal.doubleAt(i)
              : lane == ElementType.F32
                  ? literal.bytes().getFloat(4 * i)
                  : literal.bytes().getDouble(8 * i);
    }
    return values;
  }
}
