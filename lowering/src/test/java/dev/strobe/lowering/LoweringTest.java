package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.text.StableHloReader;
import org.junit.jupiter.api.Test;

final class LoweringTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 4);

  private static Program counter(int stateResult, ElementType element) {
    GraphBuilder b = new GraphBuilder("counter");
    Value step = b.input("step", TYPE.withElement(element));
    Value weight = b.weight("weight", TYPE.withElement(element));
    Value count = b.state("count", TYPE.withElement(element), stateResult);
    b.result("scaled", b.multiply(count, weight));
    b.result("count", b.add(count, step));
    return Program.of(b.build());
  }

  @Test
  void donatesStateToTheResultThatReplacesIt() {
    LoweredProgram lowered = Lowering.lower(counter(1, ElementType.F32), Target.of("cpu"));
    assertEquals(
        """
        module @counter {
          func.func public @main(
              %step: tensor<4xf32> loc("step"),
              %weight: tensor<4xf32> loc("weight"),
              %count: tensor<4xf32> {tf.aliasing_output = 1 : i32} loc("count")) \
        -> (tensor<4xf32> {jax.result_info = "scaled"}, tensor<4xf32> {jax.result_info = "count"}) {
            %0 = stablehlo.multiply %count, %weight : tensor<4xf32>
            %1 = stablehlo.add %count, %step : tensor<4xf32>
            %2 = stablehlo.optimization_barrier %1 : tensor<4xf32>
            return %0, %2 : tensor<4xf32>, tensor<4xf32>
          }
        }
        """,
        lowered.text());
  }

  @Test
  void readersOfTheNextStateReadItBehindTheBarrier() {
    GraphBuilder b = new GraphBuilder("counter");
    Value count = b.state("count", TYPE, 1);
    Value next = b.add(count, b.input("step", TYPE));
    b.result("scaled", b.multiply(next, next));
    b.result("count", next);
    String text = Lowering.lower(Program.of(b.build()), Target.of("cpu")).text();
    assertTrue(text.contains("%1 = stablehlo.optimization_barrier %0"), text);
    assertTrue(text.contains("stablehlo.multiply %1, %1"), text);
  }

  @Test
  void barsNothingWhereTheTargetDoesNotRecompute() {
    String text = Lowering.lower(counter(1, ElementType.F32), Target.of("tpu")).text();
    assertFalse(text.contains("optimization_barrier"), text);
  }

  @Test
  void keepsRolesInTheLegalisedProgram() {
    LoweredProgram lowered = Lowering.lower(counter(1, ElementType.F32), Target.of("cpu"));
    assertEquals(new Role.State(1), lowered.program().main().parameters().getLast().role());
    assertArrayEquals(CompileOptions.single().toBytes(), lowered.options().toBytes());
  }

  @Test
  void donatesNothingWhereTheTargetCannot() {
    Target target =
        new Target(
            "plain", ImmutableSet.of(ElementType.F32), false, true, false, ImmutableSet.of());
    String text = Lowering.lower(counter(1, ElementType.F32), target).text();
    assertFalse(text.contains("aliasing"), text);
  }

  @Test
  void loweringTwiceGivesTheSameText() {
    LoweredProgram once = Lowering.lower(counter(1, ElementType.F32), Target.of("cpu"));
    assertEquals(once.text(), Lowering.lower(once.program(), Target.of("cpu")).text());
  }

  @Test
  void shapesThatFollowFromTypesAndConstantsBecomeStatic() {
    String program =
        """
        func.func @main(%x: tensor<4xf32>) -> tensor<?xf32> {
          %n = stablehlo.get_dimension_size %x, dim = 0 : (tensor<4xf32>) -> tensor<i32>
          %s = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
          %y = stablehlo.dynamic_iota %s, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>
          return %y : tensor<?xf32>
        }
        """;
    String text = Lowering.lower(StableHloReader.read(program), Target.of("cpu")).text();
    assertTrue(text.contains("%y = stablehlo.iota dim = 0 : tensor<4xf32>"), text);
    assertFalse(text.contains("?"), text);
  }

  @Test
  void refusesParametersOfUnknownSizes() {
    Program program =
        StableHloReader.read(
            "func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> { return %x : tensor<?xf32> }");
    var e = assertThrows(InvalidOpException.class, () -> Lowering.lower(program, Target.of("cpu")));
    assertEquals(
        "refine-shapes requires static types of the arguments of @main, got [tensor<?xf32>]",
        e.getMessage());
  }

  @Test
  void refusesElementTypesThatTheTargetLacks() {
    Program program = counter(1, ElementType.F6E2M3FN);
    var e = assertThrows(InvalidOpException.class, () -> Lowering.lower(program, Target.of("cpu")));
    assertEquals(
        "parameter step requires an element type that cpu has, got tensor<4xf6E2M3FN>;"
            + " convert it to a wider type",
        e.getMessage());
    assertTrue(Lowering.lower(program, Target.of("tpu")).text().contains("f6E2M3FN"));
  }

  @Test
  void refusesAStateWhoseResultDoesNotExist() {
    Program program = counter(2, ElementType.F32);
    var e = assertThrows(InvalidOpException.class, () -> Lowering.lower(program, Target.of("cpu")));
    assertEquals("state count requires one of 2 results, got result 2 in @main", e.getMessage());
  }
}
