package dev.strobe.ir.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes static, and what it then computes.
final class RefineShapesTest {
  private static TensorType f32(long... dims) {
    return TensorType.of(ElementType.F32, dims);
  }

  private static Program read(String text) {
    return StableHloReader.read(text);
  }

  /// Names of the ops of a function but constants, in order.
  private static List<String> ops(Program program, String function) {
    return program.function(function).orElseThrow().nodes().stream()
        .map(node -> node.op().name())
        .filter(name -> !name.equals("constant"))
        .toList();
  }

  private static List<String> functions(Program program) {
    return program.functions().stream().map(Graph::name).toList();
  }

  private static String results(Program program, String function) {
    return program.function(function).orElseThrow().resultTypes().toString();
  }

  @Test
  void sizesOfArgumentsBecomeSizesOfResults() {
    Program program =
        read(
            """
            func.func @main(%x: tensor<?x3xf32>) -> tensor<?x2xf32> {
              %size = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x3xf32>) -> tensor<i32>
              %one = stablehlo.reshape %size : (tensor<i32>) -> tensor<1xi32>
              %two = stablehlo.constant dense<2> : tensor<1xi32>
              %sizes = stablehlo.concatenate %one, %two, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
              %y = stablehlo.dynamic_iota %sizes, dim = 0 : (tensor<2xi32>) -> tensor<?x2xf32>
              %z = stablehlo.add %y, %y : tensor<?x2xf32>
              return %z : tensor<?x2xf32>
            }
            """);
    assertTrue(RefineShapes.applies(program));
    Program refined = RefineShapes.refine(program, List.of(f32(5, 3)));
    assertFalse(RefineShapes.applies(refined));
    assertEquals(
        """
        module {
          func.func public @main(%x: tensor<5x3xf32>) -> (tensor<5x2xf32>) {
            %size = stablehlo.constant dense<5> : tensor<i32>
            %one = stablehlo.reshape %size : (tensor<i32>) -> tensor<1xi32>
            %two = stablehlo.constant dense<2> : tensor<1xi32>
            %sizes = stablehlo.concatenate %one, %two, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
            %y = stablehlo.iota dim = 0 : tensor<5x2xf32>
            %z = stablehlo.add %y, %y : tensor<5x2xf32>
            return %z : tensor<5x2xf32>
          }
        }
        """,
        StableHloWriter.write(refined, StableHloWriter.Style.PLAIN));
  }

  @Test
  void everyOpThatIsToldAShapeHasAStaticForm() {
    Program refined =
        RefineShapes.refine(
            read(
                """
                func.func @main(%x: tensor<?x3xf32>, %rows: tensor<?x1xi32>) -> tensor<?x?xf32> {
                  %zero = stablehlo.constant dense<0.0> : tensor<f32>
                  %n = stablehlo.constant dense<2> : tensor<i32>
                  %none = stablehlo.constant dense<0> : tensor<2xi64>
                  %ones = stablehlo.constant dense<1> : tensor<2xi64>
                  %six = stablehlo.constant dense<[6, 1]> : tensor<2xi64>
                  %box = stablehlo.constant dense<[1, 2]> : tensor<2xi64>
                  %a = stablehlo.dynamic_reshape %x, %six : (tensor<?x3xf32>, tensor<2xi64>) -> tensor<?x?xf32>
                  %b = stablehlo.dynamic_broadcast_in_dim %a, %six, dims = [0, 1] : (tensor<?x?xf32>, tensor<2xi64>) -> tensor<?x?xf32>
                  %c = stablehlo.dynamic_pad %b, %zero, %ones, %none, %ones : (tensor<?x?xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
                  %d = stablehlo.real_dynamic_slice %c, %none, %six, %ones : (tensor<?x?xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
                  %e = "stablehlo.dynamic_gather"(%x, %rows, %box) <{dimension_numbers = #stablehlo.gather<
                    offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>}>
                    : (tensor<?x3xf32>, tensor<?x1xi32>, tensor<2xi64>) -> tensor<?x?xf32>
                  %f = stablehlo.set_dimension_size %e, %n, dim = 0 : (tensor<?x?xf32>, tensor<i32>) -> tensor<?x?xf32>
                  return %f : tensor<?x?xf32>
                }
                """),
            List.of(f32(2, 3), TensorType.of(ElementType.S32, 4, 1)));
    assertEquals(
        List.of("reshape", "broadcast_in_dim", "pad", "slice", "gather", "slice"),
        ops(refined, "main"));
    assertEquals(
        List.of("6x1", "6x1", "12x2", "6x1", "4x2", "2x2"),
        refined.main().nodes().stream()
            .filter(node -> !node.op().name().equals("constant"))
            .map(node -> node.result().type().text().replaceAll("tensor<|xf32>", ""))
            .toList());
  }

  @Test
  void convolutionsTakeTheirPaddingFromShapes() {
    Program refined =
        RefineShapes.refine(
            read(
                """
                func.func @main(%x: tensor<?x?x2xf32>, %k: tensor<?x2x4xf32>) -> tensor<?x?x?xf32> {
                  %size = stablehlo.get_dimension_size %k, dim = 0 : (tensor<?x2x4xf32>) -> tensor<i32>
                  %n = stablehlo.reshape %size : (tensor<i32>) -> tensor<1x1xi32>
                  %one = stablehlo.constant dense<1> : tensor<1x1xi32>
                  %padding = stablehlo.concatenate %n, %one, dim = 1 : (tensor<1x1xi32>, tensor<1x1xi32>) -> tensor<1x2xi32>
                  %a = "stablehlo.dynamic_conv"(%x, %k, %padding) <{batch_group_count = 1 : i64,
                    dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 1 : i64,
                    window_strides = array<i64: 2>}> : (tensor<?x?x2xf32>, tensor<?x2x4xf32>, tensor<1x2xi32>) -> tensor<?x?x?xf32>
                  %w = stablehlo.constant dense<1.0> : tensor<2x4x1xf32>
                  %b = stablehlo.convolution(%a, %w) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {pad = [[1, 0]]}
                    {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<?x?x?xf32>, tensor<2x4x1xf32>) -> tensor<?x?x?xf32>
                  return %b : tensor<?x?x?xf32>
                }
                """),
            List.of(f32(5, 8, 2), f32(3, 2, 4)));
    assertEquals(
        List.of("reshape", "concatenate", "convolution", "convolution"), ops(refined, "main"));
    // (3 + 8 + 1 - 3) / 2 + 1 windows, then one more on the left.
    assertEquals("[tensor<5x5x1xf32>]", results(refined, "main"));
  }

  @Test
  void functionsAreCopiedForEachShape() {
    Program refined =
        RefineShapes.refine(
            read(
                """
                func.func @main(%x: tensor<?xf32>, %y: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<2xf32>) {
                  %n = stablehlo.constant dense<1.0> : tensor<2xf32>
                  %a = call @twice(%x) : (tensor<?xf32>) -> tensor<?xf32>
                  %b = call @twice(%y) : (tensor<?xf32>) -> tensor<?xf32>
                  %c = call @twice(%a) : (tensor<?xf32>) -> tensor<?xf32>
                  %d = call @static(%n) : (tensor<2xf32>) -> tensor<2xf32>
                  return %a, %b, %c, %d : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<2xf32>
                }
                func.func @twice(%x: tensor<?xf32>) -> tensor<?xf32> {
                  %y = stablehlo.add %x, %x : tensor<?xf32>
                  return %y : tensor<?xf32>
                }
                func.func @static(%x: tensor<2xf32>) -> tensor<2xf32> {
                  return %x : tensor<2xf32>
                }
                func.func @unused(%x: tensor<?xf32>) -> tensor<?xf32> {
                  return %x : tensor<?xf32>
                }
                """),
            List.of(f32(2), f32(3)));
    assertEquals(List.of("main", "static", "twice", "twice_0"), functions(refined));
    assertEquals("[tensor<2xf32>]", results(refined, "twice"));
    assertEquals("[tensor<3xf32>]", results(refined, "twice_0"));
    assertEquals(
        "[tensor<2xf32>, tensor<3xf32>, tensor<2xf32>, tensor<2xf32>]", results(refined, "main"));
  }

  /// A size as an argument, computed with in functions of known and unknown shapes.
  private static final String SIZE_AS_ARGUMENT =
      """
      func.func @main(%n: tensor<i64>, %x: tensor<?xf32>) -> tensor<?xf32> {
        %double = call @double(%n) : (tensor<i64>) -> tensor<i64>
        %y = call @repeated(%double, %x) : (tensor<i64>, tensor<?xf32>) -> tensor<?xf32>
        return %y : tensor<?xf32>
      }
      func.func @double(%n: tensor<i64>) -> tensor<i64> {
        %two = stablehlo.constant dense<2> : tensor<i64>
        %m = stablehlo.multiply %n, %two : tensor<i64>
        return %m : tensor<i64>
      }
      func.func @repeated(%n: tensor<i64>, %x: tensor<?xf32>) -> tensor<?xf32> {
        %two = stablehlo.constant dense<2> : tensor<i64>
        %half = stablehlo.divide %n, %two : tensor<i64>
        %a = stablehlo.reshape %half : (tensor<i64>) -> tensor<1xi64>
        %b = stablehlo.reshape %two : (tensor<i64>) -> tensor<1xi64>
        %ab = stablehlo.concatenate %a, %b, dim = 0 : (tensor<1xi64>, tensor<1xi64>) -> tensor<2xi64>
        %pairs = stablehlo.dynamic_broadcast_in_dim %x, %ab, dims = [0] : (tensor<?xf32>, tensor<2xi64>) -> tensor<?x2xf32>
        %all = stablehlo.reshape %n : (tensor<i64>) -> tensor<1xi64>
        %y = stablehlo.dynamic_reshape %pairs, %all : (tensor<?x2xf32>, tensor<1xi64>) -> tensor<?xf32>
        return %y : tensor<?xf32>
      }
      """;

  @Test
  void argumentsMaySaySizes() {
    List<Literal> arguments =
        List.of(Literal.scalar(ElementType.S64, 3), Literal.ofF32(f32(3), 1, 2, 3));
    Program refined = RefineShapes.refineFor(read(SIZE_AS_ARGUMENT), arguments);
    assertEquals("[tensor<6xf32>]", results(refined, "main"));
    assertEquals(
        Literal.ofF32(f32(6), 1, 1, 2, 2, 3, 3), Interpreter.run(refined, arguments).getFirst());
  }

  @Test
  void loopsAndBranchesTakeTheShapesOfWhatTheyAreGiven() {
    Program program =
        read(
            """
            func.func @main(%n: tensor<i32>, %x: tensor<?xf32>) -> tensor<?xf32> {
              %zero = stablehlo.constant dense<0> : tensor<i32>
              %size = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?xf32>) -> tensor<i32>
              %r:3 = "stablehlo.while"(%n, %size, %x) ({
              ^bb0(%i: tensor<i32>, %s: tensor<i32>, %v: tensor<?xf32>):
                %more = stablehlo.compare GT, %i, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
                stablehlo.return %more : tensor<i1>
              }, {
              ^bb0(%i: tensor<i32>, %s: tensor<i32>, %v: tensor<?xf32>):
                %one = stablehlo.constant dense<1> : tensor<i32>
                %j = stablehlo.subtract %i, %one : tensor<i32>
                %t = stablehlo.reshape %s : (tensor<i32>) -> tensor<1xi32>
                %w = stablehlo.dynamic_iota %t, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>
                %u = stablehlo.add %v, %w : tensor<?xf32>
                stablehlo.return %j, %s, %u : tensor<i32>, tensor<i32>, tensor<?xf32>
              }) : (tensor<i32>, tensor<i32>, tensor<?xf32>) -> (tensor<i32>, tensor<i32>, tensor<?xf32>)
              %b = "stablehlo.case"(%n) ({
                stablehlo.return %x : tensor<?xf32>
              }, {
                %y = stablehlo.negate %r#2 : tensor<?xf32>
                stablehlo.return %y : tensor<?xf32>
              }) : (tensor<i32>) -> tensor<?xf32>
              return %b : tensor<?xf32>
            }
            """);
    Program refined = RefineShapes.refine(program, List.of(TensorType.of(ElementType.S32), f32(3)));
    List<Literal> arguments =
        List.of(Literal.scalar(ElementType.S32, 2), Literal.ofF32(f32(3), 10, 20, 30));
    assertEquals(
        Literal.ofF32(f32(3), -10, -22, -34), Interpreter.run(refined, arguments).getFirst());
  }

  @Test
  void staticTypesOfResultsSayWhatOperandsDoNot() {
    Program refined =
        RefineShapes.refine(
            read(
                """
                func.func @main(%x: tensor<2x6xf32>, %s: tensor<2xi32>) -> tensor<?x4xf32> {
                  %a = stablehlo.dynamic_reshape %x, %s : (tensor<2x6xf32>, tensor<2xi32>) -> tensor<?x4xf32>
                  %b = stablehlo.dynamic_iota %s, dim = 0 : (tensor<2xi32>) -> tensor<3x4xf32>
                  %c = stablehlo.dynamic_broadcast_in_dim %a, %s, dims = [0, 1] : (tensor<?x4xf32>, tensor<2xi32>) -> tensor<3x4xf32>
                  %d = "stablehlo.dynamic_gather"(%x, %s, %s) <{dimension_numbers = #stablehlo.gather<
                    offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>}>
                    : (tensor<2x6xf32>, tensor<2xi32>, tensor<2xi32>) -> tensor<2x5xf32>
                  return %a : tensor<?x4xf32>
                }
                """));
    assertEquals(List.of("reshape", "iota", "broadcast_in_dim", "gather"), ops(refined, "main"));
    assertEquals("[tensor<3x4xf32>]", results(refined, "main"));
  }

  @Test
  void slicesOfKnownSizeStartAnywhere() {
    Program program =
        read(
            """
            func.func @main(%x: tensor<?xf32>, %at: tensor<i32>) -> (tensor<?xf32>, tensor<2xf32>) {
              %starts = stablehlo.reshape %at : (tensor<i32>) -> tensor<1xi32>
              %again = stablehlo.reshape %at : (tensor<i32>) -> tensor<1xi32>
              %two = stablehlo.constant dense<2> : tensor<1xi32>
              %one = stablehlo.constant dense<1> : tensor<1xi32>
              %limits = stablehlo.add %two, %again : tensor<1xi32>
              %y = stablehlo.real_dynamic_slice %x, %starts, %limits, %one : (tensor<?xf32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<?xf32>
              %z = stablehlo.real_dynamic_slice %x, %starts, %starts, %one : (tensor<?xf32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<2xf32>
              return %y, %z : tensor<?xf32>, tensor<2xf32>
            }
            """);
    Program refined = RefineShapes.refine(program, List.of(f32(4), TensorType.of(ElementType.S32)));
    List<Literal> arguments =
        List.of(Literal.ofF32(f32(4), 0, 1, 2, 3), Literal.scalar(ElementType.S32, 1));
    Literal expected = Literal.ofF32(f32(2), 1, 2);
    assertEquals(List.of(expected, expected), Interpreter.run(refined, arguments));
  }

  @Test
  void bitcastsKeepTheShapesOfTheirOperands() {
    Program refined =
        RefineShapes.refine(
            read(
                """
                func.func @main(%x: tensor<?x4xui8>) -> (tensor<?xf32>, tensor<?x2xi16>) {
                  %a = stablehlo.bitcast_convert %x : (tensor<?x4xui8>) -> tensor<?xf32>
                  %b = stablehlo.bitcast_convert %a : (tensor<?xf32>) -> tensor<?x2xi16>
                  return %a, %b : tensor<?xf32>, tensor<?x2xi16>
                }
                """),
            List.of(TensorType.of(ElementType.U8, 3, 4)));
    assertEquals("[tensor<3xf32>, tensor<3x2xi16>]", results(refined, "main"));
  }

  @Test
  void boundsGoWithTheSizesThatTheyLimit() {
    Program program =
        read(
            """
            func.func @main(%x: tensor<?x3xf32, #stablehlo.bounds<4, ?>>, %n: tensor<i32>) -> tensor<?x?xf32, #stablehlo.type_extensions<bounds = [4, 2]>> {
              %y = stablehlo.set_dimension_size %x, %n, dim = 1 : (tensor<?x3xf32, #stablehlo.bounds<4, ?>>, tensor<i32>) -> tensor<?x?xf32, #stablehlo.bounds<4, 2>>
              return %y : tensor<?x?xf32, #stablehlo.bounds<4, 2>>
            }
            """);
    Literal x = Literal.ofF32(f32(2, 3), 1, 2, 3, 4, 5, 6);
    List<Literal> arguments = List.of(x, Literal.scalar(ElementType.S32, 1));
    Program refined = RefineShapes.refineFor(program, arguments);
    assertEquals("[tensor<2x1xf32>]", results(refined, "main"));
    assertEquals(Literal.ofF32(f32(2, 1), 1, 4), Interpreter.run(refined, arguments).getFirst());
    List<Literal> three = List.of(x, Literal.scalar(ElementType.S32, 3));
    assertRefused(
        "set_dimension_size requires shape operands that give tensor<?x?xf32, #stablehlo.bounds<4,"
            + " 2>>",
        () -> RefineShapes.refineFor(program, three));
    assertRefused(
        "refine-shapes requires arguments of types [tensor<?x3xf32, #stablehlo.bounds<4, ?>>,"
            + " tensor<i32>]",
        () -> RefineShapes.refine(program, List.of(f32(5, 3), TensorType.of(ElementType.S32))));
  }

  private static void assertRefused(String message, Runnable refine) {
    var e = assertThrows(InvalidOpException.class, refine::run);
    assertTrue(e.toString().contains(message), e.toString());
  }

  @Test
  void aStaticProgramIsLeftAsItIs() {
    Program program =
        read("func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> { return %x : tensor<2xf32> }");
    assertSame(program, RefineShapes.refine(program));
  }
}
