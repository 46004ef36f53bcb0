package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ResultAccuracy;
import dev.strobe.ir.op.UnaryOp;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StableHloWriterTest {
  private static String plain(Program program) {
    return StableHloWriter.write(program, StableHloWriter.Style.PLAIN);
  }

  @Test
  void writesElementwiseOps() throws IOException {
    GoldenFile.check("write plain", "elementwise", plain(SamplePrograms.elementwise()));
  }

  @Test
  void writesOpsThatChangeShapes() throws IOException {
    GoldenFile.check("write plain", "shapes", plain(SamplePrograms.shapes()));
  }

  @Test
  void writesContractionsAndBodies() throws IOException {
    GoldenFile.check("write plain", "contractions", plain(SamplePrograms.contractions()));
  }

  @Test
  void writesNumericOps() throws IOException {
    GoldenFile.check("write plain", "numeric", plain(NumericPrograms.numeric()));
  }

  @Test
  void writesOpsThatChooseOrRepeatBodies() throws IOException {
    GoldenFile.check("write plain", "regions", plain(RegionPrograms.regions()));
  }

  @Test
  void writesOpsThatAreToldShapesByValues() throws IOException {
    GoldenFile.check("write plain", "dynamics", plain(DynamicPrograms.dynamics()));
  }

  @Test
  void writesOpsOnWholeValues() throws IOException {
    GoldenFile.check("write plain", "effects", plain(EffectPrograms.effects()));
  }

  @Test
  void writesCompositesAsCallsOfTheirDecompositions() throws IOException {
    GoldenFile.check("write plain", "composites", plain(CompositePrograms.composites()));
  }

  @Test
  void writesQuantisedElements() throws IOException {
    GoldenFile.check("write plain", "quantized", plain(QuantizedPrograms.quantized()));
  }

  @Test
  void writesOpsThatProcessesComputeTogether() throws IOException {
    GoldenFile.check("write plain", "collectives", plain(CollectivePrograms.collectives()));
  }

  @Test
  void writesSizesThatAreNotKnown() throws IOException {
    GoldenFile.check("write plain", "unknown_sizes", plain(UnknownSizePrograms.unknownSizes()));
  }

  @Test
  void writesConstantsOfEveryElementType() throws IOException {
    GoldenFile.check("write plain", "constants", plain(SamplePrograms.constants()));
  }

  @Test
  void writesNamesLocationsRolesAndAttributes() throws IOException {
    String text = StableHloWriter.write(SamplePrograms.structure());
    GoldenFile.check("write full", "structure", text);
  }

  @Test
  void hidesRolesFromPlugins() {
    String text =
        StableHloWriter.write(SamplePrograms.structure(), StableHloWriter.Style.EXECUTABLE);
    assertFalse(text.contains("strobe."));
    assertTrue(text.contains("loc(\"layers.0/cache\")"));
  }

  @Test
  void writesEqualTextForProgramsBuiltTwice() {
    assertEquals(
        StableHloWriter.write(SamplePrograms.contractions()),
        StableHloWriter.write(SamplePrograms.contractions()));
  }

  @Test
  void keepsHintsUniqueWhenOneLooksLikeAMadeUpName() {
    GraphBuilder b = new GraphBuilder("names");
    TensorType type = TensorType.of(ElementType.F32);
    Value first = b.input("x", type);
    Value second = b.input("x_1", type);
    Graph graph = b.build();
    Value third = new Value(type, "x");
    var clash =
        new Graph(
            "main",
            ImmutableList.<Parameter>builder()
                .addAll(graph.parameters())
                .add(new Parameter(third, "y", new Role.Input()))
                .build(),
            graph.nodes(),
            ImmutableList.of(first, second, third),
            ImmutableList.of("", "", ""));
    assertTrue(plain(Program.of(clash)).contains("return %x, %x_1, %x_2 "));
  }

  @Test
  void refusesValuesThatAreNeverDefined() {
    Graph graph =
        new Graph(
            "main",
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of(new Value(TensorType.of(ElementType.F32), "ghost")),
            ImmutableList.of(""));
    var e = assertThrows(InvalidOpException.class, () -> plain(Program.of(graph)));
    assertTrue(e.toString().contains("ghost"), e.toString());
  }

  @Test
  void accuracyStandsBesideForeignAttributes() {
    TensorType type = TensorType.of(ElementType.F32, 2);
    Parameter x = new Parameter(new Value(type), "x", new Role.Input());
    Node tanh =
        new Node(
            new UnaryOp(UnaryOp.Kind.TANH, x.value(), ResultAccuracy.HIGHEST),
            ImmutableList.of(new Value(type)),
            Location.UNKNOWN,
            Optional.empty(),
            ImmutableMap.of("x.note", "1 : i32"));
    Graph graph =
        new Graph(
            "noted",
            ImmutableList.of(x),
            ImmutableList.of(tanh),
            tanh.results(),
            ImmutableList.of(""));
    String text = plain(Program.of(graph));
    String expected =
        "stablehlo.tanh %0 {result_accuracy = #stablehlo.result_accuracy<atol = 0.0, rtol = 0.0,"
            + " ulps = 0, mode = #stablehlo.result_accuracy_mode<HIGHEST>>, x.note = 1 : i32}"
            + " : tensor<2xf32>";
    assertTrue(text.contains(expected), text);
  }
}
