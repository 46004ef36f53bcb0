package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.ConvolutionOp;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the properties of a convolution mean: its axes, its window and its groups.
final class ConvolutionSyntax {
  private final OpForm form;
  private final AttributeDictionary properties;
  private final int spatial;

  private ConvolutionSyntax(OpForm form) {
    this.form = form;
    this.properties = form.properties();
    this.spatial = Math.max(0, form.operand(0).tensor().rank() - 2);
  }

  static Op read(OpForm form) {
    return new ConvolutionSyntax(form.requireOperands(2)).op();
  }

  private Op op() {
    ConvolutionOp.DimensionNumbers numbers =
        properties.require("dimension_numbers").read(this::dimensionNumbers);
    ConvolutionOp.Options options =
        new ConvolutionOp.Options(
            properties.integer("feature_group_count"),
            properties.integer("batch_group_count"),
            AccuracySyntax.precisions(properties),
            form.result().element());
    return new ConvolutionOp(form.operand(0), form.operand(1), window(), numbers, options);
  }

  /// The window of the pretty form, or the properties of the generic one.
  private ConvolutionOp.Window window() {
    Optional<Attribute> pretty = properties.take("window");
    boolean isPretty = pretty.isPresent();
    AttributeDictionary parts =
        pretty
            .map(all -> all.read(cursor -> AttributeDictionary.take(cursor, "{", "}")))
            .orElse(properties);
    ImmutableLongArray padding =
        WindowOps.padding(form.head(), parts.take(isPretty ? "pad" : "padding"), spatial);
    ConvolutionOp.Window window =
        new ConvolutionOp.Window(
            WindowOps.steps(parts, isPretty ? "stride" : "window_strides", spatial),
            WindowOps.every(padding, 0),
            WindowOps.every(padding, 1),
            WindowOps.steps(parts, isPretty ? "lhs_dilate" : "lhs_dilation", spatial),
            WindowOps.steps(parts, isPretty ? "rhs_dilate" : "rhs_dilation", spatial),
            parts
                .take(isPretty ? "reverse" : "window_reversal")
                .map(Attribute::bools)
                .orElse(ImmutableList.copyOf(Collections.nCopies(spatial, false))));
    if (isPretty) {
      parts.requireEmpty("only parts of a window");
    }
    return window;
  }

  /// `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`, alone or as `#stablehlo.conv<...>`.
  private ConvolutionOp.DimensionNumbers dimensionNumbers(Cursor cursor) {
    boolean wrapped = cursor.tryTake("#stablehlo.conv");
    if (wrapped && cursor.copyAt(cursor.place() + 1).tryWord("raw")) {
      cursor.take("<");
      cursor.take("raw");
      return raw(cursor);
    }
    cursor.take(wrapped ? "<" : "");
    Map<String, Long> input = axes(cursor);
    cursor.take("x");
    Map<String, Long> kernel = axes(cursor);
    cursor.take("->");
    Map<String, Long> output = axes(cursor);
    cursor.take(wrapped ? ">" : "");
    return new ConvolutionOp.DimensionNumbers(
        new ConvolutionOp.Axes(axis(input, "b"), axis(input, "f"), spatial(input)),
        new ConvolutionOp.KernelAxes(axis(kernel, "i"), axis(kernel, "o"), spatial(kernel)),
        new ConvolutionOp.Axes(axis(output, "b"), axis(output, "f"), spatial(output)));
  }

  /// The axes' names, each with its position.
  private static Map<String, Long> axes(Cursor cursor) {
    Map<String, Long> positions = new HashMap<>();
    List<String> names = cursor.list("[", "]", ConvolutionSyntax::axisName);
    for (String name : names) {
      if (positions.putIfAbsent(name, (long) positions.size()) != null) {
        throw cursor.fail("axes with distinct names");
      }
    }
    return positions;
  }

  private static String axisName(Cursor cursor) {
    boolean number = Cursor.isDigit(cursor.peek());
    return number ? Long.toString(cursor.integer()) : cursor.word("the name of an axis");
  }

  private long axis(Map<String, Long> positions, String name) {
    Long position = positions.get(name);
    if (position == null) {
      throw form.head().fail("an axis '" + name + "' of a convolution", positions.keySet());
    }
    return position;
  }

  private ImmutableLongArray spatial(Map<String, Long> positions) {
    ImmutableLongArray.Builder axes = ImmutableLongArray.builder();
    for (int d = 0; d < positions.size() - 2; d++) {
      axes.add(axis(positions, Integer.toString(d)));
    }
    return axes.build();
  }

  /// `#stablehlo.conv<raw input_batch_dimension = 0, ...>`, which names no positions.
  private static ConvolutionOp.DimensionNumbers raw(Cursor cursor) {
    AttributeDictionary all = AttributeDictionary.take(cursor, "", ">");
    ConvolutionOp.DimensionNumbers numbers =
        new ConvolutionOp.DimensionNumbers(
            new ConvolutionOp.Axes(
                all.integer("input_batch_dimension"),
                all.integer("input_feature_dimension"),
                all.longsOrNone("input_spatial_dimensions")),
            new ConvolutionOp.KernelAxes(
                all.integer("kernel_input_feature_dimension"),
                all.integer("kernel_output_feature_dimension"),
                all.longsOrNone("kernel_spatial_dimensions")),
            new ConvolutionOp.Axes(
                all.integer("output_batch_dimension"),
                all.integer("output_feature_dimension"),
                all.longsOrNone("output_spatial_dimensions")));
    all.requireEmpty("only dimension numbers of convolution");
    return numbers;
  }
}
