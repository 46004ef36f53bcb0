package dev.strobe.ir.text;

import dev.strobe.ir.op.DotAlgorithm;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ResultAccuracy;

/// How exact the results of products and functions have to be.
final class AccuracyText {
  private AccuracyText() {}

  /// What follows the axes of a `dot_general`.
  static String of(DotGeneralOp.Accuracy accuracy) {
    String precision =
        ", precision = [" + accuracy.precisions().lhs() + ", " + accuracy.precisions().rhs() + "]";
    return precision + accuracy.algorithm().map(AccuracyText::algorithm).orElse("");
  }

  private static String algorithm(DotAlgorithm a) {
    return ", algorithm = <lhs_precision_type = "
        + a.lhs().precisionType().text()
        + ", rhs_precision_type = "
        + a.rhs().precisionType().text()
        + ", accumulation_type = "
        + a.accumulationType().text()
        + ", lhs_component_count = "
        + a.lhs().componentCount()
        + ", rhs_component_count = "
        + a.rhs().componentCount()
        + ", num_primitive_operations = "
        + a.numPrimitiveOperations()
        + ", allow_imprecise_accumulation = "
        + a.allowImpreciseAccumulation()
        + ">";
  }

  /// The attribute dictionary with the accuracy in it, where it is not the default one.
  ///
  /// @param attributes the dictionary with a leading space, or nothing
  static String of(ResultAccuracy accuracy, String attributes) {
    if (accuracy.equals(ResultAccuracy.DEFAULT)) {
      return attributes;
    }
    return " {result_accuracy = #stablehlo.result_accuracy<atol = "
        + accuracy.atol()
        + ", rtol = "
        + accuracy.rtol()
        + ", ulps = "
        + accuracy.ulps()
        + ", mode = #stablehlo.result_accuracy_mode<"
        + accuracy.mode()
        + ">>"
        + (attributes.isEmpty() ? "}" : ", " + attributes.substring(2));
  }
}
