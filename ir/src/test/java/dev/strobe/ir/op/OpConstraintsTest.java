package dev.strobe.ir.op;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.strobe.ir.InvalidOpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every labelled constraint of the specification is refused under its label.
final class OpConstraintsTest {
  private static final Pattern LABEL = Pattern.compile("\"([a-z_]+_[ci][0-9]+)\"");

  private static ImmutableList<Refusal> refusals() {
    return ImmutableList.<Refusal>builder()
        .addAll(ElementwiseRefusals.all())
        .addAll(ShapeRefusals.all())
        .addAll(CollectiveRefusals.all())
        .addAll(ContractionRefusals.all())
        .addAll(ConvolutionRefusals.all())
        .addAll(GatherRefusals.all())
        .addAll(NumericRefusals.all())
        .addAll(ScatterRefusals.all())
        .addAll(RegionRefusals.all())
        .addAll(ScalarBodyRefusals.all())
        .addAll(WindowRefusals.all())
        .addAll(DynamicRefusals.all())
        .addAll(EffectRefusals.all())
        .build();
  }

  @TestFactory
  Stream<DynamicTest> refusesUnderTheLabel() {
    return refusals().stream()
        .map(refusal -> dynamicTest(refusal.label(), () -> assertRefused(refusal)));
  }

  private static void assertRefused(Refusal refusal) {
    var e = assertThrows(InvalidOpException.class, refusal.op()::get);
    String start = "dev.strobe.ir.InvalidOpException: " + refusal.label() + " requires ";
    assertTrue(e.toString().startsWith(start), e.toString());
  }

  @Test
  void everyLabelInTheSourcesIsTested() throws IOException {
    ImmutableSet<String> tested = refusals().stream().map(Refusal::label).collect(toImmutableSet());
    assertEquals(ImmutableSet.of(), Sets.difference(labelsInSources(), tested));
  }

  private static ImmutableSet<String> labelsInSources() throws IOException {
    Path folder = Path.of(System.getProperty("strobe.root"), "ir/src/main/java/dev/strobe/ir/op");
    ImmutableSet.Builder<String> labels = ImmutableSet.builder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        LABEL
            .matcher(Files.readString(file))
            .results()
            .map(OpConstraintsTest::label)
            .forEach(labels::add);
      }
    }
    return labels.build();
  }

  private static String label(MatchResult match) {
    return match.group(1);
  }

  @Test
  void theOpsThatRefusalsStartFromAreValid() {
    assertEquals(
        "tensor<4x8x10x12xf32>", ConvolutionRefusals.valid().resultTypes().getFirst().text());
    assertEquals("tensor<2x4x3xf32>", GatherRefusals.valid().resultTypes().getFirst().text());
    assertEquals("tensor<2x7x5x3xf32>", ScatterRefusals.valid().resultTypes().getFirst().text());
  }
}
