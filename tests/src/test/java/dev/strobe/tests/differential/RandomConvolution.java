package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicConvOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Adds convolutions of up to two spatial axes: groups of features or of the batch, strides,
/// paddings, dilations, mirrored windows, axes in any order.
record RandomConvolution(RandomFunction f) {
  /// Sizes beside the spatial ones.
  private record Sizes(
      long batch, long features, long outputs, long featureGroups, long batchGroups) {}

  void convolution() {
    int spatial = f.below(3);
    Sizes sizes = sizes();
    List<Long> inputAxes = shuffled(spatial + 2);
    List<Long> kernelAxes = shuffled(spatial + 2);
    long[] kernelSpatial = LongStream.generate(() -> 1 + f.below(3)).limit(spatial).toArray();
    long[] inputSpatial = LongStream.generate(() -> 1 + f.below(4)).limit(spatial).toArray();
    Tracked x = f.any(v -> !v.element().isBoolean());
    Tracked input = f.of(type(x, inputAxes, sizes.batch(), sizes.features(), inputSpatial));
    Tracked kernel =
        f.of(
            type(
                x,
                kernelAxes,
                sizes.features() / sizes.featureGroups(),
                sizes.outputs(),
                kernelSpatial));
    var numbers =
        new ConvolutionOp.DimensionNumbers(
            axes(inputAxes), kernelAxes(kernelAxes), axes(shuffled(spatial + 2)));
    var options =
        new ConvolutionOp.Options(
            sizes.featureGroups(),
            sizes.batchGroups(),
            f.oneOf(List.of(DotGeneralOp.Precision.values())),
            new RandomFolding(f).resultElement(x.element()));
    add(
        input,
        kernel,
        new ConvolutionOp(input.value(), kernel.value(), window(spatial), numbers, options));
  }

  private Sizes sizes() {
    long featureGroups = f.below(3) == 0 ? 2 : 1;
    long batchGroups = featureGroups == 1 && f.below(3) == 0 ? 2 : 1;
    long groups = featureGroups * batchGroups;
    return new Sizes(
        batchGroups * (1 + f.below(2)),
        featureGroups * (1 + f.below(2)),
        groups * (1 + f.below(2)),
        featureGroups,
        batchGroups);
  }

  private List<Long> shuffled(int rank) {
    List<Long> axes = new ArrayList<>(LongStream.range(0, rank).boxed().toList());
    Collections.shuffle(axes, f.random());
    return axes;
  }

  /// The type whose axes, in the given order, are the first two and then the spatial ones.
  private static TensorType type(
      Tracked x, List<Long> axes, long first, long second, long[] spatial) {
    long[] dims = new long[axes.size()];
    dims[axes.get(0).intValue()] = first;
    dims[axes.get(1).intValue()] = second;
    for (int d = 0; d < spatial.length; d++) {
      dims[axes.get(d + 2).intValue()] = spatial[d];
    }
    return x.type().withDims(dims);
  }

  private static ConvolutionOp.Axes axes(List<Long> axes) {
    return new ConvolutionOp.Axes(axes.get(0), axes.get(1), spatial(axes));
  }

  private static ConvolutionOp.KernelAxes kernelAxes(List<Long> axes) {
    return new ConvolutionOp.KernelAxes(axes.get(0), axes.get(1), spatial(axes));
  }

  private static ImmutableLongArray spatial(List<Long> axes) {
    return ImmutableLongArray.copyOf(axes.subList(2, axes.size()));
  }

  private ConvolutionOp.Window window(int spatial) {
    ImmutableList<Boolean> reversal =
        Stream.generate(() -> f.below(3) == 0)
            .limit(spatial)
            .collect(ImmutableList.toImmutableList());
    return new ConvolutionOp.Window(
        each(spatial, () -> 1 + f.below(2)),
        each(spatial, () -> f.below(4) - 1),
        each(spatial, () -> f.below(4) - 1),
        each(spatial, () -> 1 + f.below(2)),
        each(spatial, () -> 1 + f.below(2)),
        reversal);
  }

  private static ImmutableLongArray each(int count, LongSupplier number) {
    return ImmutableLongArray.copyOf(LongStream.generate(number).limit(count));
  }

  private void add(Tracked input, Tracked kernel, ConvolutionOp op) {
    TensorType result = (TensorType) op.resultTypes().getFirst();
    if (result.elementCount() > RandomFunction.LARGEST_COUNT) {
      return;
    }
    long depth = kernel.type().elementCount();
    double bound = depth * input.bound() * kernel.bound() * (result.element().isComplex() ? 2 : 1);
    double error = depth * RandomElementwise.productError(input, kernel);
    f.add(Tracked.summed(f.emit(perhapsDynamic(op)), bound, error, depth));
  }

  /// The same, or with the padding in an operand.
  private Op perhapsDynamic(ConvolutionOp op) {
    ConvolutionOp.Window window = op.window();
    int spatial = window.paddingLow().length();
    if (f.below(4) > 0) {
      return op;
    }
    int[] padding =
        IntStream.range(0, spatial)
            .flatMap(
                d ->
                    IntStream.of(
                        (int) window.paddingLow().get(d), (int) window.paddingHigh().get(d)))
            .toArray();
    Value pads =
        f.builder().constant(Literal.ofS32(TensorType.of(ElementType.S32, spatial, 2), padding));
    TensorType result = (TensorType) op.resultTypes().getFirst();
    var form = new DynamicConvOp.Form(window.steps(), op.numbers(), op.options());
    return new DynamicConvOp(op.lhs(), op.rhs(), pads, form, result);
  }
}
