package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DynamicConvOp;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the properties of a convolution mean: its axes, its window and its groups.
final class ConvolutionSyntax {
  /// What the parts of a window are called.
  private record PartNames(
      String strides, String padding, String lhsDilation, String rhsDilation, String reversal) {}

  private static final PartNames GENERIC =
      new PartNames("window_strides", "padding", "lhs_dilation", "rhs_dilation", "window_reversal");
  private static final PartNames PRETTY =
      new PartNames("stride", "pad", "lhs_dilate", "rhs_dilate", "reverse");

  private final OpForm form;
  private final AttributeDictionary properties;
  private final int spatial;

  private ConvolutionSyntax(OpForm form) {
    this.form = form;
    this.properties = form.properties();
    this.spatial = Math.max(0, form.operand(0).tensor().rank() - 2);
  }

  static Op read(OpForm form) {
    ConvolutionSyntax syntax = new ConvolutionSyntax(form.requireOperands(2));
    return new ConvolutionOp(
        form.operand(0), form.operand(1), syntax.window(), syntax.numbers(), syntax.options());
  }

  static Op readDynamic(OpForm form) {
    ConvolutionSyntax syntax = new ConvolutionSyntax(form.requireOperands(3));
    var described =
        new DynamicConvOp.Form(
            syntax.steps(syntax.properties, GENERIC), syntax.numbers(), syntax.options());
    return new DynamicConvOp(
        form.operand(0), form.operand(1), form.operand(2), described, form.result());
  }

  private ConvolutionOp.DimensionNumbers numbers() {
    return properties.require("dimension_numbers").read(this::dimensionNumbers);
  }

  private ConvolutionOp.Options options() {
    return new ConvolutionOp.Options(
        properties.integer("feature_group_count"),
        properties.integer("batch_group_count"),
        AccuracySyntax.precisions(properties),
        form.result().element());
  }

  /// The window of the pretty form, or the properties of the generic one.
  private ConvolutionOp.Window window() {
    Optional<Attribute> pretty = properties.take("window");
    boolean isPretty = pretty.isPresent();
    AttributeDictionary parts =
        pretty
            .map(all -> all.read(cursor -> AttributeDictionary.take(cursor, "{", "}")))
            .orElse(properties);
    PartNames names = isPretty ? PRETTY : GENERIC;
    ImmutableLongArray padding = WindowOps.padding(form.head(), parts.take(names.padding), spatial);
    ConvolutionOp.Window window =
        steps(parts, names).padded(WindowOps.every(padding, 0), WindowOps.every(padding, 1));
    if (isPretty) {
      parts.requireEmpty("only parts of a window");
    }
    return window;
  }

  private ConvolutionOp.Steps steps(AttributeDictionary parts, PartNames names) {
    return new ConvolutionOp.Steps(
        WindowOps.steps(parts, names.strides, spatial),
        WindowOps.steps(parts, names.lhsDilation, spatial),
        WindowOps.steps(parts, names.rhsDilation, spatial),
        parts
            .take(names.reversal)
            .map(Attribute::bools)
            .orElse(ImmutableList.copyOf(Collections.nCopies(spatial, false))));
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
