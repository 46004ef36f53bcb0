package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.denseArray;
import static dev.strobe.ir.text.MlirSyntax.list;

import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DynamicConvOp;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What convolutions say besides operands: axes, window, and the attributes for groups.
final class ConvolutionText {
  private ConvolutionText() {}

  /// The pretty form behind the operands.
  ///
  /// @param attributes the attribute dictionary with a leading space, or nothing
  static String of(ConvolutionOp op, String attributes) {
    ConvolutionOp.Options options = op.options();
    String groups =
        " {"
            + batchGroups(options)
            + featureGroups(options)
            + precision(options)
            + (attributes.isEmpty() ? "}" : ", " + attributes.substring(2));
    return " dim_numbers = "
        + axes(op.numbers())
        + ", window = {"
        + window(op.window())
        + "}"
        + groups;
  }

  /// The properties of the generic form.
  static String of(DynamicConvOp.Form form) {
    ConvolutionOp.Steps steps = form.steps();
    return batchGroups(form.options())
        + "dimension_numbers = #stablehlo.conv<"
        + axes(form.numbers())
        + ">, "
        + featureGroups(form.options())
        + "lhs_dilation = "
        + denseArray(steps.lhsDilation())
        + ", "
        + precision(form.options())
        + ", rhs_dilation = "
        + denseArray(steps.rhsDilation())
        + ", window_reversal = "
        + denseArray(steps.reversal())
        + ", window_strides = "
        + denseArray(steps.strides());
  }

  private static String batchGroups(ConvolutionOp.Options options) {
    return "batch_group_count = " + options.batchGroupCount() + " : i64, ";
  }

  private static String featureGroups(ConvolutionOp.Options options) {
    return "feature_group_count = " + options.featureGroupCount() + " : i64, ";
  }

  private static String precision(ConvolutionOp.Options options) {
    return "precision_config = [#stablehlo<precision "
        + options.precision().lhs()
        + ">, #stablehlo<precision "
        + options.precision().rhs()
        + ">]";
  }

  /// Such as `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`.
  private static String axes(ConvolutionOp.DimensionNumbers numbers) {
    ConvolutionOp.KernelAxes kernel = numbers.kernel();
    String[] names = new String[kernel.spatial().length() + 2];
    names[(int) kernel.inputFeature()] = "i";
    names[(int) kernel.outputFeature()] = "o";
    for (int d = 0; d < kernel.spatial().length(); d++) {
      names[(int) kernel.spatial().get(d)] = Integer.toString(d);
    }
    return axes(numbers.input(), names.length)
        + "x"
        + bracketed(names)
        + "->"
        + axes(numbers.output(), names.length);
  }

  private static String axes(ConvolutionOp.Axes axes, int rank) {
    String[] names = new String[rank];
    names[(int) axes.batch()] = "b";
    names[(int) axes.feature()] = "f";
    for (int d = 0; d < axes.spatial().length(); d++) {
      names[(int) axes.spatial().get(d)] = Integer.toString(d);
    }
    return bracketed(names);
  }

  private static String bracketed(String[] names) {
    return Arrays.stream(names).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String window(ConvolutionOp.Window w) {
    if (w.strides().isEmpty()) {
      return "";
    }
    return "stride = "
        + list(w.strides())
        + ", pad = "
        + WindowText.pairs(w.paddingLow(), w.paddingHigh())
        + ", lhs_dilate = "
        + list(w.lhsDilation())
        + ", rhs_dilate = "
        + list(w.rhsDilation())
        + ", reverse = "
        + w.reversal();
  }
}
