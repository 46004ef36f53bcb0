package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Location;
import dev.strobe.ir.Program;
import dev.strobe.ir.Sharding;
import dev.strobe.ir.Verifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever a text may spell in several ways reads as the same program.
final class StableHloSpellingsTest {
  private static Graph main(String nodes) {
    return read(nodes).main();
  }

  /// A function of many parameters around a few ops, of which the last is named `%r`.
  private static Program read(String nodes) {
    return StableHloReader.read(
        """
        func.func @main(%%x: tensor<2x3xf32>, %%i: tensor<4x1xi32>, %%n: tensor<i32>, %%p: tensor<i1>) {
          %s
          func.return
        }
        """
            .formatted(nodes));
  }

  private static String written(String nodes) {
    return StableHloWriter.write(read(nodes), StableHloWriter.Style.PLAIN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      maxCharsPerColumn = 10_000,
      value = {
        "%r = stablehlo.add %x, %x : tensor<2x3xf32>|%r = \"stablehlo.add\"(%x, %x) :"
            + " (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>",
        "%r = stablehlo.add %x, %x : tensor<2x3xf32>"
            + "|%r = stablehlo.add %x, %x : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>",
        "%r = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>"
            + "|%r = \"stablehlo.transpose\"(%x) <{permutation = array<i64: 1, 0>}>"
            + " : (tensor<2x3xf32>) -> tensor<3x2xf32>",
        "%r = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>"
            + "|%r = \"stablehlo.transpose\"(%x) {permutation = dense<[1, 0]> : tensor<2xi64>}"
            + " : (tensor<2x3xf32>) -> tensor<3x2xf32>",
        "%r = stablehlo.slice %x [0:1, 0:3:2] : (tensor<2x3xf32>) -> tensor<1x2xf32>"
            + "|%r = \"stablehlo.slice\"(%x) {start_indices = dense<0> : tensor<2xi64>,"
            + " limit_indices = dense<[1, 3]> : tensor<2xi64>, strides = array<i64: 1, 2>}"
            + " : (tensor<2x3xf32>) -> tensor<1x2xf32>",
        "%r = stablehlo.compare LT, %x, %x : (tensor<2x3xf32>, tensor<2x3xf32>) ->"
            + " tensor<2x3xi1>|%r = \"stablehlo.compare\"(%x, %x) <{compare_type ="
            + " #stablehlo<comparison_type FLOAT>, comparison_direction ="
            + " #stablehlo<comparison_direction LT>}> : (tensor<2x3xf32>, tensor<2x3xf32>) ->"
            + " tensor<2x3xi1>",
        "%r = stablehlo.compare LT, %x, %x : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>"
            + "|%r = stablehlo.compare LT, %x, %x, NOTYPE"
            + " : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>",
        "%r = stablehlo.dot_general %x, %x, contracting_dims = [1] x [1]"
            + " : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>"
            + "|%r = \"stablehlo.dot_general\"(%x, %x) {dot_dimension_numbers = #stablehlo.dot<"
            + "lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1],>,"
            + " precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]}"
            + " : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>",
        "%r = stablehlo.iota dim = 0 : tensor<2x3xi32>"
            + "|%r = \"stablehlo.iota\"() {iota_dimension = 0 : i64} : () -> tensor<2x3xi32>",
        "%r = stablehlo.exponential %x : tensor<2x3xf32>"
            + "|%r = stablehlo.exponential %x {result_accuracy = #stablehlo.result_accuracy<"
            + "mode = #stablehlo.result_accuracy_mode<DEFAULT>>} : tensor<2x3xf32>",
        "%r = stablehlo.constant dense<-128> : tensor<2xi8>|%r = stablehlo.constant() {value ="
            + " dense<-128> : tensor<2xi8>} : () -> tensor<2xi8>",
        "%r = stablehlo.constant dense<-128> : tensor<2xi8>"
            + "|%r = stablehlo.constant dense<[0x80, -128]> : tensor<2xi8>",
        "%r = stablehlo.constant dense<[1.5, -2.0]> : tensor<2xf32>"
            + "|%r = stablehlo.constant dense<\"0x0000C03F000000C0\"> : tensor<2xf32>",
        "%r = stablehlo.constant dense<[1.5, -2.0]> : tensor<2xf32>"
            + "|%r = stablehlo.constant dense<[15.0e-1, 0xC0000000]> : tensor<2xf32>",
        "%r = stablehlo.constant dense<[true, false]> : tensor<2xi1>"
            + "|%r = stablehlo.constant dense<\"0x01\"> : tensor<2xi1>",
        "%r = func.call @f(%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>"
            + "|%r = call @f(%x) : (tensor<2x3xf32>) -> (tensor<2x3xf32>)",
        "%r = func.call @f(%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>"
            + "|%r = \"func.call\"(%x) <{callee = @f}> : (tensor<2x3xf32>) -> tensor<2x3xf32>",
      })
  void readsPrettyGenericAndOldFormsAlike(String expected, String actual) {
    assertEquals(written(expected), written(actual));
  }

  @Test
  void readsGatherWithoutWhatIsLeftOutWhereItIsZero() {
    String gather =
        """
        %%r = "stablehlo.gather"(%%x, %%n) {dimension_numbers = #stablehlo.gather<offset_dims = [0],
            collapsed_slice_dims = [0], start_index_map = [0]%s>%s,
            slice_sizes = dense<[1, 3]> : tensor<2xi64>} : (tensor<2x3xf32>, tensor<i32>) -> tensor<3xf32>\
        """;
    assertEquals(
        written(gather.formatted(", index_vector_dim = 0", ", indices_are_sorted = false")),
        written(gather.formatted("", "")));
  }

  @Test
  void readsAliasesOfAttributesAndTypesWhereverTheyStand() {
    String text =
        """
        #first = array<i64: 1, 0>
        !matrix = tensor<2x3xf32>
        #sharding = {nested = #inner, words = "#first", type = !matrix}
        #inner = [#high, 1 : i32] // with a comment
        #high = #stablehlo<precision HIGH>
        #numbers = #stablehlo.dot<
            lhs_contracting_dimensions = [1],
            rhs_contracting_dimensions = [1]>
        module attributes {x.a = #sharding} {
          func.func @main(%x: !matrix) -> (tensor<3x2xf32>, tensor<2x2xf32>) {
            %t = "stablehlo.transpose"(%x) <{permutation = #first}> : (!matrix) -> tensor<3x2xf32>
            %d = "stablehlo.dot_general"(%x, %x) <{dot_dimension_numbers = #numbers,
                precision_config = [#high, #high]}> : (!matrix, !matrix) -> tensor<2x2xf32>
            return %t, %d : tensor<3x2xf32>, tensor<2x2xf32>
          }
        }
        """;
    Program program = StableHloReader.read(text);
    assertEquals(
        "{nested = [#stablehlo<precision HIGH>, 1 : i32], words = \"#first\","
            + " type = tensor<2x3xf32>}",
        program.attributes().get("x.a"));
    String written = StableHloWriter.write(program, StableHloWriter.Style.PLAIN);
    assertTrue(written.contains("stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>)"));
    assertTrue(written.contains("contracting_dims = [1] x [1], precision = [HIGH, HIGH]"));
  }

  @Test
  void readsConstantsThatStandInResources() {
    String text =
        """
        func.func @main() -> (tensor<2xf32>, tensor<3xi8>) {
          %a = stablehlo.constant dense_resource<weights> : tensor<2xf32>
          %b = "stablehlo.constant"() <{value = dense_resource<"b 2"> : tensor<3xi8>}> : () -> tensor<3xi8>
          return %a, %b : tensor<2xf32>, tensor<3xi8>
        }
        {-#
          dialect_resources: {
            builtin: {
              weights: "0x040000000000C03F000000C0",
              "b 2": "0x010000000102FF"
            }
          },
          external_resources: {
            mlir_reproducer: { pipeline: "builtin.module()", verify_each: true }
          }
        #-}
        """;
    String written = StableHloWriter.write(StableHloReader.read(text), StableHloWriter.Style.PLAIN);
    assertTrue(written.contains("dense<[1.5, -2.0]> : tensor<2xf32>"), written);
    assertTrue(written.contains("dense<[1, 2, -1]> : tensor<3xi8>"), written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "loc(\"layers.0/add\")|layers.0/add",
        "loc(\"add\"(\"source.py\":3:4))|add",
        "loc(\"add\"(callsite(\"f\" at \"source.py\":1:2)))|add",
        "loc(\"source.py\":3:4)|source.py:3:4",
        "loc(\"source.py\":3:4 to :9)|source.py:3:4",
        "loc(\"source.py\":3:4 to 5:9)|source.py:3:4",
        "loc(callsite(\"f\" at \"g\"))|f",
        "loc(fused[\"a\", \"b\"])|a+b",
        "loc(fused<{x = [1]}>[\"a\", fused[\"b\", unknown]])|a+b",
        "loc(#named)|from an alias",
        "loc(fused[#named, #loc1])|from an alias+x",
        "loc(unknown)|``",
      })
  void readsEveryKindOfLocation(String location, String path) {
    String text =
        """
        func.func @main(%%x: tensor<f32> loc("x")) {
          %%r = stablehlo.add %%x, %%x : tensor<f32> %s
          return loc(#loc2)
        } loc("end")
        #loc1 = loc("x")
        #named = loc("from an alias"(#loc1))
        #loc2 = loc(unknown)
        """
            .formatted(location);
    Graph graph = StableHloReader.read(text).main();
    assertEquals("x", graph.parameters().getFirst().name());
    Location actual = graph.nodes().getFirst().location();
    assertEquals(path, actual.toString());
  }

  @Test
  void readsSeveralResultsByGroupAndIndexOrByNamesOfTheirOwn() {
    String call = " = call @f() : () -> (tensor<f32>, tensor<f32>, tensor<f32>)\n";
    Graph groups = main("%a, %b:2" + call + "%r = stablehlo.add %a, %b#1 : tensor<f32>");
    Graph whole = main("%a:3" + call + "%r = stablehlo.add %a#0, %a#2 : tensor<f32>");
    for (Graph graph : List.of(groups, whole)) {
      var results = graph.nodes().getFirst().results();
      assertEquals(List.of(results.get(0), results.get(2)), graph.nodes().get(1).op().operands());
    }
  }

  @Test
  void keepsShardingsAndForeignAttributesAsText() {
    String text =
        """
        module @m attributes {mhlo.num_partitions = 2 : i32} {
          sdy.mesh @mesh = <["x"=2]>
          func.func public @main(
              %x: tensor<4xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>, x.unit})
              -> (tensor<4xf32> {jax.result_info = "y", sdy.sharding = #sdy.sharding<@mesh, [{}]>})
              attributes {x.entry} {
            %0 = stablehlo.negate %x {mhlo.sharding = "{replicated}", x.b = dense<1> : tensor<2xi8>} : tensor<4xf32>
            return %0 : tensor<4xf32>
          }
        }
        """;
    Program program = StableHloReader.read(text);
    Graph main = program.main();
    assertEquals("<[\"x\"=2]>", program.meshes().get("mesh"));
    assertEquals(
        Optional.of(new Sharding("sdy.sharding", "#sdy.sharding<@mesh, [{\"x\"}]>")),
        main.parameters().getFirst().sharding());
    assertEquals("", main.parameters().getFirst().attributes().get("x.unit"));
    assertEquals("#sdy.sharding<@mesh, [{}]>", main.attributes().ofResult(0).get("sdy.sharding"));
    assertEquals("y", main.resultNames().getFirst());
    assertEquals("", main.attributes().own().get("x.entry"));
    assertEquals("dense<1> : tensor<2xi8>", main.nodes().getFirst().attributes().get("x.b"));
    SamePrograms.assertSame(program, StableHloReader.read(StableHloWriter.write(program)));
  }

  @Test
  void readsCommentsWhereverBlanksMayStand() {
    Graph graph =
        StableHloReader.read(
                """
                // first
                func.func // a name follows
                  @main(%x: // of
                    tensor<2x3xf32> {x.a = [1, // one
                      2]}) { // body
                  %r = stablehlo.add %x, // and
                    %x : tensor<2x3xf32> // done
                  return } // end\
                """)
            .main();
    assertEquals(1, graph.nodes().size());
    String kept = String.valueOf(graph.parameters().getFirst().attributes().get("x.a"));
    assertEquals("[1,2]", kept.replace(" ", ""));
  }

  /// As JAX locates the parameters of a function that `vmap` wrapped.
  @Test
  void givesNoParameterANameThatSeveralHave() {
    Program program =
        StableHloReader.read(
            """
            func.func @main(%a: tensor<f32> loc("vmap()"), %b: tensor<f32> loc("vmap()"), %c: tensor<f32> loc("c")) {
              return
            }
            """);
    assertEquals(List.of(), Verifier.verify(program));
    assertEquals(
        List.of("", "", "c"),
        program.main().parameters().stream().map(parameter -> parameter.name()).toList());
  }
}
