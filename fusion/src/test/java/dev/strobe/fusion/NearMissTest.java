package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.NearMiss;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What looks like a pattern and is left says why, and what does not says nothing.
class NearMissTest {
  private static final String SOFTMAX =
      """
      func.func @main(%x: tensor<2x4xf32>) -> RETURNED {
        %low = stablehlo.constant dense<0xFF800000> : tensor<f32>
        %zero = stablehlo.constant dense<0.0> : tensor<f32>
        %m = stablehlo.reduce(%x init: %low) applies stablehlo.maximum across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
        %mb = stablehlo.broadcast_in_dim %m, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
        %d = stablehlo.subtract %x, %mb : tensor<2x4xf32>
        %e = stablehlo.exponential %d : tensor<2x4xf32>
        %s = stablehlo.reduce(%e init: %zero) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
        %sb = stablehlo.broadcast_in_dim %s, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
        %y = stablehlo.divide %e, %sb : tensor<2x4xf32> loc("layers.3/attention")
        return %yRESULT
      }
      """;

  private static String softmax(String result, String type) {
    String types = "tensor<2x4xf32>" + (type.isEmpty() ? "" : ", " + type);
    return SOFTMAX.replace("RETURNED", "(" + types + ")").replace("RESULT", result + " : " + types);
  }

  @Test
  void namesTheStepThatHasAnotherReader() {
    String read =
        softmax("", "").replace("return %y", "%q = stablehlo.negate %m : tensor<2xf32>\nreturn %y");
    assertEquals(
        List.of(
            "strobe.softmax at layers.3/attention: its maximum along an axis has another reader"),
        misses(new FuseSoftmax(), read));
  }

  @Test
  void namesTheStepThatIsAResult() {
    assertEquals(
        List.of("strobe.softmax at layers.3/attention: its exponential is a result"),
        misses(new FuseSoftmax(), softmax(", %e", "tensor<2x4xf32>")));
  }

  @Test
  void namesTheStepThatIsAnotherOp() {
    String other =
        softmax("", "").replace("applies stablehlo.maximum", "applies stablehlo.minimum");
    assertEquals(
        List.of(
            "strobe.softmax at layers.3/attention: its maximum along an axis is not as in the"
                + " decomposition"),
        misses(new FuseSoftmax(), other));
  }

  @Test
  void namesWhatIsMissingBesideAnAnchor() {
    String bare = softmax("", "").replace("stablehlo.exponential %d", "stablehlo.exponential %x");
    assertEquals(
        List.of(
            "strobe.softmax at layers.3/attention: its exponential is not of a difference with the"
                + " maximum"),
        misses(new FuseSoftmax(), bare));
    String gate =
        """
        func.func @main(%g: tensor<2x4xf32>, %u: tensor<2x4xf32>, %w: tensor<4x4xf32>) -> tensor<2x4xf32> {
          %s = stablehlo.logistic %g : tensor<2x4xf32>
          %a = stablehlo.multiply %g, %s : tensor<2x4xf32>
          %p = stablehlo.multiply %a, %u : tensor<2x4xf32> loc("mlp")
          %y = stablehlo.dot_general %p, %w, contracting_dims = [1] x [0] : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
          return %y : tensor<2x4xf32>
        }
        """;
    assertEquals(
        List.of("strobe.gated_feed_forward at mlp: its gate is no product with a matrix"),
        misses(new FuseGatedFeedForward(), gate));
    String norm =
        """
        func.func @main(%x: tensor<2x4xf32>, %v: tensor<2xf32>) -> tensor<2x4xf32> {
          %r = stablehlo.rsqrt %v : tensor<2xf32> loc("norm")
          %b = stablehlo.broadcast_in_dim %r, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
          %y = stablehlo.multiply %x, %b : tensor<2x4xf32>
          return %y : tensor<2x4xf32>
        }
        """;
    assertEquals(
        List.of("strobe.rms_norm at norm: its root is not of a mean plus a constant"),
        misses(new FuseRmsNorm(), norm));
  }

  @Test
  void attentionNamesItsScores() {
    String mixed =
        softmax("", "")
            .replace(
                "return %y :",
                "%o = stablehlo.dot_general %y, %w, contracting_dims = [1] x [0] :"
                    + " (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32> loc(\"mix\")\n"
                    + "return %o :")
            .replace("%x: tensor<2x4xf32>)", "%x: tensor<2x4xf32>, %w: tensor<4x4xf32>)");
    assertEquals(
        List.of("strobe.attention at mix: its scores are no masked product of queries and keys"),
        misses(new FuseAttention(), mixed));
  }

  @Test
  void saysNothingOfWhatItFusesOrDoesNotKnow() {
    assertEquals(List.of(), misses(new FuseSoftmax(), softmax("", "")));
    assertEquals(List.of(), misses(new FuseRmsNorm(), softmax("", "")));
    assertEquals(List.of(), misses(new FuseGatedFeedForward(), softmax("", "")));
    assertEquals(List.of(), misses(new FuseAttention(), softmax("", "")));
  }

  private static List<String> misses(Pass pass, String text) {
    Program program = StableHloReader.read(text);
    PassReport report = PassReport.measure(pass, program.main(), Target.of("cpu")).report();
    return report.misses().stream().map(NearMiss::toString).toList();
  }
}
