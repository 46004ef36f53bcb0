package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.list;

import dev.strobe.ir.op.ConvolutionOp;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The parts of a convolution behind its operands: axes, window, and the attributes for groups.
final class ConvolutionText {
  private ConvolutionText() {}

  /// @param attributes the attribute dictionary with a leading space, or nothing
  static String of(ConvolutionOp op, String attributes) {
    String groups =
        " {batch_group_count = "
            + op.options().batchGroupCount()
            + " : i64, feature_group_count = "
            + op.options().featureGroupCount()
            + " : i64, precision_config = [#stablehlo<precision "
            + op.options().precision().lhs()
            + ">, #stablehlo<precision "
            + op.options().precision().rhs()
            + ">]"
            + (attributes.isEmpty() ? "}" : ", " + attributes.substring(2));
    return " dim_numbers = " + axes(op) + ", window = {" + window(op.window()) + "}" + groups;
  }

  /// Such as `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`.
  private static String axes(ConvolutionOp op) {
    ConvolutionOp.KernelAxes kernel = op.numbers().kernel();
    String[] names = new String[op.lhs().tensor().rank()];
    names[(int) kernel.inputFeature()] = "i";
    names[(int) kernel.outputFeature()] = "o";
    for (int d = 0; d < kernel.spatial().length(); d++) {
      names[(int) kernel.spatial().get(d)] = Integer.toString(d);
    }
    return axes(op.numbers().input(), names.length)
        + "x"
        + bracketed(names)
        + "->"
        + axes(op.numbers().output(), names.length);
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
